import { In, type EntityManager } from 'typeorm'
import { Person, Unit } from '../entities'

async function namesById(
  manager: EntityManager,
  entity: typeof Person | typeof Unit,
  ids: readonly (string | null)[]
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const rows = wanted.length > 0 ? await manager.findBy<Person | Unit>(entity, { id: In(wanted) }) : []
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** People's names by id; departed people keep theirs. */
export const personNames = (manager: EntityManager, ids: readonly (string | null)[]) => namesById(manager, Person, ids)

/** Units' names by id. */
export const unitNames = (manager: EntityManager, ids: readonly (string | null)[]) => namesById(manager, Unit, ids)
