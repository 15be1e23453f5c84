import type { EntityManager } from 'typeorm'
import { replenishmentLine, type ReplenishmentRow } from '../../../contract/supplies/stock'
import { averagePrice } from '../../../kernel/movingAverage'
import { invalid } from '../../../kernel/fault'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { Requisition } from '../entities/purchase'
import { submitRequisition } from '../requisition/acts'
import type { RuleBook } from '../../../kernel/rules/rule'
import { SupplyBalance, SupplyItem } from '../entities/catalogue'
import { replenishmentFor } from '../rules/storeKeeping'
import { rowsOf } from '../../../office/records/recordRows'
import { balancesOf, goodsShown } from './items'
import { averageMonthlyConsumption } from './consumption'

/** Items below their safety stock with what SUP-17 proposes to buy, emptiest shelves by location. */
export async function replenishment(
  manager: EntityManager,
  book: RuleBook,
  today: string
): Promise<readonly ReplenishmentRow[]> {
  const low = await manager
    .createQueryBuilder(SupplyItem, 'i')
    .leftJoin(SupplyBalance, 'b', 'b.itemId = i.id')
    .where('i.active = :active AND i.safetyStock IS NOT NULL AND COALESCE(b.quantity, 0) < i.safetyStock', {
      active: true
    })
    .orderBy('i.location', 'ASC')
    .addOrderBy('i.number', 'ASC')
    .getMany()
  const ids = low.map((item) => item.id)
  const balances = await balancesOf(manager, ids)
  const monthly = await averageMonthlyConsumption(manager, ids, today)
  const proposals = new Map(
    low.map(({ id, safetyStock }) => {
      const onHand = balances.get(id)?.quantity ?? 0
      return [id, replenishmentFor({ onHand, safetyStock, monthly: monthly.get(id) ?? 0 }, book)] as const
    })
  )
  const proposed = low.filter(({ id }) => proposals.get(id) !== undefined)
  return rowsOf(manager, replenishmentLine, proposed, (item) => {
    const { quantity, valueCents } = balances.get(item.id) ?? { quantity: 0, valueCents: 0 }
    return {
      ...goodsShown(item),
      quantity,
      safetyStock: item.safetyStock ?? 0,
      monthlyConsumption: monthly.get(item.id) ?? 0,
      proposal: proposals.get(item.id) ?? 0,
      unitPriceCents: averagePrice({ quantity, value: valueCents })
    }
  })
}

/**
 * Hands the proposal for the given items (all when absent) in as a requisition of the proposer's unit for the open
 * round (SUP-17).
 */
export async function proposeRequisition(
  unit: UnitOfWork,
  house: House,
  itemIds: readonly string[] | undefined
): Promise<Requisition> {
  const rows = await replenishment(unit.manager, unit.book, unit.today)
  const wanted = itemIds ? rows.filter((row) => itemIds.includes(row.itemId)) : rows
  if (wanted.length === 0) throw invalid([{ path: 'itemIds', message: '所选物品没有低于安全库存，不需要补充' }])
  const lines = wanted.map((row) => ({
    itemId: row.itemId,
    quantity: row.proposal,
    unitPriceCents: row.unitPriceCents,
    purpose: '低于安全库存补充'
  }))
  return submitRequisition(unit, house, { lines })
}
