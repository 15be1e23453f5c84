import { invalid, notFound } from '../../../kernel/fault'
import { amountOf } from '../../../kernel/money'
import { noteIfLate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { SupplyItem } from '../entities/catalogue'
import { Acceptance, AcceptanceLine, Holding } from '../entities/purchase'
import { Movement, StockIn } from '../entities/stock'
import { stockingDue, SUP_10 } from '../rules/acceptance'
import { itemIn, itemsOf, itemsOfLines } from './items'
import { nameOf, postMovement, postReceipts, reverseMovement } from './post'

export interface ReceivedLine {
  readonly itemId: string
  /** Thousandths. */
  readonly quantity: number
  /** Total cost in cents. */
  readonly valueCents: number
}

type StockInHead = Pick<StockIn, 'source'> & Partial<Omit<StockIn, 'id' | 'number' | 'source'>>

/** Enters a stock-in document; its movements follow on it. */
export async function enterStockIn(unit: UnitOfWork, head: StockInHead): Promise<StockIn> {
  const entry = await unit.append(StockIn, {
    acceptanceId: null,
    supplierId: null,
    unitId: null,
    personId: null,
    handlerId: unit.actor.personId,
    keeperId: unit.actor.personId,
    remarks: null,
    at: unit.now,
    day: unit.today,
    ...head,
    number: await unit.nextNumber('RK')
  })
  unit.about({ type: 'stockIn', id: entry.id, number: entry.number })
  return entry
}

/** Goods of one acceptance are counted from the holding area into the storeroom; never more than wait there. */
export async function stockInFromHoldings(
  unit: UnitOfWork,
  input: {
    readonly acceptanceId: string
    readonly lines: readonly { readonly holdingId: string; readonly quantity: number }[]
    readonly remarks?: string | undefined
  }
): Promise<StockIn> {
  const acceptance = await unit.load(Acceptance, input.acceptanceId, '验收单')
  const document = await enterStockIn(unit, {
    source: 'purchase',
    acceptanceId: acceptance.id,
    supplierId: acceptance.supplierId,
    handlerId: acceptance.accepterId,
    remarks: input.remarks ?? null
  })
  const acceptedOn: string[] = []
  for (const [index, { holdingId, quantity }] of input.lines.entries()) {
    const path = `lines.${index}.quantity`
    const holding = await unit.load(Holding, holdingId, '待入库物品')
    const accepted = await unit.load(AcceptanceLine, holding.acceptanceLineId, '验收明细')
    if (accepted.acceptanceId !== acceptance.id) throw invalid([{ path, message: '这种物品不在所选验收单上' }])
    const item = itemIn(await itemsOf(unit.manager, [holding.itemId]), holding.itemId)
    if (quantity > holding.quantity)
      throw invalid([{ path, message: `${nameOf(item)}入库数量超过验收合格后待入库的数量` }])
    const before = accepted.acceptedQuantity - holding.quantity
    // Parts of a delivery come to exactly what the whole costs.
    const valueCents = amountOf(before + quantity, holding.unitPriceCents) - amountOf(before, holding.unitPriceCents)
    await postMovement(unit, { kind: 'purchase', document, lineNumber: index + 1, item, quantity, valueCents })
    await unit.update(Holding, holding, { quantity: holding.quantity - quantity }, '待入库物品')
    acceptedOn.push(holding.acceptedOn)
  }
  const [first] = acceptedOn.sort()
  if (first !== undefined)
    await noteIfLate(unit, {
      rule: SUP_10,
      subject: { type: 'acceptance', id: acceptance.id, number: acceptance.number },
      what: `验收合格物品入库（${document.number}）`,
      due: { dueOn: stockingDue(first).dueOn, dueAt: null }
    })
  return document
}

/** What was on the shelves when the ledger began. */
export async function openStock(
  unit: UnitOfWork,
  lines: readonly ReceivedLine[],
  remarks: string | null
): Promise<StockIn> {
  return receive(unit, { source: 'opening', remarks }, lines)
}

/** The document of what was on the shelves, as of the day it was counted; its lines follow by `openNewItems`. */
export async function enterOpening(unit: UnitOfWork, remarks: string, day: string): Promise<StockIn> {
  return enterStockIn(unit, { source: 'opening', remarks, ...(day < unit.today ? { day, at: day } : {}) })
}

/** Lines of an opening, of items this unit of work has just entered; `before` lines stand on the document already. */
export async function openNewItems(
  unit: UnitOfWork,
  document: StockIn,
  lines: readonly (Omit<ReceivedLine, 'itemId'> & { readonly item: SupplyItem })[],
  before: number
): Promise<void> {
  await postReceipts(
    unit,
    lines.map((line, index) => ({
      kind: 'opening',
      document,
      lineNumber: before + index + 1,
      stock: { quantity: 0, value: 0 },
      unitId: null,
      ...line
    }))
  )
}

/** Goods another unit hands over, at the value they come with. */
export async function transferIn(
  unit: UnitOfWork,
  lines: readonly ReceivedLine[],
  remarks: string,
  fromUnitId: string | null
): Promise<StockIn> {
  return receive(unit, { source: 'transferIn', remarks, unitId: fromUnitId }, lines)
}

async function receive(
  unit: UnitOfWork,
  head: StockInHead & { readonly source: 'opening' | 'transferIn' },
  lines: readonly ReceivedLine[]
): Promise<StockIn> {
  const items = await itemsOfLines(unit.manager, lines)
  const document = await enterStockIn(unit, head)
  await postReceipts(
    unit,
    lines.map(({ itemId, quantity, valueCents }, index) => ({
      kind: head.source,
      document,
      lineNumber: index + 1,
      item: itemIn(items, itemId),
      quantity,
      valueCents,
      unitId: head.unitId ?? null
    }))
  )
  return document
}

/**
 * Reverses a stock-in line (K-09); purchased goods go back to the holding area. Gives the cents by which the moving
 * average could no longer give the line's value back. A gain of a stocktake is corrected by another stocktake.
 */
export async function reverseStockInLine(
  unit: UnitOfWork,
  movementId: string,
  reason: string
): Promise<{ id: string; differenceCents: number }> {
  const original = await unit.load(Movement, movementId, '入库明细')
  const document = await unit.manager.findOneBy(StockIn, { id: original.documentId })
  if (!document) throw notFound('入库明细')
  if (original.kind === 'gain')
    throw invalid([{ path: 'id', message: '盘盈入库由盘点审批形成，不能直接冲正，请另行盘点调整' }])
  const { movement, difference } = await reverseMovement(unit, original, reason)
  if (document.acceptanceId) await backToHolding(unit, document.acceptanceId, original)
  unit.about({ type: 'stockIn', id: document.id, number: document.number })
  return { id: movement.id, differenceCents: difference }
}

async function backToHolding(unit: UnitOfWork, acceptanceId: string, original: Movement): Promise<void> {
  const accepted = await unit.manager.findBy(AcceptanceLine, { acceptanceId, itemId: original.itemId })
  for (const line of accepted) {
    const holding = await unit.manager.findOneBy(Holding, { acceptanceLineId: line.id })
    if (!holding || holding.quantity + original.quantity > line.acceptedQuantity) continue
    await unit.update(Holding, holding, { quantity: holding.quantity + original.quantity }, '待入库物品')
    return
  }
}
