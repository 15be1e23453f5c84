import type { EntityManager } from 'typeorm'
import type { LocalDate } from '../../../kernel/localDate'
import { Acceptance, AcceptanceLine } from '../entities/purchase'
import { Movement, StockIn } from '../entities/stock'

/** What was accepted of an item under an acceptance and what of it was put into stock. Thousandths, cents. */
export interface AcceptedGoods {
  readonly acceptanceId: string
  readonly itemId: string
  /** How much of it by line of the purchase. */
  readonly ofLines: ReadonlyMap<string, number>
  readonly unitPriceCents: number
  readonly accepted: number
  readonly stocked: number
}

/** Accepted goods with what of them was stocked by the end of a day, reversals counted, by acceptance and item. */
export async function acceptedGoods(manager: EntityManager, until: LocalDate): Promise<readonly AcceptedGoods[]> {
  const entered = await manager
    .createQueryBuilder(AcceptanceLine, 'l')
    .innerJoin(Acceptance, 'a', 'a.id = l.acceptanceId')
    .where('a.day <= :until', { until })
    .orderBy('l.id', 'ASC')
    .getMany()
  const stocked = await manager
    .createQueryBuilder(Movement, 'm')
    .innerJoin(StockIn, 's', 's.id = m.documentId')
    .select('s.acceptanceId', 'acceptanceId')
    .addSelect('m.itemId', 'itemId')
    .addSelect('SUM(m.quantity)', 'quantity')
    .where("m.kind = 'purchase' AND s.acceptanceId IS NOT NULL AND m.day <= :until", { until })
    .groupBy('s.acceptanceId')
    .addGroupBy('m.itemId')
    .getRawMany<{ acceptanceId: string; itemId: string; quantity: number | string }>()
  const inStock = new Map(stocked.map((row) => [`${row.acceptanceId} ${row.itemId}`, Number(row.quantity)]))
  const goods = new Map<string, AcceptedGoods>()
  for (const line of entered) {
    const key = `${line.acceptanceId} ${line.itemId}`
    const known = goods.get(key)
    goods.set(key, {
      acceptanceId: line.acceptanceId,
      itemId: line.itemId,
      ofLines: new Map([
        ...(known?.ofLines ?? []),
        [line.purchaseLineId, (known?.ofLines.get(line.purchaseLineId) ?? 0) + line.acceptedQuantity]
      ]),
      unitPriceCents: line.unitPriceCents,
      accepted: (known?.accepted ?? 0) + line.acceptedQuantity,
      stocked: inStock.get(key) ?? 0
    })
  }
  return [...goods.values()]
}
