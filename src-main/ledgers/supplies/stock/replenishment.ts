import type { EntityManager } from 'typeorm'
import type { ReplenishmentRow } from '../../../contract/supplies/stock'
import { averagePrice } from '../../../kernel/movingAverage'
import type { RuleBook } from '../../../kernel/rules/rule'
import { SupplyBalance, SupplyItem } from '../entities/catalogue'
import { replenishmentFor } from '../rules/storeKeeping'
import { averageMonthlyConsumption } from './consumption'

/** Items below their safety stock with what SUP-17 proposes to buy, emptiest shelves by location. */
export async function replenishment(manager: EntityManager, book: RuleBook, today: string): Promise<readonly ReplenishmentRow[]> {
  const low = await manager
    .createQueryBuilder(SupplyItem, 'i')
    .leftJoin(SupplyBalance, 'b', 'b.itemId = i.id')
    .where('i.active = :active AND i.safetyStock IS NOT NULL AND COALESCE(b.quantity, 0) < i.safetyStock', { active: true })
    .orderBy('i.location', 'ASC')
    .addOrderBy('i.number', 'ASC')
    .getMany()
  const ids = low.map((item) => item.id)
  const balances = new Map(
    (ids.length > 0 ? await manager.createQueryBuilder(SupplyBalance, 'b').where('b.itemId IN (:...ids)', { ids }).getMany() : []).map((row) => [row.itemId, row])
  )
  const monthly = await averageMonthlyConsumption(manager, ids, today)
  return low.flatMap((item) => {
    const balance = balances.get(item.id)
    const onHand = balance?.quantity ?? 0
    const consumption = monthly.get(item.id) ?? 0
    const proposal = replenishmentFor({ onHand, safetyStock: item.safetyStock, monthly: consumption }, book)
    if (proposal === undefined) return []
    return {
      itemId: item.id,
      itemName: item.name,
      spec: item.spec,
      measure: item.measure,
      quantity: onHand,
      safetyStock: item.safetyStock ?? 0,
      monthlyConsumption: consumption,
      proposal,
      unitPriceCents: averagePrice({ quantity: onHand, value: balance?.valueCents ?? 0 })
    }
  })
}
