import { addDays, yearOf } from '../../../kernel/localDate'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'

/** A named run of days off in the calendar: what vehicles are laid up for. Local dates, both included. */
export interface Holiday {
  readonly name: string
  readonly from: string
  readonly until: string
}

/** How far ahead the calendar is searched for the next holiday. */
const daysAhead = 60

/** The holiday that begins on a day; undefined where none does, or its year is not loaded. */
export function holidayBeginning(calendar: WorkingCalendar, from: string): Holiday | undefined {
  const special = calendar.specialDay(from)
  if (special?.kind !== 'holiday' || calendar.specialDay(addDays(from, -1))?.kind === 'holiday') return undefined
  let until = from
  while (calendar.specialDay(addDays(until, 1))?.kind === 'holiday') until = addDays(until, 1)
  return { name: special.name, from, until }
}

/** The next public holiday to begin after a day; the rest of one that has begun is none to come. */
export function nextHoliday(calendar: WorkingCalendar, today: string): Holiday | undefined {
  for (let day = addDays(today, 1), left = daysAhead; left > 0; day = addDays(day, 1), left -= 1) {
    const holiday = holidayBeginning(calendar, day)
    if (holiday) return holiday
  }
  return undefined
}

/** The public holidays that began after one day and until another, in order. */
export function holidaysBegun(calendar: WorkingCalendar, after: string, until: string): readonly Holiday[] {
  const begun: Holiday[] = []
  for (let day = addDays(after, 1); day <= until; day = addDays(day, 1)) {
    const holiday = holidayBeginning(calendar, day)
    if (holiday) begun.push(holiday)
  }
  return begun
}

/**
 * What is wrong with the first day off vehicles are laid up for: it begins no holiday of the calendar, or that one is
 * over. Of a year whose holidays are not loaded any day from today on may be said.
 */
export function wrongFirstDay(calendar: WorkingCalendar, from: string, today: string): string | undefined {
  if (!calendar.isLoaded(yearOf(from)))
    return from < today ? '放假首日已过；错过的封存请在首页到期事项里说明原因了结' : undefined
  const holiday = holidayBeginning(calendar, from)
  if (!holiday) return '节假日表中这一天不是放假首日，请按节假日表填写'
  return holiday.until < today ? `${holiday.name}已过，不能再补封存；请在首页到期事项里说明原因了结` : undefined
}
