import { dispatch, type DispatchRow } from '../../../contract/confidential/endings'
import type { Detail } from '../../../contract/confidential/access'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { detailOf } from '../details'
import { Carrier, ConfidentialFile, Dispatch } from '../entities'
import { namedBy } from '../named'
import { unspaced } from '../file/find'
import { revealed } from '../secrets'
import { mustKnow } from '../visibility'

export const dispatchList = listing(dispatch, 'd', {
  joined: { secrecy: 'f.secrecy' },
  search: ['d.number', unspaced('c.label'), 'd.receiptNumber'],
  order: [['d.number', 'DESC']]
})

export function dispatchesFor({ manager, actor }: Reading) {
  mustKnow(actor, '发文登记')
  return manager
    .createQueryBuilder(Dispatch, 'd')
    .innerJoin(ConfidentialFile, 'f', 'f.id = d.fileId')
    .innerJoin(Carrier, 'c', 'c.id = d.carrierId')
}

export const dispatchesPage = async (reading: Reading, input: ListInput): Promise<Page<DispatchRow>> =>
  pageOf(dispatchesFor(reading), dispatchList, input, (rows) => dispatchRows(reading, rows))

export async function dispatchRows(
  { manager, house, actor }: Reading,
  rows: readonly Dispatch[]
): Promise<readonly DispatchRow[]> {
  const named = await namedBy(manager, rows)
  const open = await revealed(house, actor, 'confidential_dispatches', rows, 'recipient')
  return rowsOf(manager, dispatch, rows, ({ id, carrierId, fileId }) => ({
    label: named.label(carrierId),
    secrecy: named.secrecy(fileId),
    recipient: open(id, 'recipient')
  }))
}

export async function dispatchDetail(reading: Reading, id: string): Promise<Detail<DispatchRow>> {
  mustKnow(reading.actor, '发文记录')
  const [row] = await dispatchRows(reading, await reading.manager.findBy(Dispatch, { id }))
  if (!row) throw notFound('发文记录')
  return detailOf(reading, row, {
    subjects: [id],
    acts: [{ action: 'receipt', label: '登记回执', possible: row.state === 'sent', otherwise: '回执已登记' }]
  })
}
