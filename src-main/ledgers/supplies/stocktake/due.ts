import { formatDate } from '../../../contract/display'
import { addDays, addMonths, monthNumberOf, startOfMonth, type LocalDate } from '../../../kernel/localDate'
import { citeFor } from '../../../kernel/rules/regulation'
import type { RuleBook } from '../../../kernel/rules/rule'
import { knownSince } from '../../../office/home/knownSince'
import type { AnyonesReading } from '../../../office/house'
import type { DueDraft } from '../../../office/ledgerModule'
import { noteIfLate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Stocktake } from '../entities/stock'
import { SUP_18 } from '../rules/storeKeeping'
import { coversAll } from './figures'

/**
 * Stocktakes that are due and not done (SUP-18): each quarter, and each year one of everything with a base day in its
 * December; every period stays due until it is counted or closed with a reason (K-13).
 */
export async function stocktakesDue({ manager, book, today }: AnyonesReading): Promise<readonly DueDraft[]> {
  const since = await knownSince(manager)
  const takes = await manager.find(Stocktake, { order: { id: 'ASC' } })
  const posted = takes.filter(({ state }) => state === 'posted')
  return periodsUpTo(since, today, book).flatMap((period) => {
    const { from, to, title, whole } = period
    if (posted.some((take) => isOf(take, period))) return []
    const started = takes.findLast((take) => isOf(take, period))
    return [
      {
        ledger: 'supplies' as const,
        rule: SUP_18.id,
        source: citeFor(book.profile, SUP_18.sources),
        title,
        number: started?.number ?? null,
        dueOn: to,
        dueAt: null,
        calendarMissing: false,
        subjectType: 'stocktake',
        subjectId: started?.id ?? '',
        unitId: null,
        duty: `${whole ? 'year' : 'period'}@${from}`
      }
    ]
  })
}

/**
 * Keeps for ever that a stocktake was decided after a period it was the first one of had ended (K-13). Call it where
 * the stocktake is posted, before it is.
 */
export async function noteLateStocktake(unit: UnitOfWork, stocktake: Stocktake): Promise<void> {
  const { manager, book, today } = unit
  const posted = await manager.findBy(Stocktake, { state: 'posted' })
  for (const period of periodsUpTo(await knownSince(manager), today, book))
    if (isOf(stocktake, period) && !posted.some((take) => isOf(take, period)))
      await noteIfLate(unit, {
        rule: SUP_18,
        subject: { type: 'stocktake', id: stocktake.id, number: stocktake.number },
        what: period.title,
        due: { dueOn: period.to, dueAt: null }
      })
}

const periodsUpTo = (since: LocalDate, today: LocalDate, book: RuleBook): readonly StocktakePeriod[] => [
  ...periodsOf(since, today, SUP_18.values(book).months),
  ...yearsOf(since, today)
]

const isOf = ({ baseDay, scope }: Stocktake, { from, to, whole }: StocktakePeriod): boolean =>
  baseDay >= from && baseDay <= to && (!whole || coversAll(scope))

interface StocktakePeriod {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly title: string
  /** Everything is counted, not a part. */
  readonly whole: boolean
}

/**
 * Periods of so many months from the one the house began in; none where the bureau set none. The last month of one is
 * when it is due.
 */
function periodsOf(since: LocalDate, today: LocalDate, months: number): readonly StocktakePeriod[] {
  if (![1, 2, 3, 4, 6].includes(months)) return []
  const periods: StocktakePeriod[] = []
  const first = Math.floor((monthNumberOf(since) - 1) / months) * months + 1
  for (
    let from = `${since.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
    from <= today;
    from = addMonths(from, months)
  ) {
    const to = addDays(addMonths(from, months), -1)
    // In the last month of the period it comes onto the list.
    if (today >= startOfMonth(to))
      periods.push({ from, to, title: `办公用品定期盘点（${formatDate(from)}至${formatDate(to)}）`, whole: false })
  }
  return periods
}

function yearsOf(since: LocalDate, today: LocalDate): readonly StocktakePeriod[] {
  const years: StocktakePeriod[] = []
  for (let year = Number(since.slice(0, 4)); `${year}-12-01` <= today; year += 1)
    years.push({ from: `${year}-12-01`, to: `${year}-12-31`, title: `${year}年终办公用品盘点`, whole: true })
  return years
}
