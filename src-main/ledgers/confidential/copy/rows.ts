import { copy, type CopyRow } from '../../../contract/confidential/circulation'
import type { Detail } from '../../../contract/confidential/access'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { detailOf } from '../details'
import { Carrier, ConfidentialFile, CopyRequest } from '../entities'
import { namedBy } from '../named'
import { unspaced } from '../file/find'
import { revealed } from '../secrets'
import { mustKnow } from '../visibility'

export const copyList = listing(copy, 'q', {
  joined: { secrecy: 'f.secrecy' },
  search: ['q.number', unspaced('c.label'), 'q.copyNumbers'],
  order: [['q.number', 'DESC']]
})

/** Requests to copy with what a list joins to them. */
export function copiesFor({ manager, actor }: Reading) {
  mustKnow(actor, '复制登记')
  return manager
    .createQueryBuilder(CopyRequest, 'q')
    .innerJoin(ConfidentialFile, 'f', 'f.id = q.fileId')
    .innerJoin(Carrier, 'c', 'c.id = q.carrierId')
}

export const copiesPage = async (reading: Reading, input: ListInput): Promise<Page<CopyRow>> =>
  pageOf(copiesFor(reading), copyList, input, (rows) => copyRows(reading, rows))

export async function copyRows(
  { manager, house, actor }: Reading,
  rows: readonly CopyRequest[]
): Promise<readonly CopyRow[]> {
  const named = await namedBy(manager, rows)
  const open = await revealed(house, actor, 'confidential_copy_requests', rows, 'purpose', 'consent')
  return rowsOf(manager, copy, rows, ({ id, carrierId, fileId, madeAt, stamped }) => ({
    label: named.label(carrierId),
    secrecy: named.secrecy(fileId),
    purpose: open(id, 'purpose'),
    consent: open(id, 'consent'),
    // Nothing can have been stamped before it was made.
    stamped: madeAt === null ? null : stamped
  }))
}

export async function copyDetail(reading: Reading, id: string): Promise<Detail<CopyRow>> {
  mustKnow(reading.actor, '复印申请')
  const [stored] = await reading.manager.findBy(CopyRequest, { id })
  const [row] = stored ? await copyRows(reading, [stored]) : []
  if (!row || !stored) throw notFound('复印申请')
  return detailOf(reading, row, {
    approvalId: stored.approvalId,
    subjects: [id],
    acts: [
      {
        action: 'make',
        label: '登记复制',
        possible: row.state === 'approved',
        otherwise: row.state === 'done' ? '已复制' : '还没有批准'
      }
    ]
  })
}
