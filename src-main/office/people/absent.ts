import type { EntityManager } from 'typeorm'
import { standingRowsById } from '../../platform/database/standing'
import { Appointment } from '../entities'
import { personNames } from './names'

/** Names of the absent people whose posts are held in their stead (K-07), by the stand-in's appointment id. */
export async function absentNames(
  manager: EntityManager,
  held: readonly Pick<Appointment, 'id' | 'standsInForId'>[]
): Promise<ReadonlyMap<string, string>> {
  const ids = held.map(({ standsInForId }) => standsInForId).filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const absent = [...(await standingRowsById(manager, Appointment, ids)).values()]
  const names = await personNames(
    manager,
    absent.map(({ personId }) => personId)
  )
  const personOf = new Map(absent.map(({ id, personId }) => [id, personId]))
  return new Map(
    held.flatMap(({ id, standsInForId }) =>
      standsInForId === null ? [] : [[id, names.get(personOf.get(standsInForId) ?? '') ?? '']]
    )
  )
}
