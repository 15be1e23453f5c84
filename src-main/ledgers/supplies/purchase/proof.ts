import type { EntityManager } from 'typeorm'
import { amountOf, sumMoney } from '../../../kernel/money'
import { formatQuantity } from '../../../contract/display'
import { Acceptance, AcceptanceLine, Holding, Purchase, PurchaseLine } from '../entities/purchase'
import { acceptedGoods } from './chain'

/**
 * Proves kept figures of purchases from their entries: delivered and accepted quantities, deal totals, goods in the
 * holding area; and that what was accepted is what was stocked and what still waits, item by item.
 */
export async function provePurchases(
  manager: EntityManager
): Promise<readonly { readonly number: string; readonly why: string }[]> {
  const purchases = await manager.find(Purchase, { order: { number: 'ASC' } })
  const lines = await manager.find(PurchaseLine)
  const entries = await manager.find(AcceptanceLine)
  const holdings = new Map((await manager.find(Holding)).map((holding) => [holding.acceptanceLineId, holding.quantity]))
  const delivered = new Map<string, AcceptanceLine[]>()
  for (const entry of entries)
    delivered.set(entry.purchaseLineId, [...(delivered.get(entry.purchaseLineId) ?? []), entry])
  const wrong: { number: string; why: string }[] = []
  for (const purchase of purchases) {
    const own = lines.filter((line) => line.purchaseId === purchase.id)
    const say = (why: string) => wrong.push({ number: purchase.number, why })
    for (const line of own) {
      const entered = delivered.get(line.id) ?? []
      if (line.deliveredQuantity !== total(entered, 'deliveredQuantity'))
        say(`第${line.lineNumber}行已到数量与验收记录不符`)
      if (line.acceptedQuantity !== total(entered, 'acceptedQuantity'))
        say(`第${line.lineNumber}行合格数量与验收记录不符`)
      if (entered.some((entry) => (holdings.get(entry.id) ?? 0) > entry.acceptedQuantity))
        say(`第${line.lineNumber}行待入库数量多于验收合格数量`)
    }
    const deal = sumMoney(own.map((line) => amountOf(line.quantity, line.dealPriceCents ?? 0)))
    if (purchase.dealCents !== null && purchase.dealCents !== deal) say('成交金额与明细合计不符')
  }
  return [...wrong, ...(await proveStocked(manager, entries, holdings))]
}

async function proveStocked(
  manager: EntityManager,
  entries: readonly AcceptanceLine[],
  holdings: ReadonlyMap<string, number>
) {
  const acceptances = new Map((await manager.find(Acceptance)).map(({ id, number }) => [id, number]))
  return (await acceptedGoods(manager, LAST_DAY)).flatMap(({ acceptanceId, itemId, accepted, stocked }) => {
    const own = entries.filter((entry) => entry.acceptanceId === acceptanceId && entry.itemId === itemId)
    const waiting = own.reduce((sum, entry) => sum + (holdings.get(entry.id) ?? 0), 0)
    if (accepted === stocked + waiting) return []
    const why = `验收合格${formatQuantity(accepted)}，已入库${formatQuantity(stocked)}，待入库${formatQuantity(waiting)}，三者不符`
    return [{ number: acceptances.get(acceptanceId) ?? acceptanceId, why }]
  })
}

const LAST_DAY = '9999-12-31'

const total = (entries: readonly AcceptanceLine[], field: 'deliveredQuantity' | 'acceptedQuantity') =>
  entries.reduce((sum, entry) => sum + entry[field], 0)
