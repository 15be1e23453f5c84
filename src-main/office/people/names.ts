import type { EntityManager } from 'typeorm'
import { rowsById } from '../../platform/database/readRows'
import { Person, Unit } from '../entities'

type Ids = readonly (string | null | undefined)[]

async function namesById(manager: EntityManager, entity: new () => Person | Unit, ids: Ids): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await rowsById(manager, entity, ids)).values()].map((row) => [row.id, row.name]))
}

/** People's names by id; departed people keep theirs. */
export const personNames = (manager: EntityManager, ids: Ids) => namesById(manager, Person, ids)

/** Units' names by id. */
export const unitNames = (manager: EntityManager, ids: Ids) => namesById(manager, Unit, ids)
