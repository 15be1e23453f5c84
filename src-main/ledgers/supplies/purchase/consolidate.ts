import { In, LessThanOrEqual, type EntityManager } from 'typeorm'
import { formatMonth } from '../../../contract/display'
import type { PurchasePlan } from '../../../contract/supplies/purchase'
import { holds } from '../../../kernel/actor'
import { forbidden } from '../../../kernel/fault'
import type { LocalMonth } from '../../../kernel/localDate'
import { mustStillHold } from '../../../office/approvals/cancelling'
import { noteIfLate } from '../../../office/records/lateness'
import { unitNames } from '../../../office/people/names'
import type { House, Reading } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { rowsWith } from '../../../platform/database/readRows'
import { itemsInUse } from '../item/acts'
import { isDesignated } from '../supplier/acts'
import { stockOnHand } from '../item/rows'
import { itemsOf } from '../stock/items'
import { Supplier } from '../entities/catalogue'
import { Requisition, RequisitionLine, type Purchase } from '../entities/purchase'
import { SUP_05 } from '../rules/purchasing'
import { consolidationDueOn, SUP_03 } from '../rules/requisitioning'
import { averageMonthlyConsumption } from '../stock/consumption'
import { termWarning } from './buyer'
import { designatedSuppliers, writeQuotes, type QuoteInput } from './quotes'
import { openPurchase } from './submit'
import { stockRule } from './stockRule'

export interface ConsolidationInput {
  readonly month: LocalMonth
  readonly lines: readonly {
    readonly itemId: string
    readonly quantity: number
    readonly unitPriceCents: number
    readonly adjustReason?: string | undefined
  }[]
  readonly quotes: readonly QuoteInput[]
  readonly supplierId?: string | undefined
  readonly recommendation?: string | undefined
}

interface Demand {
  readonly requisitions: readonly Requisition[]
  readonly undecided: readonly Requisition[]
  readonly lines: readonly RequisitionLine[]
  /** Thousandths by item. */
  readonly requested: ReadonlyMap<string, number>
}

/**
 * What the units ask for by a month: approved requisitions not yet taken up, older ones included, and those still
 * undecided.
 */
async function demandOf(manager: EntityManager, month: LocalMonth): Promise<Demand> {
  const open = await manager.find(Requisition, {
    where: { month: LessThanOrEqual(month), state: In(['approved', 'pending']) },
    order: { number: 'ASC' }
  })
  const requisitions = open.filter((each) => each.state === 'approved')
  const lines = await rowsWith(
    manager,
    RequisitionLine,
    'requisitionId',
    requisitions.map((each) => each.id)
  )
  const requested = new Map<string, number>()
  for (const line of lines)
    if (line.quantity > 0) requested.set(line.itemId, (requested.get(line.itemId) ?? 0) + line.quantity)
  return { requisitions, undecided: open.filter((each) => each.state === 'pending'), lines, requested }
}

/** The month's requisitions with the same item summed, stock and monthly use beside it (SUP-03). */
export async function purchasePlan(reading: Reading, month: LocalMonth): Promise<PurchasePlan> {
  const { manager, today } = reading
  const { requisitions, undecided, lines, requested } = await demandOf(manager, month)
  const ids = [...requested.keys()]
  const items = await itemsOf(manager, ids)
  const stock = await stockOnHand(manager, ids)
  const uses = await averageMonthlyConsumption(manager, ids, today)
  const all = [...requisitions, ...undecided]
  const units = await unitNames(
    manager,
    all.map((each) => each.unitId)
  )
  const unitOf = new Map(all.map((each) => [each.id, units.get(each.unitId) ?? '']))
  return {
    month,
    requisitions: all.map((each) => ({
      id: each.id,
      number: each.number,
      unitName: unitOf.get(each.id) ?? '',
      approved: each.state === 'approved'
    })),
    lines: [...requested].map(([itemId, quantity]) => {
      const own = lines.filter((line) => line.itemId === itemId && line.quantity > 0)
      const item = items.get(itemId)
      return {
        itemId,
        itemName: item?.name ?? '',
        spec: item?.spec ?? '',
        measure: item?.measure ?? '',
        requested: quantity,
        onHand: stock.get(itemId) ?? 0,
        monthlyUse: uses.get(itemId) ?? 0,
        unitPriceCents: Math.max(...own.map((line) => line.unitPriceCents)),
        units: [...new Set(own.map((line) => unitOf.get(line.requisitionId) ?? ''))].join('、')
      }
    })
  }
}

