import type { EntityManager } from 'typeorm'
import { formatMoney, formatQuantity } from '../../../contract/display'
import { formsChain } from '../../../kernel/balanceChain'
import type { Proof } from '../../../office/ledgerModule'
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

/**
 * The balance written beside each movement continues the one before; finds the first entry of an item that does not.
 */
export const runningBalancesContinue: Proof = async (manager) => {
  const upToHere = 'OVER (PARTITION BY m.itemId ORDER BY m.id)'
  const breaks = await manager
    .createQueryBuilder()
    .select('MIN(s.id)', 'id')
    .addSelect('s.item', 'item')
    .from(
      (query) =>
        query
          .select('m.id', 'id')
          .addSelect('m.itemId', 'item')
          .addSelect(`SUM(m.quantity) ${upToHere} - m.balanceQuantity`, 'quantity_off')
          .addSelect(`SUM(m.valueCents) ${upToHere} - m.balanceValueCents`, 'cents_off')
          .from(Movement, 'm'),
      's'
    )
    .where('s.quantity_off <> 0 OR s.cents_off <> 0')
    .groupBy('s.item')
    .orderBy('id', 'ASC')
    .getRawMany<{ id: string; item: string }>()
  const found: { number: string; why: string }[] = []
  // Out of the order of their ids is not yet wrong: clocks of several machines differ. The balances have to hang
  // together in some order.
  for (const { id, item } of breaks) if (!(await hangsTogether(manager, item))) found.push(await brokenAt(manager, id))
  return found
}

async function hangsTogether(manager: EntityManager, itemId: string): Promise<boolean> {
  const movements = await manager.findBy(Movement, { itemId })
  const steps = movements.map(({ quantity, valueCents, balanceQuantity, balanceValueCents }) => ({
    before: `${balanceQuantity - quantity} ${balanceValueCents - valueCents}`,
    after: `${balanceQuantity} ${balanceValueCents}`
  }))
  return formsChain(steps, '0 0')
}

/** What the balance beside a movement should have been: the sum of its item's movements up to it. */
async function brokenAt(manager: EntityManager, id: string) {
  const row = await manager.findOneByOrFail(Movement, { id })
  const sums = await manager
    .createQueryBuilder(Movement, 'm')
    .select('SUM(m.quantity)', 'quantity')
    .addSelect('SUM(m.valueCents)', 'cents')
    .where('m.itemId = :itemId AND m.id <= :id', { itemId: row.itemId, id })
    .getRawOne<{ quantity: number | string; cents: number | string }>()
  return {
    number: row.documentNumber,
    why: `结存记为${amountText(row.balanceQuantity, row.balanceValueCents)}，应为${amountText(Number(sums?.quantity), Number(sums?.cents))}`
  }
}

/** What a request line says was issued is what its standing issue lines sum to. */
export const issuedIsIssued: Proof = async (manager) => {
  const reversed = manager
    .createQueryBuilder()
    .subQuery()
    .select('1')
    .from(Movement, 'r')
    .where('r.reversalOfId = l.movementId')
    .getQuery()
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
