import { WorkingCalendar } from '../kernel/workingCalendar'
import { standingFact, standingRows } from '../platform/database/standing'
import { CalendarDay } from './entities'

/** Working days from the holiday calendar kept in the database. */
export const loadCalendar = standingFact(async (manager) => {
  const days = await standingRows(manager, CalendarDay)
  return new WorkingCalendar([...days.values()].map(({ day, kind, name }) => ({ date: day, kind, name })))
})
