import { Like, MoreThanOrEqual, type EntityManager, type ObjectLiteral } from 'typeorm'
import type { Instant } from '../../kernel/instant'
import { AuditEntry } from './auditEntities'

/**
 * Rows of a table that is changed in place as they stood just before a moment: the audit log says of every change what
 * was there before, and the changes since are taken back, newest first. Rows entered since are left out, or stand as
 * they were entered where they are known to have been there before. For tables with few changes; what is secret is not
 * rebuilt.
 */
export async function rowsAsOf<T extends ObjectLiteral & { readonly id: string }>(
  manager: EntityManager,
  entity: new () => T,
  rows: readonly T[],
  moment: Instant,
  enteredSince: 'leftOut' | 'asEntered' = 'leftOut'
): Promise<readonly T[]> {
  const { tableName } = manager.connection.getMetadata(entity)
  const since = await manager.find(AuditEntry, {
    where: { at: MoreThanOrEqual(moment), changes: Like(`%"table":"${tableName}"%`) },
    order: { at: 'DESC', seq: 'DESC' }
  })
  const standing = new Map(rows.map((row) => [row.id, row]))
  for (const { table, id, before } of since.flatMap(({ changes }) => changes.toReversed())) {
    const row = standing.get(id)
    if (table !== tableName || row === undefined) continue
    if (before !== null) standing.set(id, { ...row, ...before })
    else if (enteredSince === 'leftOut') standing.delete(id)
  }
  return [...standing.values()]
}
