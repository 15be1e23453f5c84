import type { ListInput, Page } from '../../contract/lists'
import { handoverRecord, type HandoverRow } from '../../contract/people'
import { pageOf } from '../../platform/database/listQuery'
import { Handover } from '../entities'
import type { Reading } from '../house'
import { listing, rowsOf } from '../records/recordRows'

const handoverList = listing(handoverRecord, 'h', {
  joined: {},
  filters: { ledger: 'h.ledger' },
  search: ['h.number', 'h.subject', 'h.fromName', 'h.toName'],
  order: [['h.at', 'DESC']]
})

/** One window of the handover register, latest first. */
export async function handoverPage({ manager }: Reading, input: ListInput): Promise<Page<HandoverRow>> {
  return pageOf(manager.createQueryBuilder(Handover, 'h'), handoverList, input, (rows) =>
    rowsOf(manager, handoverRecord, rows, () => ({}))
  )
}
