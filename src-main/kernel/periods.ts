import { addMinutes, instantAt, localDateOf, minuteOf, type Instant } from './instant'
import { addDays, addMonths, daysBetween, monthNumberOf, type LocalDate } from './localDate'
import type { CountedDate, WorkingCalendar } from './workingCalendar'

/**
 * The end of a period. A period is not stretched because it ends on a holiday. `calendarMissing` is set when the end
 * itself was counted over a year whose holidays are not loaded.
 */
export interface Deadline {
  /** The last day of the period. */
  readonly dueOn: LocalDate
  /** The moment it ends: 24:00 of the last day, or the minute for periods of hours. */
  readonly dueAt: Instant
  readonly calendarMissing: boolean
}

function endOfDay(date: LocalDate, calendarMissing = false): Deadline {
  return { dueOn: date, dueAt: instantAt(addDays(date, 1), '00:00'), calendarMissing }
}

/** n calendar days from a day, that day not counted: ends at 24:00 of the n-th day after it. */
export function calendarDaysFrom(day: LocalDate, n: number): Deadline {
  return endOfDay(addDays(day, n))
}

/** n working days from a day: ends with the n-th working day after it. */
export function workingDaysFrom(day: LocalDate, n: number, calendar: WorkingCalendar): Deadline {
  const last = calendar.addWorkingDays(day, n)
  return endOfDay(last.date, last.calendarMissing)
}

/** n hours from the minute of a moment. */
export function hoursFrom(moment: Instant, n: number): Deadline {
  const dueAt = addMinutes(minuteOf(moment), n * 60)
  return { dueOn: localDateOf(dueAt), dueAt, calendarMissing: false }
}

/**
 * "Within n months of a day": up to and including the day n calendar months later; a month without that day ends on its
 * last.
 */
export function monthsFrom(day: LocalDate, n: number): Deadline {
  return endOfDay(addMonths(day, n))
}

/** The unit a period is counted in, as parameters and rules name it. */
export type PeriodUnit = 'calendarDays' | 'workingDays' | 'months'

/** A period of n days or months from a day, counted in the given unit. */
export function periodFrom(day: LocalDate, n: number, unit: PeriodUnit, calendar: WorkingCalendar): Deadline {
  if (unit === 'workingDays') return workingDaysFrom(day, n, calendar)
  return unit === 'months' ? monthsFrom(day, n) : calendarDaysFrom(day, n)
}

/** The day the due list warns: the last working day before the last day of the period. */
export function warningDay(deadline: Deadline, calendar: WorkingCalendar): CountedDate {
  return calendar.previousWorkingDay(deadline.dueOn)
}

/**
 * Whether the period is over at the moment: after 24:00 of its last day, or after the whole minute in which its hours
 * end (`dueAt`, null for days).
 */
export function isOver(
  { dueOn, dueAt }: { readonly dueOn: LocalDate; readonly dueAt: Instant | null },
  now: Instant
): boolean {
  return (dueAt !== null && minuteOf(now) > dueAt) || localDateOf(now) > dueOn
}

/** Days from today to the last day of the period: 0 on the last day, negative when overdue. */
export function daysLeft(dueOn: LocalDate, today: LocalDate): number {
  return daysBetween(today, dueOn)
}

/**
 * The deadline that ends first, or undefined when there is none. Where several clocks run beside each other the
 * earliest counts.
 */
export function earliestDeadline<D extends Deadline>(deadlines: readonly D[]): D | undefined {
  return deadlines.reduce<D | undefined>(
    (first, next) => (first === undefined || next.dueAt < first.dueAt ? next : first),
    undefined
  )
}

export type Season = 'spring' | 'summer' | 'autumn' | 'winter'

/** The months (1–12) of each season; a parameter. */
export type SeasonMonths = Readonly<Record<Season, readonly number[]>>

/** Spring March–May, summer June–August, autumn September–November, winter December–February. */
export const DEFAULT_SEASONS: SeasonMonths = {
  spring: [3, 4, 5],
  summer: [6, 7, 8],
  autumn: [9, 10, 11],
  winter: [12, 1, 2]
}

/**
 * The season of a day by its month (for goods: the month of detention). Throws RangeError when no season names the
 * month.
 */
export function seasonOf(day: LocalDate, seasons: SeasonMonths = DEFAULT_SEASONS): Season {
  const month = monthNumberOf(day)
  const order: readonly Season[] = ['spring', 'summer', 'autumn', 'winter']
  const season = order.find((name) => seasons[name].includes(month))
  if (!season) throw new RangeError(`no season names month ${month}`)
  return season
}

/** Months as an administrator types them: '3,4,5'. Undefined for anything that is not months 1–12. */
export function monthsOf(typed: string): readonly number[] | undefined {
  const parts = typed
    .split(/[,，、\s]+/)
    .filter((part) => part !== '')
    .map(Number)
  return parts.length > 0 && parts.every((month) => Number.isInteger(month) && month >= 1 && month <= 12)
    ? parts
    : undefined
}
