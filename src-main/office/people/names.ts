import type { EntityManager } from 'typeorm'
import { standingRowsById } from '../../platform/database/standing'
import { Person, Unit } from '../entities'

type Ids = readonly (string | null | undefined)[]

async function namesById(
  manager: EntityManager,
  entity: new () => Person | Unit,
  ids: Ids
): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await standingRowsById(manager, entity, ids)).values()].map((row) => [row.id, row.name]))
}

/** People's names by id; departed people keep theirs. */
export const personNames = (manager: EntityManager, ids: Ids) => namesById(manager, Person, ids)

/** Units' names by id. */
export const unitNames = (manager: EntityManager, ids: Ids) => namesById(manager, Unit, ids)
