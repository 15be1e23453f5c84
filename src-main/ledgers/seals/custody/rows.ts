import type { EntityManager } from 'typeorm'
import type { ListInput, Page } from '../../../contract/lists'
import { custodyRecord, type CustodyRow, type RecordDetail } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import { Handover } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { readableRow, seesAll } from '../visibility'
import { Seal } from '../entities'
import { timelineOf } from '../timeline'

/** How the register of handovers is filtered and sorted; exports use the same. */
export const custodyList = listing(custodyRecord, 'h', {
  joined: { sealName: 'h.subject' },
  filters: { sealId: 'h.subjectId' },
  search: ['h.number', 'h.subject', 'h.fromName', 'h.toName'],
  order: [['h.at', 'DESC']]
})

/** Handovers of seals, their keys, and of the custodian's post, as a query the person asking may read. */
export function custodyQuery({ manager, actor }: Pick<Reading, 'manager' | 'actor'>) {
  const query = manager.createQueryBuilder(Handover, 'h').where('h.ledger = :ledger', { ledger: 'seals' })
  return seesAll(actor)
    ? query
    : query.andWhere('(h.fromPersonId = :me OR h.toPersonId = :me)', { me: actor.personId ?? '' })
}

/** A window of the register of handovers. */
export const custodyPage = (reading: Reading, input: ListInput): Promise<Page<CustodyRow>> =>
  pageOf(custodyQuery(reading), custodyList, input, (rows) => custodyRows(reading.manager, rows))

/** Handovers as shown and printed. */
export const custodyRows = (manager: EntityManager, handovers: readonly Handover[]): Promise<readonly CustodyRow[]> =>
  rowsOf(manager, custodyRecord, handovers, ({ subject, subjectId }) => ({ sealName: subject, sealId: subjectId }))

/** One handover. */
export async function custodyDetail(reading: Reading, id: string): Promise<RecordDetail<CustodyRow>> {
  const { manager } = reading
  const handover = await readableRow(custodyQuery(reading), id, '交接记录')
  const seal = handover.subjectId ? await manager.findOneBy(Seal, { id: handover.subjectId }) : null
  const [row] = await custodyRows(manager, [handover])
  if (!row) throw notFound('交接记录')
  return {
    row,
    approval: null,
    actions: [],
    timeline: seal ? await timelineOf(manager, { subjects: [], sealId: seal.id }) : []
  }
}
