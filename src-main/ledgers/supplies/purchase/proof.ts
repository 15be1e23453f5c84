import type { EntityManager } from 'typeorm'
import { amountOf, sumMoney } from '../../../kernel/money'
import { formatQuantity } from '../../../contract/display'
import { dueByLine } from '../acceptance/quantityLeft'
import { SupplyItem } from '../entities/catalogue'
import { Acceptance, AcceptanceLine, Holding, Purchase, PurchaseLine, SupplierReturn } from '../entities/purchase'
import { nameOf } from '../stock/post'
import { acceptedLines } from './chain'

/**
 * Proves kept figures of purchases from their entries, line by line: what was delivered is what was accepted and what
 * was refused, no more came than was ordered or exchanged, what was refused is with the supplier, what was accepted is
 * what was stocked and what still waits; and deal totals. From stock to issues the balances are proven (storeProofs).
 */
export async function provePurchases(
  manager: EntityManager
): Promise<readonly { readonly number: string; readonly why: string }[]> {
  const purchases = await manager.find(Purchase, { order: { number: 'ASC' } })
  const lines = await manager.find(PurchaseLine)
  const entries = await manager.find(AcceptanceLine)
  const holdings = new Map((await manager.find(Holding)).map((holding) => [holding.acceptanceLineId, holding.quantity]))
  const dues = await dueByLine(manager, lines)
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
      if ((dues.get(line.id) ?? 0) < 0) say(`第${line.lineNumber}行到货多于订购与换货之和`)
      if (entered.some((entry) => (holdings.get(entry.id) ?? 0) > entry.acceptedQuantity))
        say(`第${line.lineNumber}行待入库数量多于验收合格数量`)
    }
    const deal = sumMoney(own.map((line) => amountOf(line.quantity, line.dealPriceCents ?? 0)))
    if (purchase.dealCents !== null && purchase.dealCents !== deal) say('成交金额与明细合计不符')
  }
  return [...wrong, ...(await proveAccepted(manager, holdings))]
}

/** Each line of an acceptance: 实到 = 合格 + 不合格, 不合格 = what is returned or exchanged, 合格 = 已入库 + 待入库. */
async function proveAccepted(manager: EntityManager, holdings: ReadonlyMap<string, number>) {
  const acceptances = new Map((await manager.find(Acceptance)).map(({ id, number }) => [id, number]))
  const returned = new Map<string, number>()
  for (const { acceptanceLineId, quantity } of await manager.find(SupplierReturn))
    returned.set(acceptanceLineId, (returned.get(acceptanceLineId) ?? 0) + quantity)
  const items = new Map((await manager.find(SupplyItem)).map((item) => [item.id, nameOf(item)]))
  return (await acceptedLines(manager, LAST_DAY)).flatMap((line) => {
    const { id, acceptanceId, itemId, delivered, accepted, refused, exchanged, stocked } = line
    const [rejected, waiting, back] = [refused + exchanged, holdings.get(id) ?? 0, returned.get(id) ?? 0]
    const words = [
      delivered === accepted + rejected
        ? ''
        : `实到${formatQuantity(delivered)}，合格${formatQuantity(accepted)}，不合格${formatQuantity(rejected)}，三者不符`,
      rejected === back ? '' : `不合格${formatQuantity(rejected)}，退换单合计${formatQuantity(back)}，两者不符`,
      accepted === stocked + waiting
        ? ''
        : `验收合格${formatQuantity(accepted)}，已入库${formatQuantity(stocked)}，待入库${formatQuantity(waiting)}，三者不符`
    ]
    const number = acceptances.get(acceptanceId) ?? acceptanceId
    return words.filter(Boolean).map((why) => ({ number, why: `${items.get(itemId) ?? itemId}：${why}` }))
  })
}

const LAST_DAY = '9999-12-31'

const total = (entries: readonly AcceptanceLine[], field: 'deliveredQuantity' | 'acceptedQuantity') =>
  entries.reduce((sum, entry) => sum + entry[field], 0)
