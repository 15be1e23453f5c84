import { searchTerm } from '../../kernel/searchKey'
import { formatDate, formatQuantity } from '../../contract/display'
import { addDays, addMonths, monthNumberOf, startOfMonth, type LocalDate } from '../../kernel/localDate'
import { knownSince } from '../../office/home/knownSince'
import { citeFor } from '../../kernel/rules/regulation'
import type { DueDraft, LedgerModule, Reading } from '../../office/house'
import { unitNames } from '../../office/people/names'
import { Issue, IssueRequest, Stocktake } from './entities/stock'
import { SUP_17, SUP_18 } from './rules/storeKeeping'
import { replenishment } from './stock/replenishment'
import { seesWholeLedger } from './visibility'

/** What the storeroom has to do: items below safety stock (SUP-17) and the stocktakes of the quarters and the year end (SUP-18). */
export async function storeDue(reading: Reading): Promise<readonly DueDraft[]> {
  return [...(await lowStock(reading)), ...(await stocktakesDue(reading))]
}

async function lowStock({ manager, book, today }: Reading): Promise<readonly DueDraft[]> {
  if (book.settings[SUP_17.id]?.state === 'off') return []
  return (await replenishment(manager, book, today)).map((row) => ({
    ledger: 'supplies',
    rule: SUP_17.id,
    source: citeFor(book.profile, SUP_17.sources),
    title: `${row.itemName}${row.spec ? `（${row.spec}）` : ''}库存${formatQuantity(row.quantity)}${row.measure}，低于安全库存，建议补充${formatQuantity(row.proposal)}${row.measure}`,
    number: null,
    dueOn: today,
    dueAt: null,
    calendarMissing: false,
    subjectType: 'supplyItem',
    subjectId: row.itemId,
    unitId: null
  }))
}

/**
 * Stocktakes that are due and not done (SUP-18): each quarter, and each year one of everything with a base day in its December; every period
 * stays due until it is counted or closed with a reason (K-13).
 */
async function stocktakesDue({ manager, book, today }: Reading): Promise<readonly DueDraft[]> {
  if (book.settings[SUP_18.id]?.state === 'off') return []
  const since = await knownSince(manager)
  const takes = await manager.find(Stocktake, { order: { id: 'ASC' } })
  const posted = takes.filter(({ state }) => state === 'posted')
  const { months } = SUP_18.values(book)
  return [...periodsOf(since, today, months), ...yearsOf(since, today)].flatMap(({ from, to, title, whole }) => {
    const inside = ({ baseDay, scope }: Stocktake) => baseDay >= from && baseDay <= to && (!whole || scope === '全部物品')
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

/** Periods of so many months from the one the house began in; none where the bureau set none. The last month of one is when it is due. */
function periodsOf(since: LocalDate, today: LocalDate, months: number): readonly StocktakePeriod[] {
  if (![1, 2, 3, 4, 6].includes(months)) return []
  const periods: StocktakePeriod[] = []
  const first = Math.floor((monthNumberOf(since) - 1) / months) * months + 1
  for (let from = `${since.slice(0, 4)}-${String(first).padStart(2, '0')}-01`; from <= today; from = addMonths(from, months)) {
    const to = addDays(addMonths(from, months), -1)
    // In the last month of the period it comes onto the list.
    if (today >= startOfMonth(to)) periods.push({ from, to, title: `办公用品定期盘点（${formatDate(from)}至${formatDate(to)}）`, whole: false })
  }
  return periods
}

function yearsOf(since: LocalDate, today: LocalDate): readonly StocktakePeriod[] {
  const years: StocktakePeriod[] = []
  for (let year = Number(since.slice(0, 4)); `${year}-12-01` <= today; year += 1)
    years.push({ from: `${year}-12-01`, to: `${year}-12-31`, title: `${year}年终办公用品盘点`, whole: true })
  return years
}

/** Requests by number, names, goods and pinyin, issues by number; ordinary staff find their own unit's. */
export const storeSearch: LedgerModule['search'] = async (reading, words, limit) => {
  const { manager, actor } = reading
  const like = `%${searchTerm(words).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const requests = manager.createQueryBuilder(IssueRequest, 'r').where("r.searchKey LIKE :like ESCAPE '\\'", { like })
  const issues = manager.createQueryBuilder(Issue, 'd').where("LOWER(d.number) LIKE :like ESCAPE '\\'", { like })
  if (!seesWholeLedger(actor)) {
    requests.andWhere('r.unitId = :unitId', { unitId: actor.unitId ?? '' })
    issues.andWhere('d.unitId = :unitId', { unitId: actor.unitId ?? '' })
  }
  const foundRequests = await requests.orderBy('r.id', 'DESC').limit(limit).getMany()
  const foundIssues = await issues.orderBy('d.id', 'DESC').limit(limit).getMany()
  const units = await unitNames(
    manager,
    [...foundRequests, ...foundIssues].map((row) => row.unitId)
  )
  return [
    ...foundRequests.map((row) => ({
      subjectType: 'issueRequest',
      subjectId: row.id,
      number: row.number,
      title: `${units.get(row.unitId) ?? ''}领用申请`,
      detail: row.purpose
    })),
    ...foundIssues.map((row) => ({
      subjectType: 'issue',
      subjectId: row.id,
      number: row.number,
      title: `${units.get(row.unitId) ?? ''}领用`,
      detail: row.purpose
    }))
  ].slice(0, limit)
}
