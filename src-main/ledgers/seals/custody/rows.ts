import type { ListInput, Page } from '../../../contract/lists'
import type { CustodyRow, RecordDetail } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import { Handover } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { assertReadable, seesAll } from '../visibility'
import { Seal } from '../entities'
import { timelineOf } from '../timeline'

/** How the register of handovers is filtered and sorted; exports use the same. */
export const custodyList: ListDefinition = {
  columns: {
    number: 'h.number',
    at: 'h.at',
    sealId: 'h.subjectId',
    sealName: 'h.subject',
    kind: 'h.kind',
    fromName: 'h.fromName',
    toName: 'h.toName',
    witnessName: 'h.witnessName',
    fromDay: 'h.fromDay',
    untilDay: 'h.untilDay',
    reason: 'h.reason'
  },
  search: ['h.number', 'h.subject', 'h.fromName', 'h.toName'],
  instants: ['at'],
  order: [['h.at', 'DESC']]
}

/** Handovers of seals, their keys, and of the custodian's post, as a query the person asking may read. */
export function custodyQuery({ manager, actor }: Pick<Reading, 'manager' | 'actor'>) {
  const query = manager.createQueryBuilder(Handover, 'h').where('h.ledger = :ledger', { ledger: 'seals' })
  return seesAll(actor) ? query : query.andWhere('(h.fromPersonId = :me OR h.toPersonId = :me)', { me: actor.personId ?? '' })
}

/** A window of the register of handovers. */
export const custodyPage = (reading: Reading, input: ListInput): Promise<Page<CustodyRow>> =>
  pageOf(custodyQuery(reading), custodyList, input, custodyRows)

/** Handovers as shown and printed. */
export function custodyRows(handovers: readonly Handover[]): readonly CustodyRow[] {
  return handovers.map(({ id, number, at, kind, subject, subjectId, fromName, toName, witnessName, fromDay, untilDay, reason }) => ({
    id,
    number,
    at,
    sealId: subjectId,
    sealName: subject,
    kind,
    fromName,
    toName,
    witnessName,
    fromDay,
    untilDay,
    reason
  }))
}

/** One handover. */
export async function custodyDetail({ manager, actor }: Reading, id: string): Promise<RecordDetail<CustodyRow>> {
  const handover = await manager.findOneBy(Handover, { id, ledger: 'seals' })
  if (!handover) throw notFound('交接记录')
  const seal = handover.subjectId ? await manager.findOneBy(Seal, { id: handover.subjectId }) : null
  assertReadable(actor, { unitId: seal?.unitId ?? null, people: [handover.fromPersonId, handover.toPersonId] }, '交接记录')
  const [row] = custodyRows([handover])
  if (!row) throw notFound('交接记录')
  return { row, approval: null, actions: [], timeline: seal ? await timelineOf(manager, { subjects: [], sealId: seal.id }) : [] }
}
