import type { EntityManager } from 'typeorm'
import { amountOf, sumMoney } from '../../../kernel/money'
import { AcceptanceLine, Holding, Purchase, PurchaseLine } from '../entities/purchase'

/** Proves kept figures of purchases from their entries: delivered and accepted quantities, deal totals, goods in the holding area. */
export async function provePurchases(manager: EntityManager): Promise<readonly { readonly number: string; readonly why: string }[]> {
  const purchases = await manager.find(Purchase, { order: { number: 'ASC' } })
  const lines = await manager.find(PurchaseLine)
  const entries = await manager.find(AcceptanceLine)
  const holdings = new Map((await manager.find(Holding)).map((holding) => [holding.acceptanceLineId, holding.quantity]))
  const delivered = new Map<string, AcceptanceLine[]>()
  for (const entry of entries) delivered.set(entry.purchaseLineId, [...(delivered.get(entry.purchaseLineId) ?? []), entry])
  const wrong: { number: string; why: string }[] = []
  for (const purchase of purchases) {
    const own = lines.filter((line) => line.purchaseId === purchase.id)
    const say = (why: string) => wrong.push({ number: purchase.number, why })
    for (const line of own) {
      const entered = delivered.get(line.id) ?? []
      if (line.deliveredQuantity !== total(entered, 'deliveredQuantity')) say(`第${line.lineNumber}行已到数量与验收记录不符`)
      if (line.acceptedQuantity !== total(entered, 'acceptedQuantity')) say(`第${line.lineNumber}行合格数量与验收记录不符`)
      if (entered.some((entry) => (holdings.get(entry.id) ?? 0) > entry.acceptedQuantity)) say(`第${line.lineNumber}行待入库数量多于验收合格数量`)
    }
    const deal = sumMoney(own.map((line) => amountOf(line.quantity, line.dealPriceCents ?? 0)))
    if (purchase.dealCents !== null && purchase.dealCents !== deal) say('成交金额与明细合计不符')
  }
  return wrong
}

const total = (entries: readonly AcceptanceLine[], field: 'deliveredQuantity' | 'acceptedQuantity') =>
  entries.reduce((sum, entry) => sum + entry[field], 0)
