import type { EntityManager } from 'typeorm'
import { formatMoney, formatQuantity } from '../../../contract/display'
import type { Proof } from '../../../office/house'
import { SupplyBalance, SupplyItem } from '../entities/catalogue'
import { IssueLine, IssueRequest, IssueRequestLine, Movement } from '../entities/stock'

const amountText = (quantity: number, cents: number) => `${formatQuantity(quantity)}（${formatMoney(cents)}元）`

/** Each item's kept balance is the sum of its movements, in quantity and value. */
export const balancesAreMovements: Proof = async (manager: EntityManager) => {
  const sums = await manager
    .createQueryBuilder(Movement, 'm')
    .select('m.itemId', 'itemId')
    .addSelect('SUM(m.quantity)', 'quantity')
    .addSelect('SUM(m.valueCents)', 'cents')
    .groupBy('m.itemId')
    .getRawMany<{ itemId: string; quantity: number | string; cents: number | string }>()
  const moved = new Map(sums.map((row) => [row.itemId, { quantity: Number(row.quantity), cents: Number(row.cents) }]))
  const kept = new Map((await manager.find(SupplyBalance)).map((row) => [row.itemId, row]))
  const numbers = new Map((await manager.find(SupplyItem)).map((item) => [item.id, item.number]))
  return [...new Set([...moved.keys(), ...kept.keys()])].flatMap((itemId) => {
    const by = moved.get(itemId) ?? { quantity: 0, cents: 0 }
    const balance = kept.get(itemId) ?? { quantity: 0, valueCents: 0 }
    if (by.quantity === balance.quantity && by.cents === balance.valueCents) return []
    return {
      number: numbers.get(itemId) ?? itemId,
      why: `库存结存为${amountText(balance.quantity, balance.valueCents)}，按出入库记录应为${amountText(by.quantity, by.cents)}`
    }
  })
}

/** The balance written beside each movement continues the one before; finds the first entry of an item that does not. */
export const runningBalancesContinue: Proof = async (manager) => {
  const found: { number: string; why: string }[] = []
  const running = new Map<string, { quantity: number; cents: number; broken: boolean }>()
  for (let after = ''; ;) {
    const rows = await manager.createQueryBuilder(Movement, 'm').where('m.id > :after', { after }).orderBy('m.id', 'ASC').limit(5000).getMany()
    for (const row of rows) {
      const before = running.get(row.itemId) ?? { quantity: 0, cents: 0, broken: false }
      const quantity = before.quantity + row.quantity
      const cents = before.cents + row.valueCents
      const agrees = quantity === row.balanceQuantity && cents === row.balanceValueCents
      if (!agrees && !before.broken)
        found.push({
          number: row.documentNumber,
          why: `结存记为${amountText(row.balanceQuantity, row.balanceValueCents)}，应为${amountText(quantity, cents)}`
        })
      running.set(row.itemId, { quantity, cents, broken: before.broken || !agrees })
    }
    const last = rows.at(-1)
    if (rows.length < 5000 || !last) return found
    after = last.id
  }
}

/** What a request line says was issued is what its standing issue lines sum to. */
export const issuedIsIssued: Proof = async (manager) => {
  const reversed = manager.createQueryBuilder().subQuery().select('1').from(Movement, 'r').where('r.reversalOfId = l.movementId').getQuery()
  const rows = await manager
    .createQueryBuilder(IssueRequestLine, 'q')
    .innerJoin(IssueRequest, 'p', 'p.id = q.requestId')
    .leftJoin(IssueLine, 'l', `l.requestLineId = q.id AND NOT EXISTS ${reversed}`)
    .select('p.number', 'number')
    .addSelect('q.lineNumber', 'line')
    .addSelect('q.issuedQuantity', 'kept')
    .addSelect('COALESCE(SUM(l.quantity), 0)', 'issued')
    .groupBy('p.number')
    .addGroupBy('q.id')
    .addGroupBy('q.lineNumber')
    .addGroupBy('q.issuedQuantity')
    .having('COALESCE(SUM(l.quantity), 0) <> q.issuedQuantity')
    .getRawMany<{ number: string; line: number | string; kept: number | string; issued: number | string }>()
  return rows.map((row) => ({
    number: row.number,
    why: `第${row.line}行已发数量记为${formatQuantity(Number(row.kept))}，按领用单应为${formatQuantity(Number(row.issued))}`
  }))
}

/** Kept figures of the storeroom, each provable from its entries. */
export const storeProofs: readonly Proof[] = [balancesAreMovements, runningBalancesContinue, issuedIsIssued]
