import type { EntityManager, ObjectLiteral } from 'typeorm'
import { rowsWith } from '../platform/database/readRows'

/** Entries nobody has reversed yet, and that reverse nothing themselves. */
export async function unreversed<T extends ObjectLiteral & { id: string; reversalOfId: string | null }>(
  manager: EntityManager,
  entity: new () => T,
  entries: readonly T[]
): Promise<readonly T[]> {
  const ids = entries.map(({ id }) => id)
  const reversals = await rowsWith<ObjectLiteral>(manager, entity, 'reversalOfId', ids)
  const gone = new Set(reversals.map(({ reversalOfId }) => String(reversalOfId)))
  return entries.filter(({ id, reversalOfId }) => reversalOfId === null && !gone.has(id))
}

/** What a record that was taken back is called from then on, so that its name is free for the same thing again. */
export const undoneName = (name: string, number: string): string => `${name}（已撤销${number}）`
