import {
  acceptance,
  supplierReturn,
  type AcceptanceDetail,
  type AcceptanceRow,
  type SupplierReturnDetail,
  type SupplierReturnRow
} from '../../../contract/supplies/acceptance'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { Supplier, SupplyItem } from '../entities/catalogue'
import { Acceptance, AcceptanceLine, Purchase, SupplierReturn } from '../entities/purchase'
import { goodsColumns } from '../stock/items'
import { actionsFor } from '../../../office/records/recordActions'
import { listing } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import { returnsOf } from './returns'
import { acceptanceLineRows, acceptanceRows, returnRows } from './rows'

const acceptanceList = listing(acceptance, 'a', {
  joined: { purchaseNumber: 'p.number', supplierName: 's.name' },
  filters: { purchaseId: 'a.purchaseId', supplierId: 'a.supplierId' },
  search: ['a.number', 'a.deliveryNote'],
  order: [['a.number', 'DESC']]
})

const returnList = listing(supplierReturn, 't', {
  joined: { ...goodsColumns, purchaseNumber: 'p.number', acceptanceNumber: 'a.number', supplierName: 's.name' },
  filters: { supplierId: 't.supplierId', itemId: 't.itemId' },
  search: ['t.number', 't.reason'],
  order: [['t.number', 'DESC']]
})

/** A window of the acceptances. */
export async function acceptancePage(reading: Reading, input: ListInput): Promise<Page<AcceptanceRow>> {
  const query = reading.manager
    .createQueryBuilder(Acceptance, 'a')
    .leftJoin(Purchase, 'p', 'p.id = a.purchaseId')
    .leftJoin(Supplier, 's', 's.id = a.supplierId')
  return pageOf(query, acceptanceList, input, (rows) => acceptanceRows(reading.manager, rows))
}

/** One acceptance with its lines, what is being returned, and its history. */
export async function acceptanceDetail(reading: Reading, id: string): Promise<AcceptanceDetail> {
  const { manager } = reading
  const [row] = await acceptanceRows(manager, await manager.findBy(Acceptance, { id }))
  if (!row) throw notFound('验收单')
  const lines = await acceptanceLineRows(manager, id)
  const own = new Set(lines.map((line) => line.id))
  const returns = (await returnsOf(manager, row.purchaseId)).filter((each) => own.has(each.acceptanceLineId))
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
  const query = reading.manager
    .createQueryBuilder(SupplierReturn, 't')
    .leftJoin(AcceptanceLine, 'l', 'l.id = t.acceptanceLineId')
    .leftJoin(Acceptance, 'a', 'a.id = l.acceptanceId')
    .leftJoin(Purchase, 'p', 'p.id = a.purchaseId')
    .leftJoin(Supplier, 's', 's.id = t.supplierId')
    .leftJoin(SupplyItem, 'i', 'i.id = t.itemId')
  return pageOf(query, returnList, input, (rows) => returnRows(reading.manager, rows))
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
  return {
    row,
    actions: actionsFor([close], actor),
    timeline: await timelineOf(manager, { ledger: 'supplies', subjects: [id] })
  }
}
