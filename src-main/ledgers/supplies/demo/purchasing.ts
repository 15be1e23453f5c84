import { monthOf, yearOf } from '../../../kernel/localDate'
import { wholeQuantity } from '../../../kernel/quantity'
import { demoInk } from '../../../office/demo/pictures'
import { recordAcceptance } from '../acceptance/acts'
import { AcceptanceLine, Holding, Purchase, type Acceptance, type Requisition } from '../entities/purchase'
import { submitConsolidated } from '../purchase/consolidate'
import {
  acceptedValue,
  attachInvoice,
  checkInvoice,
  closePurchase,
  orderPurchase,
  purchaseLines
} from '../purchase/fulfil'
import { submitRequisition } from '../requisition/acts'
import { openRound } from '../rules/requisitioning'
import { stockInFromHoldings } from '../stock/receive'
import type { DemoStoreroom } from './acting'

export type Priced = readonly [item: string, count: number, yuan: number]

export const wenhui = '云溪县文汇办公用品商行'

/** Lines of a requisition or purchase. */
export function pricedLines(store: DemoStoreroom, wants: readonly Priced[]) {
  return wants.map(([item, count, yuan]) => ({
    itemId: store.item(item),
    quantity: wholeQuantity(count),
    unitPriceCents: Math.round(yuan * 100),
    purpose: '日常办公'
  }))
}

/** A unit's claimant hands in the requisition of the round that is open; one that is urgent stays in the month. */
export async function requisition(
  store: DemoStoreroom,
  unitName: string,
  wants: readonly Priced[],
  urgent?: string
): Promise<Requisition> {
  const month = urgent ? { month: monthOf(store.house.clock.today()) } : {}
  return store.as(
    await store.holder('claimant', unitName),
    '申购',
    (unit) => submitRequisition(unit, store.house, { ...month, lines: pricedLines(store, wants) }),
    urgent ? { 'SUP-02': urgent } : {}
  )
}

/** A requisition that the unit's leaders have agreed to. */
export async function approved(store: DemoStoreroom, unitName: string, wants: readonly Priced[]): Promise<void> {
  const made = await requisition(store, unitName, wants)
  await store.decide(made.approvalId, { opinion: '同意申购' })
}

/** The buyer of the day takes up what was asked for, with three quotes. */
export async function consolidated(store: DemoStoreroom, wants: readonly Priced[]): Promise<Purchase> {
  const { house } = store
  const sum = wants.reduce((total, [, count, yuan]) => total + Math.round(count * yuan * 100), 0)
  const quotedOn = house.clock.today()
  const month = openRound(quotedOn, await house.database.book())
  return store.as(
    await store.holder('buyer'),
    '汇总采购',
    (unit) =>
      submitConsolidated(unit, house, {
        month,
        lines: pricedLines(store, wants),
        quotes: store.designated.map((supplierId, index) => ({
          supplierId,
          amountCents: sum + index * 2_600,
          quotedOn
        })),
        supplierId: store.supplier(wenhui),
        recommendation: '三家比价，报价最低，供货及时'
      }),
    { 'SUP-03': '其余科室的申购另行汇总，本批先行采购' }
  )
}

/** The row as it stands after the approvals in between. */
export const fresh = ({ house }: DemoStoreroom, { id }: Pick<Purchase, 'id'>) =>
  house.database.read.findOneByOrFail(Purchase, { id })

/** Orders at the prices that were asked for; by the buyer of the day unless somebody else is named. */
export async function order(
  store: DemoStoreroom,
  purchase: Purchase,
  supplier = wenhui,
  by?: string
): Promise<Purchase> {
  const own = await purchaseLines(store.house.database.read, purchase.id)
  const { version } = await fresh(store, purchase)
  const lines = own.map((line) => ({ lineId: line.id, dealPriceCents: line.unitPriceCents }))
  const today = store.house.clock.today()
  const consented = {
    financeId: store.finance,
    consentNumber: `云财采〔${yearOf(today)}〕${Number(purchase.number.slice(-6))}号`,
    consentOn: today
  }
  return store.as(
    by ?? (await store.holder('buyer')),
    '订购',
    (unit) =>
      orderPurchase(unit, { id: purchase.id, version, supplierId: store.supplier(supplier), lines, ...consented }),
    { 'SUP-05': '金额较小且急用，本地仅一家有货' }
  )
}

/** What is wrong with a line that was delivered. */
interface Rejection {
  readonly count: number
  readonly reason: string
}

interface Delivery {
  readonly note: string
  /** How many lines were delivered; all by default. */
  readonly lines?: number
  /** By the number of the line, from 0. */
  readonly rejected?: Readonly<Record<number, Rejection>>
  readonly remarks?: string
}

/** The office director accepts what was delivered; the keeper who takes it and the supplier's agent sign beside. */
export async function accepted(
  store: DemoStoreroom,
  purchase: Purchase,
  { note, lines: count, rejected = {}, remarks }: Delivery
): Promise<Acceptance> {
  const { keeper } = store
  const own = (await purchaseLines(store.house.database.read, purchase.id)).slice(0, count)
  const { version } = await fresh(store, purchase)
  const signatures = { keeper: store.pen(keeper), supplierAgent: demoInk() }
  return store.as(store.director, '验收', (unit) =>
    recordAcceptance(unit, {
      purchaseId: purchase.id,
      version,
      deliveryNote: note,
      keeperId: keeper,
      supplierAgent: '刘文汇',
      remarks,
      signatures,
      lines: own.map((line, index) => {
        const back = wholeQuantity(rejected[index]?.count ?? 0)
        return {
          lineId: line.id,
          deliveredQuantity: line.quantity,
          acceptedQuantity: line.quantity - back,
          rejectedQuantity: back,
          rejectReason: rejected[index]?.reason
        }
      })
    })
  )
}

/** Counts what was accepted into the storeroom; the first lines only where their number is said. */
export async function stockedIn(store: DemoStoreroom, acceptance: Acceptance, count?: number): Promise<void> {
  const { read } = store.house.database
  const own = await read.find(AcceptanceLine, { where: { acceptanceId: acceptance.id }, order: { id: 'ASC' } })
  const lines: { holdingId: string; quantity: number }[] = []
  for (const { id } of own.slice(0, count)) {
    const { id: holdingId, quantity } = await read.findOneByOrFail(Holding, { acceptanceLineId: id })
    lines.push({ holdingId, quantity })
  }
  await store.as(store.keeper, '采购入库', (unit) => stockInFromHoldings(unit, { acceptanceId: acceptance.id, lines }))
}

/** Invoice and item list come, finance checks them, the purchase is closed. */
export async function settled(store: DemoStoreroom, purchase: Purchase, invoiceNumber: string): Promise<void> {
  const { house, diary } = store
  const buyer = await store.holder('buyer')
  const invoiceAttachmentId = await store.scan(buyer, '发票.png')
  const itemListAttachmentId = await store.scan(buyer, '物品清单.png')
  const { id, version } = await fresh(store, purchase)
  const invoiced = await store.as(buyer, '登记发票清单', (unit) =>
    attachInvoice(unit, { id, version, invoiceNumber, invoiceAttachmentId, itemListAttachmentId })
  )
  await diary.workdays(1, '15:10')
  const total = acceptedValue(await purchaseLines(house.database.read, id))
  const checked = await store.as(store.finance, '财务核对', (unit) => checkInvoice(unit, id, invoiced.version, total))
  await diary.workdays(1, '09:20')
  await store.as(await store.holder('buyer'), '办结采购', (unit) => closePurchase(unit, id, checked.version))
}
