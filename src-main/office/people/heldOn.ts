import type { EntityManager } from 'typeorm'
import { addDays } from '../../kernel/localDate'
import { standingFact, standingRows } from '../../platform/database/standing'
import { Appointment, Person } from '../entities'

/**
 * The last day of an appointment: who stands in for somebody does so no longer than that one's own appointment lasts
 * (K-07), also where it was ended afterwards.
 */
export function lastDayOf(row: Appointment, all: ReadonlyMap<string, Appointment>): string | null {
  const last = row.standsInForId === null ? null : (all.get(row.standsInForId)?.toDay ?? null)
  return last !== null && (row.toDay === null || row.toDay > last) ? last : row.toDay
}

/**
 * Appointments as they give rights, of all there are (K-06): a stand-in ends with the post, and who has left holds
 * nothing from that day on, whatever they were appointed to that very day.
 */
export const inTheirTime = standingFact(async (manager) => {
  const people = await standingRows(manager, Person)
  const all = await standingRows(manager, Appointment)
  return [...all.values()].flatMap((row) => {
    const toDay = lastDayOf(row, all)
    const person = people.get(row.personId)
    if (person?.status !== 'departed') return [{ ...row, toDay }]
    if (person.departedOn === null || person.departedOn <= row.fromDay) return []
    const last = addDays(person.departedOn, -1)
    return [{ ...row, toDay: toDay === null || toDay > last ? last : toDay }]
  })
})

/** Whether an appointment lasts on a day. */
export const covers = ({ fromDay, toDay }: Pick<Appointment, 'fromDay' | 'toDay'>, day: string): boolean =>
  fromDay <= day && (toDay === null || toDay >= day)

/** Appointments in force on a day, in the order they began; those stood in for too. */
export async function heldOn(manager: EntityManager, day: string): Promise<readonly Appointment[]> {
  return (await inTheirTime(manager))
    .filter((row) => covers(row, day))
    .sort((one, other) =>
      one.fromDay === other.fromDay ? (one.id < other.id ? -1 : 1) : one.fromDay < other.fromDay ? -1 : 1
    )
}
