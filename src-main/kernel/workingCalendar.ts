import { addDays, dayOfWeek, yearOf, type LocalDate } from './localDate'

/** One day that differs from the plain week: a day off, or a Saturday or Sunday worked instead. */
export interface SpecialDay {
  readonly date: LocalDate
  readonly kind: 'holiday' | 'workday'
  /** The festival, e.g. 春节. */
  readonly name: string
}

/** A date worked out from the calendar, and whether a year it depends on is not loaded (shown as 「节假日表未载入」). */
export interface CountedDate {
  readonly date: LocalDate
  readonly calendarMissing: boolean
}

/** Days worked out from the calendar, in order. */
export interface CountedDates {
  readonly dates: readonly LocalDate[]
  readonly calendarMissing: boolean
}

/** What a user reads beside a date that was counted without the year's holidays. */
export const CALENDAR_MISSING = '节假日表未载入'

/**
 * Public holidays and make-up workdays of the loaded years. In a year not loaded Monday to Friday count as working days
 * and every answer that looked at such a year says so.
 */
export class WorkingCalendar {
  readonly #special: ReadonlyMap<LocalDate, SpecialDay>
  readonly #loaded: ReadonlySet<number>

  /** Loaded years default to the years of the given days. */
  constructor(days: Iterable<SpecialDay>, loadedYears?: Iterable<number>) {
    const list = [...days]
    this.#special = new Map(list.map((day) => [day.date, day]))
    this.#loaded = new Set(loadedYears ?? list.map((day) => yearOf(day.date)))
  }

  /** The loaded years, ascending. */
  get loadedYears(): readonly number[] {
    return [...this.#loaded].sort((a, b) => a - b)
  }

  /** Whether the holidays of the year are known. */
  isLoaded(year: number): boolean {
    return this.#loaded.has(year)
  }

  /** Whether what is said about the day rests on the plain week because its year is not loaded. */
  isMissing(date: LocalDate): boolean {
    return !this.isLoaded(yearOf(date))
  }

  /** Whether people work on the day; see `isMissing` for how far to trust it. */
  isWorkingDay(date: LocalDate): boolean {
    const special = this.#special.get(date)
    return special ? special.kind === 'workday' : dayOfWeek(date) <= 5
  }

  /** The festival or make-up day entered for the date, if any. */
  specialDay(date: LocalDate): SpecialDay | undefined {
    return this.#special.get(date)
  }

  /** The n-th working day after the date (before it when n is negative); n = 0 is the date itself. */
  addWorkingDays(date: LocalDate, n: number): CountedDate {
    const step = n < 0 ? -1 : 1
    let day = date
    let missing = false
    for (let left = Math.abs(n); left > 0;) {
      day = addDays(day, step)
      missing ||= this.isMissing(day)
      if (this.isWorkingDay(day)) left -= 1
    }
    return { date: day, calendarMissing: missing }
  }

  /** The last working day strictly before the date. */
  previousWorkingDay(date: LocalDate): CountedDate {
    return this.addWorkingDays(date, -1)
  }

  /** The date itself when worked, else the next working day. */
  workingDayOnOrAfter(date: LocalDate): CountedDate {
    return this.isWorkingDay(date) ? { date, calendarMissing: this.isMissing(date) } : this.addWorkingDays(date, 1)
  }

  /** The last n working days from one date to another, both included, ascending; fewer when the span has fewer. */
  lastWorkingDays(from: LocalDate, to: LocalDate, n: number): CountedDates {
    const dates: LocalDate[] = []
    let missing = false
    for (let day = to; day >= from && dates.length < n; day = addDays(day, -1)) {
      missing ||= this.isMissing(day)
      if (this.isWorkingDay(day)) dates.unshift(day)
    }
    return { dates, calendarMissing: missing }
  }

  /** How many working days lie after the first date up to and including the second; 0 when the second is not later. */
  workingDaysBetween(from: LocalDate, to: LocalDate): { readonly days: number; readonly calendarMissing: boolean } {
    let days = 0
    let missing = false
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
      missing ||= this.isMissing(day)
      if (this.isWorkingDay(day)) days += 1
    }
    return { days, calendarMissing: missing }
  }
}
