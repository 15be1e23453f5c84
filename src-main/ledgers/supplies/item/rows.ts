import type { EntityManager } from 'typeorm'
import {
  item,
  supplier,
  type ItemDetail,
  type ItemRow,
  type SupplierDetail,
  type SupplierRow
} from '../../../contract/supplies/item'
import type { ListInput, Page } from '../../../contract/lists'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { SupplyBalance, SupplyItem, Supplier } from '../entities/catalogue'
import { actionsFor } from '../../../office/records/recordActions'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { averageMonthlyConsumption } from '../stock/consumption'
import { itemsOf } from '../stock/items'
import { timelineOf } from '../../../office/records/timeline'
import { rowsWith } from '../../../platform/database/readRows'

const itemList = listing(item, 'i', { joined: {}, order: [['i.number', 'ASC']] })
const supplierList = listing(supplier, 's', { joined: {}, order: [['s.name', 'ASC']] })

/** Names of suppliers by id. */
export async function supplierNames(
  manager: EntityManager,
  ids: readonly (string | null)[]
): Promise<ReadonlyMap<string, string>> {
  return new Map((await rowsWith(manager, Supplier, 'id', ids)).map((row) => [row.id, row.name]))
}

/** Thousandths on hand by item; items never stocked are absent. */
export async function stockOnHand(
  manager: EntityManager,
  ids: readonly string[]
): Promise<ReadonlyMap<string, number>> {
  return new Map((await rowsWith(manager, SupplyBalance, 'itemId', ids)).map((row) => [row.itemId, row.quantity]))
}

/** A window of the catalogue. */
export async function itemPage(reading: Reading, input: ListInput): Promise<Page<ItemRow>> {
  return pageOf(reading.manager.createQueryBuilder(SupplyItem, 'i'), itemList, input, (rows) =>
    itemRows(reading.manager, rows)
  )
}

/** One item with its stock, monthly use and history. */
export async function itemDetail(reading: Reading, id: string): Promise<ItemDetail> {
  const { manager, actor, today } = reading
  const [row] = await itemRows(manager, await manager.findBy(SupplyItem, { id }))
  if (!row) throw notFound('用品')
  const by = ['buyer', 'suppliesKeeper', 'officeDirector'] as const
  return {
    row,
    monthlyUse: (await averageMonthlyConsumption(manager, [id], today)).get(id) ?? 0,
    actions: actionsFor(
      [
        { action: 'update', label: '修改', by },
        row.active ? { action: 'deactivate', label: '停用', by } : { action: 'activate', label: '恢复使用', by }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { ledger: 'supplies', subjects: [id] })
  }
}

async function itemRows(manager: EntityManager, items: readonly SupplyItem[]): Promise<readonly ItemRow[]> {
  const stock = await stockOnHand(
    manager,
    items.map(({ id }) => id)
  )
  const refills = await itemsOf(
    manager,
    items.map(({ refillItemId }) => refillItemId)
  )
  return rowsOf(manager, item, items, ({ id, refillItemId }) => ({
    refillName: refills.get(refillItemId ?? '')?.name ?? null,
    onHand: stock.get(id) ?? 0
  }))
}

const supplierRows = (manager: EntityManager, suppliers: readonly Supplier[]) =>
  rowsOf(manager, supplier, suppliers, () => ({}))

/** A window of the suppliers. */
export async function supplierPage(reading: Reading, input: ListInput): Promise<Page<SupplierRow>> {
  const { manager } = reading
  return pageOf(manager.createQueryBuilder(Supplier, 's'), supplierList, input, (rows) => supplierRows(manager, rows))
}

/** One supplier with its history. */
export async function supplierDetail(reading: Reading, id: string): Promise<SupplierDetail> {
  const { manager, actor } = reading
  const found = await manager.findBy(Supplier, { id })
  const [row] = await supplierRows(manager, found)
  if (!row) throw notFound('供应商')
  const update = { action: 'update', label: '修改', by: ['buyer', 'officeDirector'] as const }
  return {
    row,
    actions: actionsFor([update], actor),
    timeline: await timelineOf(manager, { ledger: 'supplies', subjects: [id] })
  }
}
