import { localDateOf } from '../../kernel/instant'
import type { LedgerModule } from '../../office/ledgerModule'
import { outstandingOf } from './blank/serials'
import { In } from 'typeorm'
import { BlankBatch, Seal } from './entities'
import { keptBy } from './custody/acts'
import { handoversOf } from './custody/handovers'

/**
 * Seals in somebody's hands and blank serials they answer for (K-08). Cabinet keys are found by the office, by their
 * handovers.
 */
export const sealsHeldBy: LedgerModule['heldBy'] = async (manager, personId) => {
  const kept = (await keptBy(manager, personId)).filter((seal) => seal.custodianId === personId)
  const lines = []
  for (const seal of kept) {
    const received = (await handoversOf(manager, seal.id)).findLast(({ kind }) => kind !== 'key')
    lines.push({
      label: `印章：${seal.name}`,
      number: seal.number,
      since: received ? localDateOf(received.at) : null,
      todo: seal.standsInForId ? '代管结束，办理交回' : '办理印章移交'
    })
  }
  const own = await manager.findBy(Seal, {
    ownerId: personId,
    kind: 'personal',
    state: In(['engraved', 'activated', 'inUse', 'suspended'])
  })
  for (const seal of own)
    lines.push({
      label: `本人印章：${seal.name}`,
      number: seal.number,
      since: seal.activatedOn,
      todo: '当日收回本人印章，封存或销毁'
    })
  const batches = await manager.findBy(BlankBatch, { responsibleId: personId, state: 'stamped' })
  const blanks = batches.map((batch) => ({
    label: `${batch.format}：${outstandingOf(batch)}份未核销`,
    number: batch.number,
    since: batch.stampedOn,
    todo: '逐号核销空白封条、文书'
  }))
  return [...lines, ...blanks]
}
