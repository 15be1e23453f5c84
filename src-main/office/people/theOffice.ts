import type { EntityManager } from 'typeorm'
import { standingRows } from '../../platform/database/standing'
import { Appointment, Person } from '../entities'

/**
 * The office, whatever it is called: the unit of whoever holds the office director's post on a day, away or not; while
 * the post is vacant, of whoever held it last. Several where several hold it; none in a bureau that never had one.
 */
export async function officeUnits(manager: EntityManager, day: string): Promise<readonly string[]> {
  const begun = [...(await standingRows(manager, Appointment)).values()].filter(
    ({ post, standsInForId, fromDay }) => post === 'officeDirector' && standsInForId === null && fromDay <= day
  )
  const last = begun.reduce((latest, { toDay }) => (ending(toDay) > latest ? ending(toDay) : latest), '')
  const until = day < last ? day : last
  const people = await standingRows(manager, Person)
  const units = begun
    .filter(({ toDay }) => ending(toDay) >= until)
    .map(({ unitId, personId }) => unitId ?? people.get(personId)?.unitId)
  return [...new Set(units.filter((id) => id !== undefined))]
}

const ending = (day: string | null): string => day ?? '9999-12-31'
