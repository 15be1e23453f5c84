import {
  classification,
  type ClassificationDetail,
  type ClassificationRow
} from '../../../contract/confidential/matters'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { detailOf } from '../details'
import { Classification } from '../entities'
import { namedBy } from '../named'
import { revealed } from '../secrets'
import { mustKnow } from '../visibility'

const list = listing(classification, 'q', {
  joined: {},
  search: ['q.number', 'q.drafterName', 'q.names'],
  order: [['q.number', 'DESC']]
})

export async function classificationsPage(reading: Reading, input: ListInput): Promise<Page<ClassificationRow>> {
  mustKnow(reading.actor, '定密审批')
  return pageOf(reading.manager.createQueryBuilder(Classification, 'q'), list, input, (rows) =>
    classificationRows(reading, rows)
  )
}

async function classificationRows(
  { manager, house, actor }: Reading,
  rows: readonly Classification[]
): Promise<readonly ClassificationRow[]> {
  const named = await namedBy(manager, rows)
  const open = await revealed(house, actor, 'confidential_classifications', rows, 'code', 'basis')
  return rowsOf(manager, classification, rows, ({ id, fileId }) => ({
    fileNumber: fileId ? named.number(fileId) : null,
    code: open(id, 'code'),
    basis: open(id, 'basis')
  }))
}

export async function classificationDetail(reading: Reading, id: string): Promise<ClassificationDetail> {
  mustKnow(reading.actor, '定密审批')
  const [stored] = await reading.manager.findBy(Classification, { id })
  const [row] = stored ? await classificationRows(reading, [stored]) : []
  if (!row || !stored) throw notFound('定密审批')
  const detail = await detailOf(reading, row, {
    approvalId: stored.approvalId,
    subjects: [id],
    acts: [
      {
        action: 'register',
        label: '登记文件',
        possible: row.state === 'approved',
        otherwise: row.state === 'done' ? '已登记' : '还没有批准'
      }
    ]
  })
  const { personIds, posts, periodKind, periodYears } = stored
  return { ...detail, decided: { personIds, posts, periodKind, periodYears } }
}
