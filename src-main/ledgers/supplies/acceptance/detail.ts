import type { AcceptanceDetail, AcceptanceRow, SupplierReturnDetail, SupplierReturnRow } from '../../../contract/supplies/acceptance'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { Acceptance, SupplierReturn } from '../entities/purchase'
import { actionsFor } from '../../../office/records/recordActions'
import { timelineOf } from '../../../office/records/timeline'
import { returnsOf } from './returns'
import { acceptanceLineRows, acceptanceRows, returnRows } from './rows'

const acceptanceList: ListDefinition = {
  columns: { number: 'a.number', at: 'a.at', supplierId: 'a.supplierId', deliveryNote: 'a.deliveryNote', purchaseId: 'a.purchaseId' },
  search: ['a.number', 'a.deliveryNote'],
  instants: ['at'],
  order: [['a.number', 'DESC']]
}

const returnList: ListDefinition = {
  columns: {
    number: 't.number',
    openedOn: 't.openedOn',
    supplierId: 't.supplierId',
    itemId: 't.itemId',
    quantity: 't.quantity',
    state: 't.state',
    closedOn: 't.closedOn'
  },
  search: ['t.number', 't.reason'],
  sums: ['quantity'],
  order: [['t.number', 'DESC']]
}

/** A window of the acceptances. */
export async function acceptancePage(reading: Reading, input: ListInput): Promise<Page<AcceptanceRow>> {
  return pageOf(reading.manager.createQueryBuilder(Acceptance, 'a'), acceptanceList, input, (rows) => acceptanceRows(reading.manager, rows))
}

/** One acceptance with its lines, what is being returned, and its history. */
export async function acceptanceDetail(reading: Reading, id: string): Promise<AcceptanceDetail> {
  const { manager } = reading
  const acceptance = await manager.findOneBy(Acceptance, { id })
  if (!acceptance) throw notFound('验收单')
  const [row] = await acceptanceRows(manager, [acceptance])
  if (!row) throw notFound('验收单')
  const lines = await acceptanceLineRows(manager, id)
  const own = new Set(lines.map((line) => line.id))
  const returns = (await returnsOf(manager, acceptance.purchaseId)).filter((each) => own.has(each.acceptanceLineId))
  return {
    row,
    lines,
    returns: await returnRows(manager, returns),
    actions: [],
    timeline: await timelineOf(manager, { ledger: 'supplies', subjects: [id] })
  }
}

/** A window of the goods to be returned or exchanged. */
export async function returnPage(reading: Reading, input: ListInput): Promise<Page<SupplierReturnRow>> {
  return pageOf(reading.manager.createQueryBuilder(SupplierReturn, 't'), returnList, input, (rows) => returnRows(reading.manager, rows))
}

/** One return or exchange with the supplier. */
export async function returnDetail(reading: Reading, id: string): Promise<SupplierReturnDetail> {
  const { manager, actor } = reading
  const found = await manager.findOneBy(SupplierReturn, { id })
  if (!found) throw notFound('退换单')
  const [row] = await returnRows(manager, [found])
  if (!row) throw notFound('退换单')
  const close = {
    action: 'close',
    label: '办结退换',
    possible: found.state === 'open',
    otherwise: '已办结',
    by: ['buyer', 'officeDirector', 'suppliesKeeper'] as const
  }
  return { row, actions: actionsFor([close], actor), timeline: await timelineOf(manager, { ledger: 'supplies', subjects: [id] }) }
}
