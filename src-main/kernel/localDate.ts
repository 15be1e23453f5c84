import { Temporal } from 'temporal-polyfill'

/** A calendar day in the bureau's time zone, 'YYYY-MM-DD'. Two of them compare as text. */
export type LocalDate = string

/** A calendar month, 'YYYY-MM'. */
export type LocalMonth = string

const DATE_SHAPE = /^\d{4}-\d{2}-\d{2}$/

function plain(date: LocalDate): Temporal.PlainDate {
  if (!DATE_SHAPE.test(date)) throw new RangeError(`not a local date: ${date}`)
  return Temporal.PlainDate.from(date, { overflow: 'reject' })
}

/** Whether the text is 'YYYY-MM-DD' and names a day that exists. */
export function isValidDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return parts !== null && dateOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) !== undefined
}

/** The local date of year, month 1–12 and day, or undefined when there is no such day. */
export function dateOf(year: number, month: number, day: number): LocalDate | undefined {
  if (year < 1 || year > 9999) return undefined
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch (fault) {
    if (fault instanceof RangeError) return undefined
    throw fault
  }
}

/** The day that many days later, earlier when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return plain(date).add({ days }).toString()
}

/** The same day that many calendar months later; 31 January + 1 month is the last of February. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return plain(date).add({ months }, { overflow: 'constrain' }).toString()
}

/** The same day that many years later; 29 February + 1 year is 28 February. */
export function addYears(date: LocalDate, years: number): LocalDate {
  return plain(date).add({ years }, { overflow: 'constrain' }).toString()
}

/** Days from the first date to the second; negative when the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return plain(from).until(plain(to), { largestUnit: 'days' }).days
}

/** Whole calendar months from the first date to the second, the broken month not counted. */
export function monthsBetween(from: LocalDate, to: LocalDate): number {
  return plain(from).until(plain(to), { largestUnit: 'months' }).months
}

/** Negative, zero or positive as the first date is before, on or after the second. */
export function compareDates(a: LocalDate, b: LocalDate): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The earlier of two dates. */
export function earlierOf(a: LocalDate, b: LocalDate): LocalDate {
  return a <= b ? a : b
}

/** The calendar year of a date. */
export function yearOf(date: LocalDate): number {
  return plain(date).year
}

/** The month a date lies in. */
export function monthOf(date: LocalDate): LocalMonth {
  return plain(date).toString().slice(0, 7)
}

/** The number of the month, 1–12. */
export function monthNumberOf(date: LocalDate): number {
  return plain(date).month
}

/** The day of the month, 1–31. */
export function dayOfMonth(date: LocalDate): number {
  return plain(date).day
}

/** The quarter of the year, 1–4. */
export function quarterOf(date: LocalDate): number {
  return Math.ceil(plain(date).month / 3)
}

/** ISO day of the week: 1 Monday … 7 Sunday. */
export function dayOfWeek(date: LocalDate): number {
  return plain(date).dayOfWeek
}

/** The first day of the date's month. */
export function startOfMonth(date: LocalDate): LocalDate {
  return plain(date).with({ day: 1 }).toString()
}

/** The last day of the date's month. */
export function endOfMonth(date: LocalDate): LocalDate {
  const day = plain(date)
  return day.with({ day: day.daysInMonth }).toString()
}

/** The first day of the date's quarter. */
export function startOfQuarter(date: LocalDate): LocalDate {
  return plain(date)
    .with({ month: quarterOf(date) * 3 - 2, day: 1 })
    .toString()
}

/** The last day of the date's quarter. */
export function endOfQuarter(date: LocalDate): LocalDate {
  return endOfMonth(
    plain(date)
      .with({ day: 1, month: quarterOf(date) * 3 })
      .toString()
  )
}
