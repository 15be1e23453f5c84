import type { ListInput, Page } from '../../../contract/lists'
import {
  movement,
  stockLevel,
  storeroomEntry,
  type MovementRow,
  type StockRow,
  type StoreroomEntryRow
} from '../../../contract/supplies/stock'
import { notFound } from '../../../kernel/fault'
import { averagePrice } from '../../../kernel/movingAverage'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { SupplyBalance, SupplyItem } from '../entities/catalogue'
import { Movement, StoreroomEntry } from '../entities/stock'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import { rowsWith } from '../../../platform/database/readRows'
import { balancesOf, goodsColumns, goodsShown, itemIn, itemsOf } from './items'

const stockList = listing(stockLevel, 'i', {
  joined: { quantity: 'b.quantity', valueCents: 'b.valueCents' },
  search: ['i.searchKey', 'i.number', 'i.location'],
  order: [['i.number', 'ASC']]
})

/** Stock on hand, item by item. */
export async function stockPage(reading: Reading, input: ListInput): Promise<Page<StockRow>> {
  const query = reading.manager
    .createQueryBuilder(SupplyItem, 'i')
    .leftJoin(SupplyBalance, 'b', 'b.itemId = i.id')
    .where('(i.active = :active OR b.quantity > 0)', { active: true })
  return pageOf(query, stockList, input, (items) => stockRows(reading, items))
}

async function stockRows({ manager }: Reading, items: readonly SupplyItem[]): Promise<readonly StockRow[]> {
  const balances = await balancesOf(
    manager,
    items.map(({ id }) => id)
  )
  return rowsOf(manager, stockLevel, items, ({ id, safetyStock }) => {
    const { quantity, valueCents } = balances.get(id) ?? { quantity: 0, valueCents: 0 }
    const averagePriceCents = averagePrice({ quantity, value: valueCents })
    return { quantity, averagePriceCents, valueCents, hint: stockHint(quantity, safetyStock) }
  })
}

/** What the statement and the list say beside a stock level. */
export function stockHint(quantity: number, safetyStock: number | null): string {
  if (safetyStock === null || quantity >= safetyStock) return ''
  return quantity === 0 ? '缺货' : '低于安全库存'
}

/** An item's card with its newest 200 movements. */
export async function stockCard(reading: Reading, itemId: string) {
  const item = await reading.manager.findOneBy(SupplyItem, { id: itemId })
  if (!item) throw notFound('物品')
  const [row] = await stockRows(reading, [item])
  if (!row) throw notFound('物品')
  const movements = await reading.manager.find(Movement, { where: { itemId }, order: { id: 'DESC' }, take: 200 })
  return {
    row,
    lines: await movementRows(reading, movements),
    approval: null,
    actions: [],
    timeline: await timelineOf(reading.manager, { ledger: 'supplies', subjects: [itemId] })
  }
}

const movementList = listing(movement, 'm', {
  joined: goodsColumns,
  filters: { day: 'm.day', itemId: 'm.itemId' },
  search: ['m.searchKey'],
  order: [['m.id', 'DESC']]
})

/** Every movement of stock, newest first. */
export async function movementPage(reading: Reading, input: ListInput): Promise<Page<MovementRow>> {
  const query = reading.manager.createQueryBuilder(Movement, 'm').innerJoin(SupplyItem, 'i', 'i.id = m.itemId')
  return pageOf(query, movementList, input, (rows) => movementRows(reading, rows))
}

async function movementRows(reading: Reading, movements: readonly Movement[]): Promise<readonly MovementRow[]> {
  const { manager } = reading
  const items = await itemsOf(
    manager,
    movements.map(({ itemId }) => itemId)
  )
  const reversed = await reversedAmong(
    reading,
    movements.map(({ id }) => id)
  )
  return rowsOf(manager, movement, movements, ({ id, itemId, reversalOfId }) => ({
    ...goodsShown(itemIn(items, itemId)),
    mark: reversalOfId ? ('reversal' as const) : reversed.has(id) ? ('reversed' as const) : null
  }))
}

/** Which of the movements have been reversed since. */
export async function reversedAmong(reading: Reading, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await rowsWith(reading.manager, Movement, 'reversalOfId', ids)
  return new Set(rows.map((row) => row.reversalOfId ?? ''))
}

const storeroomList = listing(storeroomEntry, 'e', {
  joined: {},
  search: ['e.number', 'e.visitor', 'e.purpose'],
  searchNames: ['keeperName'],
  order: [['e.id', 'DESC']]
})

/** Who was in the storeroom, accompanied by whom. */
export async function storeroomPage({ manager }: Reading, input: ListInput): Promise<Page<StoreroomEntryRow>> {
  return pageOf(manager.createQueryBuilder(StoreroomEntry, 'e'), storeroomList, input, (rows) =>
    rowsOf(manager, storeroomEntry, rows, () => ({}))
  )
}
