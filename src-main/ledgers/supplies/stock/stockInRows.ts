import { MoreThan, type SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page, RecordAction } from '../../../contract/lists'
import { stockIn, type StockInRow, type WaitingRow } from '../../../contract/supplies/stock'
import { holds } from '../../../kernel/actor'
import { notFound } from '../../../kernel/fault'
import { proportionOf } from '../../../kernel/money'
import type { Reading } from '../../../office/house'
import { pageOf } from '../../../platform/database/listQuery'
import { SupplyItem, Supplier } from '../entities/catalogue'
import { Acceptance, AcceptanceLine, Holding } from '../entities/purchase'
import { Movement, StockIn } from '../entities/stock'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import { mustFind, rowsById } from '../../../platform/database/readRows'
import { supplierNames } from '../item/rows'
import { goodsColumns, goodsShown, itemIn, itemsOf } from './items'
import { reversedAmong } from './rows'

const inward = ['opening', 'purchase', 'returned', 'gain', 'transferIn']

export const stockInDefinition = listing(stockIn, 'm', {
  joined: {
    ...goodsColumns,
    number: 'COALESCE(m.number, s.number)',
    source: 's.source',
    supplierName: 'p.name',
    acceptanceNumber: 'a.number',
    location: 'i.location',
    handlerName: 's.handlerId',
    keeperName: 's.keeperId'
  },
  search: ['m.searchKey', 'p.searchKey'],
  order: [['m.id', 'DESC']]
})

/** Lines of stock-ins, reversals included. */
export function stockInQuery(reading: Reading): SelectQueryBuilder<Movement> {
  return reading.manager
    .createQueryBuilder(Movement, 'm')
    .innerJoin(StockIn, 's', 's.id = m.documentId')
    .innerJoin(SupplyItem, 'i', 'i.id = m.itemId')
    .leftJoin(Supplier, 'p', 'p.id = s.supplierId')
    .leftJoin(Acceptance, 'a', 'a.id = s.acceptanceId')
    .where('m.kind IN (:...inward)', { inward })
}

/** The 入库登记 on screen. */
export async function stockInPage(reading: Reading, input: ListInput): Promise<Page<StockInRow>> {
  return pageOf(stockInQuery(reading), stockInDefinition, input, (rows) => stockInRows(reading, rows))
}

/** Movements of stock-ins as the 入库登记 shows them. */
export async function stockInRows(reading: Reading, movements: readonly Movement[]): Promise<readonly StockInRow[]> {
  const { manager } = reading
  const documents = await rowsById(
    manager,
    StockIn,
    movements.map(({ documentId }) => documentId)
  )
  const all = [...documents.values()]
  const items = await itemsOf(
    manager,
    movements.map(({ itemId }) => itemId)
  )
  const suppliers = await supplierNames(
    manager,
    all.map(({ supplierId }) => supplierId)
  )
  const acceptances = await rowsById(
    manager,
    Acceptance,
    all.map(({ acceptanceId }) => acceptanceId)
  )
  const reversed = await reversedAmong(
    reading,
    movements.map(({ id }) => id)
  )
  const known = movements.filter(({ documentId }) => documents.has(documentId))
  return rowsOf(manager, stockIn, known, (movement) => {
    const { id, documentId, itemId, quantity, valueCents, reversalOfId, reason } = movement
    const { number, source, supplierId, acceptanceId, handlerId, keeperId, remarks } = mustFind(documents, documentId)
    const item = itemIn(items, itemId)
    const mark = reversalOfId ? `冲正${number}：${reason ?? ''}` : reversed.has(id) ? '已冲正' : ''
    return {
      ...goodsShown(item),
      stockInId: documentId,
      number: movement.number ?? number,
      source,
      unitPriceCents: proportionOf(valueCents, 1000, quantity),
      supplierName: suppliers.get(supplierId ?? '') ?? null,
      acceptanceNumber: acceptances.get(acceptanceId ?? '')?.number ?? null,
      location: item.location,
      handlerId,
      keeperId,
      remarks: [remarks ?? '', mark].filter(Boolean).join('；')
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
  return {
    row,
    lines,
    approval: null,
    actions,
    timeline: await timelineOf(reading.manager, { ledger: 'supplies', subjects: [id] })
  }
}

const sum = (rows: readonly StockInRow[], field: 'quantity' | 'valueCents') =>
  rows.reduce((total, row) => total + row[field], 0)

/** Accepted goods waiting in the holding area, longest waiting first. */
export async function waitingGoods(reading: Reading): Promise<readonly WaitingRow[]> {
  const { manager } = reading
  const holdings = await manager.find(Holding, {
    where: { quantity: MoreThan(0) },
    order: { acceptedOn: 'ASC', id: 'ASC' }
  })
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
