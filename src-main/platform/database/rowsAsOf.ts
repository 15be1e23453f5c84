import { Like, MoreThanOrEqual, type EntityManager, type ObjectLiteral } from 'typeorm'
import type { Instant } from '../../kernel/instant'
import { AuditEntry } from './auditEntities'

/**
 * Rows of a table that is changed in place as they stood just before a moment: the audit log says of every change what
 * was there before, and the changes since are taken back, newest first. Rows made since are left out. For tables with
 * few changes; what is secret is not rebuilt.
 */
export async function rowsAsOf<T extends ObjectLiteral & { readonly id: string }>(
  manager: EntityManager,
  entity: new () => T,
  rows: readonly T[],
  moment: Instant
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
    if (before === null) standing.delete(id)
    else standing.set(id, { ...row, ...before })
  }
  return [...standing.values()]
}
