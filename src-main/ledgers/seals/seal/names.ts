import type { EntityManager } from 'typeorm'
import { rowsById } from '../../../platform/database/readRows'
import { Seal } from '../entities'

/** Names of seals by id; ids that are absent are left out. */
export async function sealNames(
  manager: EntityManager,
  ids: readonly (string | null)[]
): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await rowsById(manager, Seal, ids)).values()].map(({ id, name }) => [id, name]))
}
