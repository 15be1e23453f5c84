import { review, type ReviewRow } from '../../../contract/confidential/matters'
import type { Detail } from '../../../contract/confidential/access'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { detailOf } from '../details'
import { Review } from '../entities'
import { namedBy } from '../named'
import { revealed } from '../secrets'
import { mustKnow } from '../visibility'

const list = listing(review, 'q', { joined: {}, search: ['q.number'], order: [['q.number', 'DESC']] })

export async function reviewsPage(reading: Reading, input: ListInput): Promise<Page<ReviewRow>> {
  mustKnow(reading.actor, '解密审查')
  return pageOf(reading.manager.createQueryBuilder(Review, 'q'), list, input, (rows) => reviewRows(reading, rows))
}

async function reviewRows({ manager, house, actor }: Reading, rows: readonly Review[]): Promise<readonly ReviewRow[]> {
  const named = await namedBy(manager, rows)
  const open = await revealed(house, actor, 'confidential_reviews', rows, 'reason', 'notice')
  return rowsOf(manager, review, rows, ({ id, fileId }) => ({
    fileNumber: named.number(fileId),
    reason: open(id, 'reason'),
    notice: open(id, 'notice')
  }))
}

export async function reviewDetail(reading: Reading, id: string): Promise<Detail<ReviewRow>> {
  mustKnow(reading.actor, '解密审查')
  const [stored] = await reading.manager.findBy(Review, { id })
  const [row] = stored ? await reviewRows(reading, [stored]) : []
  if (!row || !stored) throw notFound('解密审查')
  return detailOf(reading, row, { approvalId: stored.approvalId, subjects: [id], acts: [] })
}
