import type { EntityManager } from 'typeorm'
import type { ItemDetail, ItemRow, SupplierDetail, SupplierRow } from '../../../contract/supplies/items'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { SupplyBalance, SupplyItem, Supplier } from '../entities/catalogue'
import { actionsFor } from '../../../office/records/recordActions'
import { averageMonthlyConsumption } from '../stock/consumption'
import { itemsOf } from '../stock/items'
import { timelineOf } from '../../../office/records/timeline'
import { rowsWith } from '../../../platform/database/readRows'

const itemList: ListDefinition = {
  columns: {
    number: 'i.number',
    name: 'i.name',
    spec: 'i.spec',
    measure: 'i.measure',
    category: 'i.category',
    special: 'i.special',
    tradeIn: 'i.tradeIn',
    intervalRule: 'i.intervalRule',
    location: 'i.location',
    safetyStock: 'i.safetyStock',
    active: 'i.active'
  },
  search: ['i.searchKey'],
  order: [['i.number', 'ASC']]
}

const supplierList: ListDefinition = {
  columns: {
    name: 's.name',
    designated: 's.designated',
    designatedFrom: 's.designatedFrom',
    designatedTo: 's.designatedTo',
    contact: 's.contact',
    phone: 's.phone',
    active: 's.active'
  },
  search: ['s.searchKey'],
  order: [['s.name', 'ASC']]
}

/** Names of suppliers by id. */
export async function supplierNames(manager: EntityManager, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  return new Map((await rowsWith(manager, Supplier, 'id', ids)).map((row) => [row.id, row.name]))
}

/** Thousandths on hand by item; items never stocked are absent. */
export async function stockOnHand(manager: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return new Map((await rowsWith(manager, SupplyBalance, 'itemId', ids)).map((row) => [row.itemId, row.quantity]))
}

/** A window of the catalogue. */
export async function itemPage(reading: Reading, input: ListInput): Promise<Page<ItemRow>> {
  return pageOf(reading.manager.createQueryBuilder(SupplyItem, 'i'), itemList, input, (rows) => itemRows(reading.manager, rows))
}

/** One item with its stock, monthly use and history. */
export async function itemDetail(reading: Reading, id: string): Promise<ItemDetail> {
  const { manager, actor, today } = reading
  const item = await manager.findOneBy(SupplyItem, { id })
  if (!item) throw notFound('用品')
  const [row] = await itemRows(manager, [item])
  if (!row) throw notFound('用品')
  const by = ['buyer', 'suppliesKeeper', 'officeDirector'] as const
  return {
    row,
    monthlyUse: (await averageMonthlyConsumption(manager, [id], today)).get(id) ?? 0,
    actions: actionsFor(
      [
        { action: 'update', label: '修改', by },
        item.active ? { action: 'deactivate', label: '停用', by } : { action: 'activate', label: '恢复使用', by }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { ledger: 'supplies', subjects: [id] })
  }
}

async function itemRows(manager: EntityManager, items: readonly SupplyItem[]): Promise<readonly ItemRow[]> {
  const stock = await stockOnHand(
    manager,
    items.map((item) => item.id)
  )
  const refills = await itemsOf(
    manager,
    items.map((item) => item.refillItemId).filter((id) => id !== null)
  )
  return items.map((item) => ({
    id: item.id,
    number: item.number,
    name: item.name,
    spec: item.spec,
    measure: item.measure,
    category: item.category,
    special: item.special,
    tradeIn: item.tradeIn,
    intervalRule: item.intervalRule,
    refillItemId: item.refillItemId,
    refillName: refills.get(item.refillItemId ?? '')?.name ?? null,
    location: item.location,
    safetyStock: item.safetyStock,
    onHand: stock.get(item.id) ?? 0,
    active: item.active,
    remarks: item.remarks,
    version: item.version
  }))
}

/** A window of the suppliers. */
export async function supplierPage(reading: Reading, input: ListInput): Promise<Page<SupplierRow>> {
  return pageOf(reading.manager.createQueryBuilder(Supplier, 's'), supplierList, input, (rows) => rows.map(supplierRow))
}

/** One supplier with its history. */
export async function supplierDetail(reading: Reading, id: string): Promise<SupplierDetail> {
  const supplier = await reading.manager.findOneBy(Supplier, { id })
  if (!supplier) throw notFound('供应商')
  const update = { action: 'update', label: '修改', by: ['buyer', 'officeDirector'] as const }
  return {
    row: supplierRow(supplier),
    actions: actionsFor([update], reading.actor),
    timeline: await timelineOf(reading.manager, { ledger: 'supplies', subjects: [id] })
  }
}

function supplierRow(supplier: Supplier): SupplierRow {
  const { searchKey: _searchKey, ...row } = supplier
  return row
}
