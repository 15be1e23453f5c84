import type { EntityManager } from 'typeorm'
import type { SerialOutcome } from '../../contract/seals'
import type { Proof } from '../../office/ledgerModule'
import { Handover } from '../../office/entities'
import { asEntered } from './custody/handovers'
import { BlankBatch, BlankLoss, Seal, SealUse, SerialEntry, UseRequest } from './entities'

interface Consumed {
  readonly number: string
  readonly copies: number
  readonly consumedCopies: number
  readonly stamped: number
}

/**
 * Approved copies against what was stamped on each approval: never more, and the kept count is that of the entries
 * (SEAL-07).
 */
const approvalsConsumed: Proof = async (manager) => {
  const rows = await manager
    .createQueryBuilder(UseRequest, 'r')
    .leftJoin(SealUse, 'u', 'u.requestId = r.id')
    .select('r.number', 'number')
    .addSelect('r.copies', 'copies')
    .addSelect('r.consumedCopies', 'consumedCopies')
    .addSelect('COALESCE(SUM(u.copies), 0)', 'stamped')
    .groupBy('r.id')
    .addGroupBy('r.number')
    .addGroupBy('r.copies')
    .addGroupBy('r.consumedCopies')
    .having('COALESCE(SUM(u.copies), 0) <> r.consumedCopies OR COALESCE(SUM(u.copies), 0) > r.copies')
    .getRawMany<Consumed>()
  return rows.map(({ number, copies, consumedCopies, stamped }) => ({
    number,
    why: `批准${copies}份，登记已用${consumedCopies}份，用印记录合计${Number(stamped)}份`
  }))
}

/** Who holds a seal, and its key, is the receiver of the last handover (SEAL-06). */
const custodyIsLastHandover: Proof = async (manager) => {
  const last = await lastReceivers(manager)
  const seals = await manager.find(Seal)
  return seals.flatMap((seal) => [
    ...((last.get(`seal ${seal.id}`) ?? null) === seal.custodianId
      ? []
      : [{ number: seal.number, why: '保管人与最后一次交接的接收人不一致' }]),
    ...((last.get(`key ${seal.id}`) ?? null) === seal.keyHolderId
      ? []
      : [{ number: seal.number, why: '钥匙持有人与最后一次钥匙交接不一致' }])
  ])
}

async function lastReceivers(manager: EntityManager): Promise<ReadonlyMap<string, string | null>> {
  const handovers = await manager.find(Handover, { where: { ledger: 'seals' }, order: asEntered })
  return new Map(
    handovers.map(({ kind, subjectId, toPersonId }) => [
      `${kind === 'key' ? 'key' : 'seal'} ${subjectId ?? ''}`,
      toPersonId
    ])
  )
}

interface Accounted {
  readonly batchId: string
  readonly outcome: SerialOutcome
  readonly entries: number
}

/** The counts kept with a batch of blanks are those of its serial entries, reversed ones taken off (SEAL-12). */
const serialsAccounted: Proof = async (manager) => {
  const rows = await manager
    .createQueryBuilder(SerialEntry, 'e')
    .select('e.batchId', 'batchId')
    .addSelect('e.outcome', 'outcome')
    .addSelect('SUM(CASE WHEN e.reversalOfId IS NULL THEN 1 ELSE -1 END)', 'entries')
    .groupBy('e.batchId')
    .addGroupBy('e.outcome')
    .getRawMany<Accounted>()
  const counts = new Map(rows.map(({ batchId, outcome, entries }) => [`${batchId} ${outcome}`, Number(entries)]))
  const batches = await manager.find(BlankBatch)
  return batches.flatMap(({ id, number, used, voided, returned, lost }) =>
    Object.entries({ used, voided, returned, lost }).every(
      ([outcome, kept]) => (counts.get(`${id} ${outcome}`) ?? 0) === kept
    )
      ? []
      : [{ number, why: '已用、作废、退回、遗失数与逐号核销记录不一致' }]
  )
}

/** A report of lost blanks counts the entries that say so, unless all of them have been taken back (SEAL-17). */
const lossesAccounted: Proof = async (manager) => {
  const rows = await manager
    .createQueryBuilder(SerialEntry, 'e')
    .select('e.lossId', 'lossId')
    .addSelect('SUM(CASE WHEN e.reversalOfId IS NULL THEN 1 ELSE -1 END)', 'entries')
    .where('e.lossId IS NOT NULL')
    .groupBy('e.lossId')
    .getRawMany<{ lossId: string; entries: number }>()
  const counts = new Map(rows.map(({ lossId, entries }) => [lossId, Number(entries)]))
  return (await manager.find(BlankLoss)).flatMap(({ id, number, quantity, state }) =>
    (counts.get(id) ?? 0) === (state === 'revoked' ? 0 : quantity)
      ? []
      : [{ number, why: '遗失份数与逐号核销记录不一致' }]
  )
}

/** What `verify` proves of this ledger. */
export const sealProofs: readonly Proof[] = [
  approvalsConsumed,
  custodyIsLastHandover,
  serialsAccounted,
  lossesAccounted
]
