import { isOver } from '../../../kernel/periods'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { Intake } from '../entities'
import { statutoryDeadline, type ClockFacts } from './deadlines'
import { clockFactsOf } from './standing'

/** The statutory clock of an intake as facts of WH-05: when it ends and whether it has. */
export async function statutoryOf(unit: UnitOfWork, house: House, intake: Intake) {
  const facts: ClockFacts = { ...(await clockFactsOf(unit.manager, intake)), perishability: 'durable' }
  const clock = statutoryDeadline(facts, unit.book, await house.calendar(unit.manager))
  return { facts, clock, over: clock !== undefined && isOver(clock.deadline, unit.now), dueOn: clock?.deadline.dueOn }
}
