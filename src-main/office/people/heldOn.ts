import type { SelectQueryBuilder } from 'typeorm'
import type { Appointment } from '../entities'

/** Narrows a query over appointments (alias a) to those in force on a local date (K-06). */
export function heldOn(query: SelectQueryBuilder<Appointment>, day: string): SelectQueryBuilder<Appointment> {
  return query.andWhere('a.fromDay <= :heldOnDay AND (a.toDay IS NULL OR a.toDay >= :heldOnDay)', { heldOnDay: day })
}
