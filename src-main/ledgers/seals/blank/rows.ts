import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import { blank as blankRecord, type BlankDetail, type BlankRow, type SerialRow } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import type { RuleBook } from '../../../kernel/rules/rule'
import { approvalView } from '../../../office/approvals/views'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { narrowToOwn, officePosts, readableRow, stampsWith } from '../visibility'
import { amendAction } from '../../../office/approvals/correcting'
import { BlankBatch, BlankLoss, Seal } from '../entities'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { actionsFor } from '../../../office/records/recordActions'
import { approversOf } from '../../../office/records/remarks'
import { sealNames } from '../seal/names'
import { accountingDeadline, SEAL_12 } from '../rules/oversight'
import { timelineOf } from '../timeline'
import { accountedFor, batchSize, outstandingOf, serialLabel, standingEntries } from './serials'

/** How the batches of blanks are filtered and sorted; exports use the same. */
export const blankList = listing(blankRecord, 'b', {
  joined: { sealName: 's.name' },
  filters: { sealId: 'b.sealId', applicantId: 'b.applicantId' },
  order: [['b.number', 'DESC']]
})

/** Batches of blanks as a query the person asking may read. */
export async function blankQuery(reading: Pick<Reading, 'manager' | 'actor' | 'today'>) {
  const query = reading.manager.createQueryBuilder(BlankBatch, 'b').leftJoin(Seal, 's', 's.id = b.sealId')
  return narrowToOwn(query, reading, {
    unit: 'b.unitId',
    people: ['b.applicantId', 'b.responsibleId'],
    seal: 'b.sealId'
  })
}

/** A window of the batches of blanks. */
export async function blankPage(reading: Reading, input: ListInput): Promise<Page<BlankRow>> {
  return pageOf(await blankQuery(reading), blankList, input, (rows) => blankRows(reading.manager, rows, reading.book))
}

/** Batches as shown and printed; 差异 is what has not been accounted for. */
export async function blankRows(
  manager: EntityManager,
  rows: readonly BlankBatch[],
  book: RuleBook
): Promise<readonly BlankRow[]> {
  const { days } = SEAL_12.values(book)
  const seals = await sealNames(
    manager,
    rows.map((row) => row.sealId)
  )
  const approvers = await approversOf(
    manager,
    rows.map(({ state, approvalId }) => (['approved', 'stamped', 'closed'].includes(state) ? approvalId : null))
  )
  return rowsOf(manager, blankRecord, rows, (row) => ({
    sealId: row.sealId,
    sealName: seals.get(row.sealId) ?? '',
    firstSerial: serialLabel(row.serialPrefix, row.serialFrom),
    lastSerial: serialLabel(row.serialPrefix, row.serialTo),
    quantity: batchSize(row),
    outstanding: outstandingOf(row),
    approverName: approvers.get(row.approvalId ?? '') ?? null,
    accountBy: row.stampedOn ? accountingDeadline(row.stampedOn, days).dueOn : null
  }))
}

/** One batch with every serial of it, accounted for or not. */
export async function blankDetail(reading: Reading, id: string): Promise<BlankDetail> {
  const { manager, actor } = reading
  const batch = await readableRow(await blankQuery(reading), id, '空白用印批次')
  const seal = await manager.findOneByOrFail(Seal, { id: batch.sealId })
  const stamps = await stampsWith(reading)
  const [row] = await blankRows(manager, [batch], reading.book)
  if (!row) throw notFound('空白用印批次')
  return {
    row,
    approval: batch.approvalId ? await approvalView(reading, batch.approvalId) : null,
    actions: actionsFor(
      [
        ...amendAction(batch),
        {
          action: 'stamp',
          label: '用印登记',
          possible: batch.state === 'approved',
          otherwise: batch.stampedOn ? '这一批已用印' : '批准后才能用印',
          by: [],
          people: [stamps(seal) ? actor.personId : seal.custodianId],
          peopleWord: '监印人'
        },
        {
          action: 'account',
          label: '逐号核销',
          possible: batch.state === 'stamped',
          otherwise: batch.state === 'closed' ? '已全部核销' : '用印后才能核销',
          by: officePosts,
          people: [batch.responsibleId],
          peopleWord: '责任人'
        },
        {
          action: 'reverse',
          label: '冲正核销',
          possible: accountedFor(batch) > 0,
          otherwise: batch.stampedOn ? '还没有核销的号码' : '用印后才能核销',
          by: officePosts,
          people: [batch.responsibleId],
          peopleWord: '责任人'
        }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { subjects: [id, batch.useId], approvalId: batch.approvalId }),
    losses: (await manager.find(BlankLoss, { where: { batchId: id }, order: { number: 'ASC' } })).map(
      ({ id: lossId, number, serials, state }) => ({ id: lossId, number, serials, state })
    ),
    serials: batch.stampedOn ? await serialRows(manager, batch) : [],
    asked: {
      sealId: batch.sealId,
      kind: batch.kind,
      purpose: batch.purpose,
      format: batch.format,
      serialPrefix: batch.serialPrefix,
      serialFrom: batch.serialFrom,
      serialTo: batch.serialTo,
      responsibleId: batch.responsibleId
    }
  }
}

async function serialRows(manager: EntityManager, batch: BlankBatch): Promise<readonly SerialRow[]> {
  const entries = new Map((await standingEntries(manager, batch.id)).map((entry) => [entry.serial, entry]))
  return Array.from({ length: batchSize(batch) }, (_, index) => {
    const serial = batch.serialFrom + index
    const entry = entries.get(serial)
    return {
      serial,
      label: serialLabel(batch.serialPrefix, serial),
      outcome: entry?.outcome ?? null,
      documentNumber: entry?.documentNumber ?? null,
      note: entry?.note ?? null,
      at: entry?.at ?? null,
      personName: entry?.personName ?? null,
      entryId: entry?.id ?? null
    }
  })
}
