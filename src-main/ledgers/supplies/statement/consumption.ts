import type { EntityManager } from 'typeorm'
import type { ConsumptionMatrix } from '../../../contract/supplies/statement'
import { addMonths, monthOf, yearOf, type LocalDate } from '../../../kernel/localDate'
import { divideHalfUp } from '../../../kernel/money'
import { Person, Unit } from '../../../office/entities'
import { Movement } from '../entities/stock'

/**
 * What each unit consumed by month in cents: issues less what came back; units that consumed nothing stand there with
 * 0. The year to date when no period is given. Per person by the unit's present staff, outsiders left out; a unit
 * without people shows 0.
 */
export async function consumptionMatrix(
  manager: EntityManager,
  today: LocalDate,
  scope: { readonly from?: LocalDate | undefined; readonly to?: LocalDate | undefined }
): Promise<ConsumptionMatrix> {
  const to = scope.to ?? today
  const from = scope.from ?? `${yearOf(to)}-01-01`
  const months = monthsFromTo(from, to)
  const cells = await manager
    .createQueryBuilder(Movement, 'm')
    .select('m.unitId', 'unitId')
    .addSelect('SUBSTR(m.day, 1, 7)', 'month')
    .addSelect('SUM(m.valueCents)', 'cents')
    .where("m.kind IN ('issue', 'returned') AND m.unitId IS NOT NULL AND m.day >= :from AND m.day <= :to", { from, to })
    .groupBy('m.unitId')
    .addGroupBy('SUBSTR(m.day, 1, 7)')
    .getRawMany<{ unitId: string; month: string; cents: number | string }>()
  const units = await manager.find(Unit, { order: { id: 'ASC' } })
  const people = await manager
    .createQueryBuilder(Person, 'p')
    .select('p.unitId', 'unitId')
    .addSelect('COUNT(*)', 'people')
    .where("p.status <> 'departed' AND p.kind <> 'outsider'")
    .groupBy('p.unitId')
    .getRawMany<{ unitId: string; people: number | string }>()
  const headcount = new Map(people.map((row) => [row.unitId, Number(row.people)]))
  const rows = units.flatMap((unit) => {
    const own = cells.filter((cell) => cell.unitId === unit.id)
    const count = headcount.get(unit.id) ?? 0
    if (own.length === 0 && (count === 0 || !unit.active)) return []
    const byMonth = months.map((month) => {
      const spent = Number(own.find((cell) => cell.month === month)?.cents ?? 0)
      return spent === 0 ? 0 : -spent
    })
    const totalCents = byMonth.reduce((sum, cents) => sum + cents, 0)
    const perPersonCents = count === 0 ? 0 : Number(divideHalfUp(BigInt(totalCents), BigInt(count)))
    return [{ unitId: unit.id, unitName: unit.name, people: count, byMonth, totalCents, perPersonCents }]
  })
  const totals = months.map((_, index) => rows.reduce((sum, row) => sum + (row.byMonth[index] ?? 0), 0))
  return { from, to, months, rows, totals, totalCents: totals.reduce((sum, cents) => sum + cents, 0) }
}

function monthsFromTo(from: LocalDate, to: LocalDate): readonly string[] {
  const months: string[] = []
  for (let month = monthOf(from); month <= monthOf(to); month = monthOf(addMonths(`${month}-01`, 1))) months.push(month)
  return months
}
