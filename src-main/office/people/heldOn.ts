import type { SelectQueryBuilder } from 'typeorm'
import type { Appointment } from '../entities'

/** Narrows a query over appointments (alias a) to those in force on a local date (K-06). */
export function heldOn(query: SelectQueryBuilder<Appointment>, day: string): SelectQueryBuilder<Appointment> {
  return query.andWhere('a.fromDay <= :heldOnDay AND (a.toDay IS NULL OR a.toDay >= :heldOnDay)', { heldOnDay: day })
}

/**
 * Appointments as they give rights, of all there are: who stands in for somebody does so no longer than that one's own
 * appointment lasts (K-07), also where it was ended afterwards.
 */
export function inTheirTime(rows: ReadonlyMap<string, Appointment>): readonly Appointment[] {
  return [...rows.values()].map((row) => {
    const last = row.standsInForId === null ? null : (rows.get(row.standsInForId)?.toDay ?? null)
    return last !== null && (row.toDay === null || row.toDay > last) ? { ...row, toDay: last } : row
  })
}
