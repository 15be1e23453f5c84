import { invalid } from '../../../kernel/fault'
import { parseDocumentNumber } from '../../../kernel/documentNumber'
import {
  applyMovement,
  issue,
  receipt,
  reversal,
  type StockValue,
  type ValuedMovement
} from '../../../kernel/movingAverage'
import { K_09 } from '../../../kernel/rules/common'
import { selectOne } from '../../../platform/database/entitySql'
import { mapped } from '../../../platform/database/insertRows'
import { mustFind } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { SupplyBalance, SupplyItem } from '../entities/catalogue'
import { Movement, type MovementKind } from '../entities/stock'
import { SUP_16 } from '../rules/storeIssue'
import { balancesOf } from './items'

/** The document a movement stands on. */
export interface MovementDocument {
  readonly id: string
  readonly number: string
  /** When it is of; only an opening is of another day than today. */
  readonly at?: string
  readonly day?: string
}

export interface MovementPlan {
  readonly kind: MovementKind
  readonly document: MovementDocument
  readonly lineNumber: number
  readonly item: SupplyItem
  /** Thousandths, always positive; the kind says whether goods come or go. */
  readonly quantity: number
  /** Total cost in cents of goods that come in; goods that go out are valued at the moving average. */
  readonly valueCents?: number
  readonly unitId?: string | null
  readonly personId?: string | null
  readonly issueLineId?: string | null
  readonly reason?: string | null
  /** What is on hand, where this unit of work has just read it; looked up when absent. */
  readonly stock?: StockValue
  /** Path of the form field that names the quantity. */
  readonly field?: string
}

const outward: readonly MovementKind[] = ['issue', 'loss', 'scrap']

/** Quantity (thousandths) and value (cents) on hand of an item, as the unit of work sees them. */
export async function stockOf(unit: UnitOfWork, itemId: string): Promise<StockValue> {
  const balance = await selectOne(unit.manager, SupplyBalance, { itemId })
  return { quantity: balance?.quantity ?? 0, value: balance?.valueCents ?? 0 }
}

/** Appends one movement valued at the moving average and moves the balance. Refused beyond what is on hand (SUP-16). */
export async function postMovement(unit: UnitOfWork, plan: MovementPlan): Promise<Movement> {
  const { item, kind, quantity, field } = plan
  const stock = plan.stock ?? (await stockOf(unit, item.id))
  if (outward.includes(kind)) {
    unit.judge(
      SUP_16.on({
        itemName: nameOf(item),
        measure: item.measure,
        asked: quantity,
        approved: undefined,
        onHand: stock.quantity,
        field
      })
    )
    neverBelowZero(stock, quantity, field)
    return write(unit, plan, stock, issue(stock, quantity))
  }
  return write(unit, plan, stock, receipt(quantity, plan.valueCents ?? 0))
}

/**
 * Undoes a movement by a second one that names it and why, under a number of its own in the same run (K-10); once only
 * (K-09). Refused when the goods received are no longer on hand (SUP-16). `difference` is the value in cents that the
 * moving average could no longer give back.
 */
export async function reverseMovement(
  unit: UnitOfWork,
  original: Movement,
  reason: string
): Promise<{ movement: Movement; difference: number }> {
  const earlier = await unit.manager.findOneBy(Movement, { reversalOfId: original.id })
  const item = await unit.load(SupplyItem, original.itemId, '物品')
  const stock = await stockOf(unit, item.id)
  unit.judge(
    K_09.on({ alreadyReversed: earlier !== null, isReversal: original.reversalOfId !== null, reason }),
    SUP_16.on({
      itemName: nameOf(item),
      measure: item.measure,
      asked: Math.max(0, original.quantity),
      approved: undefined,
      onHand: stock.quantity,
      field: undefined
    })
  )
  neverBelowZero(stock, original.quantity, undefined)
  const { difference, ...valued } = reversal(stock, { quantity: original.quantity, value: original.valueCents })
  const run = parseDocumentNumber(original.documentNumber)
  const number = run === undefined ? null : await unit.nextNumber(run.prefix)
  const movement = await write(
    unit,
    {
      kind: original.kind,
      document: { id: original.documentId, number: original.documentNumber },
      lineNumber: original.lineNumber,
      item,
      quantity: Math.abs(original.quantity),
      unitId: original.unitId,
      personId: original.personId,
      issueLineId: original.issueLineId,
      reason
    },
    stock,
    valued,
    { of: original.id, number }
  )
  return { movement, difference }
}

/** Name and specification as one reads them. */
export const nameOf = (item: Pick<SupplyItem, 'name' | 'spec'>): string =>
  item.spec ? `${item.name}（${item.spec}）` : item.name

