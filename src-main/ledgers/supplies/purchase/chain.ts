import type { EntityManager } from 'typeorm'
import { groupsOf } from '../../../kernel/groups'
import type { LocalDate } from '../../../kernel/localDate'
import { Acceptance, AcceptanceLine, SupplierReturn } from '../entities/purchase'
import { Movement, StockIn } from '../entities/stock'

/** A line of an acceptance and what became of its goods by the end of a day. Thousandths, cents. */
export interface AcceptedLine {
  readonly id: string
  readonly acceptanceId: string
  readonly purchaseLineId: string
  readonly itemId: string
  readonly unitPriceCents: number
  readonly delivered: number
  readonly accepted: number
  /** Refused and given back to the supplier, or to be given back; what is exchanged is to come once more instead. */
  readonly refused: number
  /** How much of what was refused is not settled with the supplier. */
  readonly unsettled: number
  readonly exchanged: number
  readonly stocked: number
}

/** Lines of acceptances with what of them was refused and what was stocked by the end of a day, reversals counted. */
export async function acceptedLines(manager: EntityManager, until: LocalDate): Promise<readonly AcceptedLine[]> {
  const lines = await manager
    .createQueryBuilder(AcceptanceLine, 'l')
    .innerJoin(Acceptance, 'a', 'a.id = l.acceptanceId')
    .where('a.day <= :until', { until })
    .orderBy('l.id', 'ASC')
    .getMany()
  const returns = groupsOf(await manager.find(SupplierReturn), ({ acceptanceLineId }) => acceptanceLineId)
  const stocked = await stockedGoods(manager, until)
  return lines.map((line): AcceptedLine => {
    const settled = (returns.get(line.id) ?? []).filter(({ closedOn }) => closedOn !== null && closedOn <= until)
    const settledAs = (state: SupplierReturn['state']) =>
      sum(settled.filter((each) => each.state === state).map(({ quantity }) => quantity))
    const exchanged = settledAs('exchanged')
    return {
      id: line.id,
      acceptanceId: line.acceptanceId,
      purchaseLineId: line.purchaseLineId,
      itemId: line.itemId,
      unitPriceCents: line.unitPriceCents,
      delivered: line.deliveredQuantity,
      accepted: line.acceptedQuantity,
      refused: line.rejectedQuantity - exchanged,
      unsettled: line.rejectedQuantity - exchanged - settledAs('returned'),
      exchanged,
      stocked: stocked.get(goodsOf(line)) ?? 0
    }
  })
}

const sum = (numbers: readonly number[]) => numbers.reduce((whole, each) => whole + each, 0)

const goodsOf = ({ acceptanceId, itemId }: { readonly acceptanceId: string; readonly itemId: string }) =>
  `${acceptanceId} ${itemId}`

/** What was stocked under each acceptance by item; a purchase, and so its acceptance, has an item on one line only. */
async function stockedGoods(manager: EntityManager, until: LocalDate): Promise<ReadonlyMap<string, number>> {
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
  return new Map(stocked.map((row) => [goodsOf(row), Number(row.quantity)]))
}
