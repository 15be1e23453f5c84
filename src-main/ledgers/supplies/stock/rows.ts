import type { ListInput, Page } from '../../../contract/lists'
import type { MovementRow, StockRow, StoreroomEntryRow } from '../../../contract/supplies/stock'
import { notFound } from '../../../kernel/fault'
import { averagePrice } from '../../../kernel/movingAverage'
import { personNames, unitNames } from '../../../office/people/names'
import { Person } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { SupplyBalance, SupplyItem } from '../entities/catalogue'
import { Movement, StoreroomEntry } from '../entities/stock'
import { timelineOf } from '../../../office/records/timeline'
import { rowsWith } from '../../../platform/database/readRows'
import { balancesOf, itemIn, itemsOf } from './items'

const stockDefinition: ListDefinition = {
  columns: {
    id: 'i.id',
    number: 'i.number',
    name: 'i.name',
    spec: 'i.spec',
    measure: 'i.measure',
    category: 'i.category',
    special: 'i.special',
    location: 'i.location',
    safetyStock: 'i.safetyStock',
    quantity: 'b.quantity',
    valueCents: 'b.valueCents'
  },
  search: ['i.searchKey', 'i.number', 'i.location'],
  sums: ['quantity', 'valueCents'],
  order: [['i.number', 'ASC']]
}

/** Stock on hand, item by item. */
export async function stockList(reading: Reading, input: ListInput): Promise<Page<StockRow>> {
  const query = reading.manager
    .createQueryBuilder(SupplyItem, 'i')
    .leftJoin(SupplyBalance, 'b', 'b.itemId = i.id')
    .where('(i.active = :active OR b.quantity > 0)', { active: true })
  return pageOf(query, stockDefinition, input, (items) => stockRows(reading, items))
}

async function stockRows(reading: Reading, items: readonly SupplyItem[]): Promise<readonly StockRow[]> {
  const balances = await balancesOf(
    reading.manager,
    items.map((item) => item.id)
  )
  return items.map((item) => {
    const balance = balances.get(item.id)
    const quantity = balance?.quantity ?? 0
    const valueCents = balance?.valueCents ?? 0
    return {
      id: item.id,
      number: item.number,
      name: item.name,
      spec: item.spec,
      measure: item.measure,
      category: item.category,
      special: item.special,
      location: item.location,
      quantity,
      averagePriceCents: averagePrice({ quantity, value: valueCents }),
      valueCents,
      safetyStock: item.safetyStock,
      hint: stockHint(quantity, item.safetyStock)
    }
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

export const movementDefinition: ListDefinition = {
  columns: {
    id: 'm.id',
    at: 'm.at',
    day: 'm.day',
    kind: 'm.kind',
    documentNumber: 'm.documentNumber',
    itemId: 'm.itemId',
    quantity: 'm.quantity',
    valueCents: 'm.valueCents',
    balanceQuantity: 'm.balanceQuantity',
    balanceValueCents: 'm.balanceValueCents',
    reason: 'm.reason'
  },
  search: ['m.searchKey'],
  instants: ['at'],
  sums: ['quantity', 'valueCents'],
  order: [['m.id', 'DESC']]
}

/** Every movement of stock, newest first. */
export async function movementList(reading: Reading, input: ListInput): Promise<Page<MovementRow>> {
  return pageOf(reading.manager.createQueryBuilder(Movement, 'm'), movementDefinition, input, (rows) => movementRows(reading, rows))
}

async function movementRows(reading: Reading, movements: readonly Movement[]): Promise<readonly MovementRow[]> {
  const { manager } = reading
  const items = await itemsOf(
    manager,
    movements.map((each) => each.itemId)
  )
  const units = await unitNames(
    manager,
    movements.map((each) => each.unitId)
  )
  const people = await personNames(
    manager,
    movements.map((each) => each.personId)
  )
  const reversed = await reversedAmong(
    reading,
    movements.map((each) => each.id)
  )
  return movements.map((each) => {
    const item = itemIn(items, each.itemId)
    return {
      id: each.id,
      at: each.at,
      kind: each.kind,
      documentNumber: each.documentNumber,
      itemName: item.name,
      spec: item.spec,
      measure: item.measure,
      quantity: each.quantity,
      valueCents: each.valueCents,
      balanceQuantity: each.balanceQuantity,
      balanceValueCents: each.balanceValueCents,
      unitName: units.get(each.unitId ?? '') ?? null,
      personName: people.get(each.personId ?? '') ?? null,
      reason: each.reason,
      mark: each.reversalOfId ? 'reversal' : reversed.has(each.id) ? 'reversed' : null
    }
  })
}

/** Which of the movements have been reversed since. */
export async function reversedAmong(reading: Reading, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await rowsWith(reading.manager, Movement, 'reversalOfId', ids)
  return new Set(rows.map((row) => row.reversalOfId ?? ''))
}

const storeroomDefinition: ListDefinition = {
  columns: { number: 'e.number', at: 'e.at', leftAt: 'e.leftAt', visitor: 'e.visitor', keeperName: 'k.name', purpose: 'e.purpose' },
  search: ['e.number', 'e.visitor', 'e.purpose', 'k.searchKey'],
  instants: ['at', 'leftAt'],
  order: [['e.id', 'DESC']]
}

/** Who was in the storeroom, accompanied by whom. */
export async function storeroomList(reading: Reading, input: ListInput): Promise<Page<StoreroomEntryRow>> {
  const query = reading.manager.createQueryBuilder(StoreroomEntry, 'e').leftJoin(Person, 'k', 'k.id = e.keeperId')
  return pageOf(query, storeroomDefinition, input, async (rows) => {
    const keepers = await personNames(
      reading.manager,
      rows.map((row) => row.keeperId)
    )
    return rows.map(({ id, number, at, leftAt, visitor, keeperId, purpose }) => ({
      id,
      number,
      at,
      leftAt,
      visitor,
      keeperName: keepers.get(keeperId) ?? '',
      purpose
    }))
  })
}
