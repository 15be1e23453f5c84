import type { EntityManager } from 'typeorm'
import type { WorkedOut } from '../../../contract/record'
import { statementLine, type StatementRow, type StatementSums } from '../../../contract/supplies/statement'
import { endOfMonth, type LocalDate, type LocalMonth } from '../../../kernel/localDate'
import { averagePrice } from '../../../kernel/movingAverage'
import { SupplyItem } from '../entities/catalogue'
import { Movement } from '../entities/stock'
import { rowsOf } from '../../../office/records/recordRows'
import { goodsShown } from '../stock/items'
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

const inward = "('purchase', 'returned', 'gain', 'transferIn')"
const before = "(m.day < :from OR m.kind = 'opening')"
const within = "m.day >= :from AND m.kind <> 'opening'"

/** The statement of a whole month. */
export async function monthlyStatement(
  manager: EntityManager,
  month: LocalMonth
): Promise<{ month: string; rows: readonly StatementRow[]; sums: StatementSums }> {
  const from = `${month}-01`
  return { month, ...(await statementBetween(manager, from, endOfMonth(from))) }
}

/**
 * Opening, in, out and closing of every item that had stock or moved from one day to another, from the movements alone.
 * A reversal counts on the side of what it reverses, so that the period shows what really came and went. Stock the
 * ledger was opened with is no receipt: the statement of its month begins with it.
 */
export async function statementBetween(
  manager: EntityManager,
  from: LocalDate,
  to: LocalDate
): Promise<{ rows: readonly StatementRow[]; sums: StatementSums }> {
  const sumWhere = (condition: string, field: 'quantity' | 'valueCents', sign = '') =>
    `COALESCE(SUM(CASE WHEN ${condition} THEN ${sign} m.${field} ELSE 0 END), 0)`
  const sums = await manager
    .createQueryBuilder(Movement, 'm')
    .select('m.itemId', 'itemId')
    .addSelect(sumWhere(before, 'quantity'), 'openingQuantity')
    .addSelect(sumWhere(before, 'valueCents'), 'openingCents')
    .addSelect(sumWhere(`${within} AND m.kind IN ${inward}`, 'quantity'), 'inQuantity')
    .addSelect(sumWhere(`${within} AND m.kind IN ${inward}`, 'valueCents'), 'inCents')
    .addSelect(sumWhere(`${within} AND m.kind NOT IN ${inward}`, 'quantity', '-'), 'outQuantity')
    .addSelect(sumWhere(`${within} AND m.kind NOT IN ${inward}`, 'valueCents', '-'), 'outCents')
    .where('m.day <= :to', { from, to })
    .groupBy('m.itemId')
    .getRawMany<MonthSums>()
  const byItem = new Map(sums.map((row) => [row.itemId, row]))
  const items = await manager.find(SupplyItem, { order: { number: 'ASC' } })
  const moved = items.filter(({ id }) => byItem.has(id))
  const rows = await rowsOf(manager, statementLine, moved, (item) => statementOf(item, byItem.get(item.id)))
  const total = (field: keyof StatementSums) => rows.reduce((sum, row) => sum + row[field], 0)
  return {
    rows,
    sums: {
      openingCents: total('openingCents'),
      inCents: total('inCents'),
      outCents: total('outCents'),
      closingCents: total('closingCents')
    }
  }
}

function statementOf(item: SupplyItem, sums: MonthSums | undefined): WorkedOut<(typeof statementLine)['fields']> {
  const openingQuantity = Number(sums?.openingQuantity ?? 0)
  const openingCents = Number(sums?.openingCents ?? 0)
  const inQuantity = Number(sums?.inQuantity ?? 0)
  const inCents = Number(sums?.inCents ?? 0)
  const outQuantity = Number(sums?.outQuantity ?? 0)
  const outCents = Number(sums?.outCents ?? 0)
  const closingQuantity = openingQuantity + inQuantity - outQuantity
  const closingCents = openingCents + inCents - outCents
  return {
    ...goodsShown(item),
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
