import { formatDate } from '../../../contract/display'
import { addDays, addMonths, monthNumberOf, startOfMonth, type LocalDate } from '../../../kernel/localDate'
import { citeFor } from '../../../kernel/rules/regulation'
import { knownSince } from '../../../office/home/knownSince'
import type { DueDraft, Reading } from '../../../office/house'
import { Stocktake } from '../entities/stock'
import { SUP_18 } from '../rules/storeKeeping'
import { coversAll } from './count'

/**
 * Stocktakes that are due and not done (SUP-18): each quarter, and each year one of everything with a base day in its
 * December; every period stays due until it is counted or closed with a reason (K-13).
 */
export async function stocktakesDue({ manager, book, today }: Reading): Promise<readonly DueDraft[]> {
  const since = await knownSince(manager)
  const takes = await manager.find(Stocktake, { order: { id: 'ASC' } })
  const posted = takes.filter(({ state }) => state === 'posted')
  const { months } = SUP_18.values(book)
  return [...periodsOf(since, today, months), ...yearsOf(since, today)].flatMap(({ from, to, title, whole }) => {
    const inside = ({ baseDay, scope }: Stocktake) => baseDay >= from && baseDay <= to && (!whole || coversAll(scope))
    if (posted.some(inside)) return []
    const started = takes.findLast(inside)
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
