import {
  addDays,
  addMonths,
  endOfQuarter,
  quarterOf,
  startOfQuarter,
  yearOf,
  type LocalDate
} from '../../../kernel/localDate'
import type { CountedDates, WorkingCalendar } from '../../../kernel/workingCalendar'

/** The quarter a day lies in: 2026-Q3. */
export const quarterName = (day: LocalDate): string => `${yearOf(day)}-Q${quarterOf(day)}`

/** The first day of a quarter named 2026-Q3. */
export function quarterStart(quarter: string): LocalDate {
  const month = Number(quarter.slice(-1)) * 3 - 2
  return `${quarter.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
}

/** The quarter before the one a day lies in. */
export const quarterBefore = (day: LocalDate): string => quarterName(addMonths(startOfQuarter(day), -1))

/** A quarter in words: 2026年第3季度. */
export const quarterWords = (quarter: string): string => quarter.replace('-Q', '年第') + '季度'

/**
 * The clean-up days of a quarter (DK-04 二 三): as many working days as the quarter has clean-up days, from the first of
 * its last days on; days off are made up for by the working days after.
 */
export function cleanupDays(quarter: string, days: number, calendar: WorkingCalendar): CountedDates {
  const dates: LocalDate[] = []
  let missing = false
  for (let day = addDays(endOfQuarter(quarterStart(quarter)), 1 - days); dates.length < days; day = addDays(day, 1)) {
    missing ||= calendar.isMissing(day)
    if (calendar.isWorkingDay(day)) dates.push(day)
  }
  return { dates, calendarMissing: missing }
}
