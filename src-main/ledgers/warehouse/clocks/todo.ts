import { formatDate } from '../../../contract/display'
import type { ClockKind } from '../../../contract/warehouse/words'
import type { Instant } from '../../../kernel/instant'
import { yearOf, type LocalDate } from '../../../kernel/localDate'
import { calendarDaysFrom, isOver, warningDay } from '../../../kernel/periods'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'

/** The clock that leads goods on hand, as their standing keeps it. */
export interface LeadingDue {
  readonly kind: ClockKind
  readonly dueOn: LocalDate
  /** For periods of hours. */
  readonly dueAt: Instant | null
  /** First day the goods may be treated as ownerless (WH-07). */
  readonly ownerlessOn: LocalDate | null
  /** Last day of the statutory period that runs beside (WH-05). */
  readonly statutoryOn: LocalDate | null
}

interface Present {
  readonly now: Instant
  readonly today: LocalDate
  readonly calendar: WorkingCalendar
}

/** What has to be done about a clock, before its end and after, with the days a keeper has to know. */
export function todoOf(due: LeadingDue, present: Present): string {
  const over = isOver(due, present.now)
  if (due.kind === 'bureau') return over ? bureauOver(due, present.today) : bureauRunning(due, present)
  const words: Readonly<Record<Exclude<ClockKind, 'bureau'>, readonly [string, string]>> = {
    preservation: ['作出处理决定', '期满未作决定，应解除登记保存并退还'],
    seizure: ['作出处理决定，或在期满前报批延期', '期满未作决定，应解除查封扣押并退还'],
    spot: ['报告分管领导并补办批准手续', '未按时补办批准手续，应补办或立即解除'],
    release: ['立即解除并退还当事人', '应立即解除并退还当事人']
  }
  const [before, after] = words[due.kind]
  if (over) return after
  // Hours and releases run through days off without anybody expecting otherwise.
  const dayOff = due.kind === 'spot' || due.kind === 'release' ? undefined : dayOffWords(due.dueOn, present)
  return dayOff ? `${before}；${dayOff}` : before
}

const bureauRunning = ({ dueOn, ownerlessOn }: LeadingDue, present: Present) =>
  `${dayOffWords(dueOn, present) ?? '期限内处理'}${nobodyCame(ownerlessOn, present.today)}`

function bureauOver({ dueOn, ownerlessOn, statutoryOn }: LeadingDue, today: LocalDate): string {
  const otherwise = nobodyCame(ownerlessOn, today)
  if (statutoryOn && statutoryOn < today)
    return `法定期限已于${dayWords(statutoryOn, today)}届满而未作决定，应解除并退还${otherwise}`
  // Somebody who had a seizure extended has to see why its goods are overdue all the same.
  const beside = statutoryOn && statutoryOn > dueOn ? `（法定期限到${dayWords(statutoryOn, today)}）` : ''
  return `已过处理期限，应立即退还或移送${beside}${otherwise}`
}

function nobodyCame(ownerlessOn: LocalDate | null, today: LocalDate): string {
  if (!ownerlessOn) return ''
  return today >= ownerlessOn
    ? '；当事人不来的，可按无主物品处理'
    : `；当事人不来的，${dayWords(ownerlessOn, today)}起按无主物品处理`
}

/**
 * A period that ends on a day off is not stretched; the last working day before it is named. Undefined when it ends on
 * a working day.
 */
function dayOffWords(dueOn: LocalDate, { today, calendar }: Present): string | undefined {
  if (calendar.isWorkingDay(dueOn)) return undefined
  const last = warningDay(calendarDaysFrom(dueOn, 0), calendar).date
  return today > last ? '安排值班办理（期限不因放假顺延）' : `最迟${dayWords(last, today)}办理（到期日不上班）`
}

/** '1月19日', with its year only when that is not this one: the words have to fit a line. */
const dayWords = (day: LocalDate, today: LocalDate) =>
  yearOf(day) === yearOf(today) ? formatDate(day).replace(/^\d+年/, '') : formatDate(day)