/** Takes up all approved requisitions of a month in one purchase and hands it in (SUP-03, SUP-05, SUP-09, K-05). */
export async function submitConsolidated(unit: UnitOfWork, house: House, input: ConsolidationInput): Promise<Purchase> {
  const { actor } = unit
  if (!actor.personId || !actor.unitId) throw forbidden('采购由采购员办理')
  const { month, quotes, supplierId = null, recommendation = null } = input
  const demand = await demandOf(unit.manager, month)
  for (const { approvalId } of demand.requisitions) await mustStillHold(unit, approvalId)
  const items = await itemsInUse(
    unit,
    input.lines.map((line) => line.itemId)
  )
  const left = [...demand.requested.keys()].filter((itemId) => !items.has(itemId))
  const leftItems = await itemsOf(unit.manager, left)
  const supplier = supplierId ? await unit.load(Supplier, supplierId, '供应商') : undefined
  unit.judge(
    SUP_05.on({
      of: 'buying',
      buyerName: actor.name,
      buyerAppointed: holds(actor, ['buyer']),
      quotes: await designatedSuppliers(unit.manager, quotes),
      supplier: supplier && { name: supplier.name, designated: isDesignated(supplier, unit.today) }
    }),
    ...(await termWarning(unit)),
    await stockRule(unit, items, input.lines),
    SUP_03.on({
      stage: 'consolidate',
      month,
      approved: demand.requisitions.length,
      undecided: demand.undecided.map((each) => each.number),
      lines: [
        ...input.lines.map((line) => ({
          itemName: items.get(line.itemId)?.name ?? '',
          requested: demand.requested.get(line.itemId) ?? 0,
          quantity: line.quantity,
          reason: line.adjustReason
        })),
        ...left.map((itemId) => ({
          itemName: leftItems.get(itemId)?.name ?? '',
          requested: demand.requested.get(itemId) ?? 0,
          quantity: 0,
          reason: undefined
        }))
      ]
    })
  )
  const ids = [...items.keys()]
  const stock = await stockOnHand(unit.manager, ids)
  const uses = await averageMonthlyConsumption(unit.manager, ids, unit.today)
  const purchase = await openPurchase(unit, house, {
    kind: 'consolidated',
    flow: 'supplies.purchase',
    month,
    title: `${formatMonth(month)}办公用品集中采购`,
    buyerId: actor.personId,
    supplierId,
    recommendation,
    reason: null,
    applicationAttachmentId: null,
    items,
    lines: input.lines.map((line) => ({
      itemId: line.itemId,
      quantity: line.quantity,
      unitPriceCents: line.unitPriceCents,
      requestedQuantity: demand.requested.get(line.itemId) ?? 0,
      adjustReason: line.adjustReason ?? null,
      onHand: stock.get(line.itemId) ?? 0,
      monthlyUse: uses.get(line.itemId) ?? 0
    }))
  })
  await writeQuotes(unit, purchase.id, quotes)
  for (const requisition of demand.requisitions)
    await unit.update(Requisition, requisition, { state: 'purchasing', purchaseId: purchase.id }, '申购单')
  await noteIfLate(unit, {
    rule: SUP_03,
    subject: { type: 'purchase', id: purchase.id, number: purchase.number },
    what: `${formatMonth(month)}申购汇总采购`,
    due: { dueOn: consolidationDueOn(month), dueAt: null }
  })
  return purchase
}