// Even where the bureau has lowered SUP-16, a balance cannot show less than nothing.
function neverBelowZero(stock: StockValue, leaving: number, field = 'quantity'): void {
  if (leaving > stock.quantity) throw invalid([{ path: field, message: '库存不足，账面结存不能为负数' }])
}

/** Appends many receipts of different items at once, each at the cost it comes with; gives the movements. */
export async function postReceipts(
  unit: UnitOfWork,
  plans: readonly (MovementPlan & { readonly valueCents: number })[]
): Promise<readonly Movement[]> {
  const unread = plans.filter(({ stock }) => stock === undefined)
  const balances = await balancesOf(
    unit.manager,
    unread.map((plan) => plan.item.id)
  )
  const movements = await unit.appendMany(
    Movement,
    mapped(plans, (plan) => {
      const balance = balances.get(plan.item.id)
      const stock = plan.stock ?? { quantity: balance?.quantity ?? 0, value: balance?.valueCents ?? 0 }
      return movementOf(unit, plan, stock, receipt(plan.quantity, plan.valueCents))
    })
  )
  await unit.deriveMany(SupplyBalance, movements.map(balanceAfter))
  return movements
}

/**
 * Reverses receipts of different items at once, each on the day it is of, under a number of its own (K-09, K-10). None
 * of the goods may have moved since.
 */
export async function reverseReceipts(
  unit: UnitOfWork,
  receipts: readonly Movement[],
  items: ReadonlyMap<string, SupplyItem>,
  reason: string
): Promise<void> {
  const balances = await balancesOf(
    unit.manager,
    receipts.map(({ itemId }) => itemId)
  )
  const [first] = receipts
  const run = first && parseDocumentNumber(first.documentNumber)
  const numbers = run ? await unit.nextNumbers(run.prefix, receipts.length) : []
  const reversals = await unit.appendMany(
    Movement,
    receipts.map((original, index) => {
      const { id, kind, documentId, documentNumber, lineNumber, itemId, at, day, unitId, personId } = original
      const balance = balances.get(itemId)
      const stock = { quantity: balance?.quantity ?? 0, value: balance?.valueCents ?? 0 }
      return movementOf(
        unit,
        {
          kind,
          document: { id: documentId, number: documentNumber, at, day },
          lineNumber,
          item: mustFind(items, itemId),
          quantity: original.quantity,
          unitId,
          personId,
          reason
        },
        stock,
        reversal(stock, { quantity: original.quantity, value: original.valueCents }),
        { of: id, number: numbers[index] ?? null }
      )
    })
  )
  await unit.deriveMany(SupplyBalance, reversals.map(balanceAfter))
}

/** What a reversal undoes, and its own number. */
interface Reversing {
  readonly of: string
  readonly number: string | null
}

async function write(
  unit: UnitOfWork,
  plan: MovementPlan,
  stock: StockValue,
  valued: ValuedMovement,
  reversing?: Reversing
): Promise<Movement> {
  const movement = await unit.append(Movement, movementOf(unit, plan, stock, valued, reversing))
  await unit.derive(SupplyBalance, balanceAfter(movement))
  return movement
}

const balanceAfter = ({ itemId, balanceQuantity, balanceValueCents }: Movement): SupplyBalance => ({
  itemId,
  quantity: balanceQuantity,
  valueCents: balanceValueCents
})

function movementOf(
  unit: UnitOfWork,
  plan: MovementPlan,
  stock: StockValue,
  valued: ValuedMovement,
  reversing?: Reversing
): Omit<Movement, 'id'> {
  const { item, document } = plan
  const after = applyMovement(stock, valued)
  return {
    kind: plan.kind,
    documentNumber: reversing?.number ?? document.number,
    documentId: document.id,
    lineNumber: plan.lineNumber,
    // What was on the shelves when the ledger began is of the day it was counted.
    at: plan.kind === 'opening' ? (document.at ?? unit.now) : unit.now,
    day: plan.kind === 'opening' ? (document.day ?? unit.today) : unit.today,
    itemId: item.id,
    quantity: valued.quantity,
    valueCents: valued.value,
    unitId: plan.unitId ?? null,
    personId: plan.personId ?? null,
    balanceQuantity: after.quantity,
    balanceValueCents: after.value,
    reversalOfId: reversing?.of ?? null,
    issueLineId: plan.issueLineId ?? null,
    reason: plan.reason ?? null,
    searchKey: `${item.searchKey} ${document.number.toLowerCase()} ${reversing?.number?.toLowerCase() ?? ''}`.trim(),
    number: reversing?.number ?? null
  }
}
