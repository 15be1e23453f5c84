import type { EntityManager } from 'typeorm'
import type { StatementRow, StatementSums } from '../../../contract/supplies/statement'
import { endOfMonth, type LocalMonth } from '../../../kernel/localDate'
import { averagePrice } from '../../../kernel/movingAverage'
import { SupplyItem } from '../entities/catalogue'
import { Movement } from '../entities/stock'
import { stockHint } from '../stock/rows'

interface MonthSums {
  readonly itemId: string
  readonly openingQuantity: number | string
  readonly openingCents: number | string
  readonly inQuantity: number | string
  readonly inCents: number | string
  readonly outQuantity: number | string
  readonly outCents: number | string
}

const inward = "('opening', 'purchase', 'returned', 'gain', 'transferIn')"

/**
 * Opening, in, out and closing of every item that had stock or moved in a month, from the movements alone. A reversal counts on the side
 * of what it reverses, so that the month shows what really came and went. Opening entries count as received in their month.
 */
export async function monthlyStatement(
  manager: EntityManager,
  month: LocalMonth
): Promise<{ month: string; rows: readonly StatementRow[]; sums: StatementSums }> {
  const from = `${month}-01`
  const to = endOfMonth(from)
  const sumWhere = (condition: string, field: 'quantity' | 'valueCents', sign = '') =>
    `COALESCE(SUM(CASE WHEN ${condition} THEN ${sign} m.${field} ELSE 0 END), 0)`
  const sums = await manager
    .createQueryBuilder(Movement, 'm')
    .select('m.itemId', 'itemId')
    .addSelect(sumWhere('m.day < :from', 'quantity'), 'openingQuantity')
    .addSelect(sumWhere('m.day < :from', 'valueCents'), 'openingCents')
    .addSelect(sumWhere(`m.day >= :from AND m.kind IN ${inward}`, 'quantity'), 'inQuantity')
    .addSelect(sumWhere(`m.day >= :from AND m.kind IN ${inward}`, 'valueCents'), 'inCents')
    .addSelect(sumWhere(`m.day >= :from AND m.kind NOT IN ${inward}`, 'quantity', '-'), 'outQuantity')
    .addSelect(sumWhere(`m.day >= :from AND m.kind NOT IN ${inward}`, 'valueCents', '-'), 'outCents')
    .where('m.day <= :to', { from, to })
    .groupBy('m.itemId')
    .getRawMany<MonthSums>()
  const byItem = new Map(sums.map((row) => [row.itemId, row]))
  const items = await manager.find(SupplyItem, { order: { number: 'ASC' } })
  const rows = items.flatMap((item): StatementRow[] => {
    const row = byItem.get(item.id)
    return row ? [statementRow(item, row)] : []
  })
  const total = (field: keyof StatementSums) => rows.reduce((sum, row) => sum + row[field], 0)
  return {
    month,
    rows,
    sums: { openingCents: total('openingCents'), inCents: total('inCents'), outCents: total('outCents'), closingCents: total('closingCents') }
  }
}

function statementRow(item: SupplyItem, row: MonthSums): StatementRow {
  const openingQuantity = Number(row.openingQuantity)
  const openingCents = Number(row.openingCents)
  const inQuantity = Number(row.inQuantity)
  const inCents = Number(row.inCents)
  const outQuantity = Number(row.outQuantity)
  const outCents = Number(row.outCents)
  const closingQuantity = openingQuantity + inQuantity - outQuantity
  const closingCents = openingCents + inCents - outCents
  return {
    itemId: item.id,
    itemName: item.name,
    spec: item.spec,
    measure: item.measure,
    openingQuantity,
    openingCents,
    inQuantity,
    inCents,
    outQuantity,
    outCents,
    closingQuantity,
    closingPriceCents: averagePrice({ quantity: closingQuantity, value: closingCents }),
    closingCents,
    safetyStock: item.safetyStock,
    hint: stockHint(closingQuantity, item.safetyStock)
  }
}
