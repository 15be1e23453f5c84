import type { EntityManager } from 'typeorm'
import { WorkingCalendar } from '../kernel/workingCalendar'
import { CalendarDay } from './entities'

/** Working days from the holiday calendar kept in the database. */
export async function loadCalendar(manager: EntityManager): Promise<WorkingCalendar> {
  const days = await manager.find(CalendarDay)
  return new WorkingCalendar(days.map(({ day, kind, name }) => ({ date: day, kind, name })))
}
