import { MoreThan, type SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page, RecordAction } from '../../../contract/lists'
import type { StockInRow, WaitingRow } from '../../../contract/supplies/stock'
import { holds } from '../../../kernel/actor'
import { notFound } from '../../../kernel/fault'
import { proportionOf } from '../../../kernel/money'
import { personNames } from '../../../office/people/names'
import { Person } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { SupplyItem, Supplier } from '../entities/catalogue'
import { Acceptance, AcceptanceLine, Holding } from '../entities/purchase'
import { Movement, StockIn } from '../entities/stock'
import { timelineOf } from '../../../office/records/timeline'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { itemIn, itemsOf } from './items'
import { reversedAmong } from './rows'

const inward = ['opening', 'purchase', 'returned', 'gain', 'transferIn']

export const stockInDefinition: ListDefinition = {
  columns: {
    id: 'm.id',
    number: 's.number',
    day: 'm.day',
    source: 's.source',
    itemName: 'i.name',
    spec: 'i.spec',
    measure: 'i.measure',
    quantity: 'm.quantity',
    valueCents: 'm.valueCents',
    supplierName: 'p.name',
    acceptanceNumber: 'a.number',
    location: 'i.location',
    handlerName: 'h.name',
    keeperName: 'k.name'
  },
  search: ['m.searchKey', 'p.searchKey'],
  sums: ['quantity', 'valueCents'],
  order: [['m.id', 'DESC']]
}

/** Lines of stock-ins, reversals included. */
export function stockInQuery(reading: Reading): SelectQueryBuilder<Movement> {
  return reading.manager
    .createQueryBuilder(Movement, 'm')
    .innerJoin(StockIn, 's', 's.id = m.documentId')
    .innerJoin(SupplyItem, 'i', 'i.id = m.itemId')
    .leftJoin(Supplier, 'p', 'p.id = s.supplierId')
    .leftJoin(Acceptance, 'a', 'a.id = s.acceptanceId')
    .leftJoin(Person, 'h', 'h.id = s.handlerId')
    .leftJoin(Person, 'k', 'k.id = s.keeperId')
    .where('m.kind IN (:...inward)', { inward })
}

/** The 入库登记 on screen. */
export async function stockInList(reading: Reading, input: ListInput): Promise<Page<StockInRow>> {
  return pageOf(stockInQuery(reading), stockInDefinition, input, (rows) => stockInRows(reading, rows))
}

/** Movements of stock-ins as the 入库登记 shows them. */
export async function stockInRows(reading: Reading, movements: readonly Movement[]): Promise<readonly StockInRow[]> {
  const { manager } = reading
  const documentIds = [...new Set(movements.map((each) => each.documentId))]
  const documents = await rowsById(manager, StockIn, documentIds)
  const all = [...documents.values()]
  const items = await itemsOf(
    manager,
    movements.map((each) => each.itemId)
  )
  const people = await personNames(
    manager,
    all.flatMap((each) => [each.handlerId, each.keeperId])
  )
  const suppliers = new Map(
    (
      await rowsWith(
        manager,
        Supplier,
        'id',
        all.map((each) => each.supplierId)
      )
    ).map((each) => [each.id, each.name])
  )
  const acceptances = new Map(
    (
      await rowsWith(
        manager,
        Acceptance,
        'id',
        all.map((each) => each.acceptanceId)
      )
    ).map((each) => [each.id, each.number])
  )
  const reversed = await reversedAmong(
    reading,
    movements.map((each) => each.id)
  )
  return movements.flatMap((each) => {
    const document = documents.get(each.documentId)
    if (!document) return []
    const item = itemIn(items, each.itemId)
    const mark = each.reversalOfId ? `冲正：${each.reason ?? ''}` : reversed.has(each.id) ? '已冲正' : ''
    return {
      id: each.id,
      stockInId: document.id,
      number: document.number,
      day: each.day,
      source: document.source,
      itemName: item.name,
      spec: item.spec,
      measure: item.measure,
      quantity: each.quantity,
      unitPriceCents: proportionOf(each.valueCents, 1000, each.quantity),
      valueCents: each.valueCents,
      supplierName: suppliers.get(document.supplierId ?? '') ?? null,
      acceptanceNumber: acceptances.get(document.acceptanceId ?? '') ?? null,
      location: item.location,
      handlerName: people.get(document.handlerId ?? '') ?? null,
      keeperName: people.get(document.keeperId ?? '') ?? null,
      remarks: [document.remarks ?? '', mark].filter(Boolean).join('；')
    }
  })
}

/** One stock-in with its lines. */
export async function stockInCard(reading: Reading, id: string) {
  const movements = await reading.manager.find(Movement, { where: { documentId: id }, order: { id: 'ASC' } })
  const lines = await stockInRows(reading, movements)
  const [first] = lines
  if (!first) throw notFound('入库单')
  const row = { ...first, quantity: sum(lines, 'quantity'), valueCents: sum(lines, 'valueCents') }
  const keeper = holds(reading.actor, ['suppliesKeeper'])
  const actions: readonly RecordAction[] = [
    first.source === 'gain'
      ? { action: 'reverseLine', label: '冲正', enabled: false, reason: '盘盈入库请通过盘点调整' }
      : keeper
        ? { action: 'reverseLine', label: '冲正', enabled: true }
        : { action: 'reverseLine', label: '冲正', enabled: false, reason: '由用品保管员冲正' }
  ]
  return { row, lines, approval: null, actions, timeline: await timelineOf(reading.manager, { ledger: 'supplies', subjects: [id] }) }
}

const sum = (rows: readonly StockInRow[], field: 'quantity' | 'valueCents') => rows.reduce((total, row) => total + row[field], 0)

/** Accepted goods waiting in the holding area, longest waiting first. */
export async function waitingGoods(reading: Reading): Promise<readonly WaitingRow[]> {
  const { manager } = reading
  const holdings = await manager.find(Holding, { where: { quantity: MoreThan(0) }, order: { acceptedOn: 'ASC', id: 'ASC' } })
  const lines = await rowsById(
    manager,
    AcceptanceLine,
    holdings.map((each) => each.acceptanceLineId)
  )
  const acceptances = await rowsById(
    manager,
    Acceptance,
    [...lines.values()].map((each) => each.acceptanceId)
  )
  const items = await itemsOf(
    manager,
    holdings.map((each) => each.itemId)
  )
  return holdings.map((holding) => {
    const item = itemIn(items, holding.itemId)
    const acceptance = acceptances.get(lines.get(holding.acceptanceLineId)?.acceptanceId ?? '')
    return {
      holdingId: holding.id,
      acceptanceId: acceptance?.id ?? '',
      acceptanceNumber: acceptance?.number ?? '',
      acceptedOn: holding.acceptedOn,
      itemName: item.name,
      spec: item.spec,
      measure: item.measure,
      quantity: holding.quantity,
      unitPriceCents: holding.unitPriceCents,
      location: item.location
    }
  })
}
