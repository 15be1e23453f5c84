import type { ListInput, Page } from '../../contract/lists'
import type { HandoverRow } from '../../contract/office'
import { pageOf, type ListDefinition } from '../../platform/database/listQuery'
import { Handover } from '../entities'
import type { Reading } from '../house'

const handoverList: ListDefinition = {
  columns: {
    number: 'h.number',
    at: 'h.at',
    kind: 'h.kind',
    post: 'h.post',
    subject: 'h.subject',
    fromName: 'h.fromName',
    toName: 'h.toName',
    witnessName: 'h.witnessName',
    until: 'h.untilDay',
    reason: 'h.reason',
    ledger: 'h.ledger'
  },
  search: ['h.number', 'h.subject', 'h.fromName', 'h.toName'],
  instants: ['at'],
  order: [['h.at', 'DESC']]
}

/** One window of the handover register, latest first. */
export async function handoverPage({ manager }: Reading, input: ListInput): Promise<Page<HandoverRow>> {
  return pageOf(manager.createQueryBuilder(Handover, 'h'), handoverList, input, (rows) =>
    rows.map(({ id, number, at, kind, post, subject, fromName, toName, witnessName, untilDay, reason }) => ({
      id,
      number,
      at,
      kind,
      post,
      subject,
      fromName,
      toName,
      witnessName,
      until: untilDay,
      reason
    }))
  )
}
