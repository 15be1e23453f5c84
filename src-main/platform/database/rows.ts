import type { EntityMetadata, ObjectLiteral } from 'typeorm'
import { canonicalHash } from '../../kernel/canonical'

/** A row as plain column values, absent ones null, so that what is hashed when written equals what is read back. */
export function plainRow(metadata: EntityMetadata, row: ObjectLiteral): Record<string, unknown> {
  return Object.fromEntries(metadata.columns.map((column) => [column.propertyName, column.getEntityValue(row) ?? null]))
}

/** Hash of an appended row's canonical content, the table's name included. */
export function rowHash(metadata: EntityMetadata, row: ObjectLiteral): string {
  return canonicalHash({ table: metadata.tableName, row: plainRow(metadata, row) })
}
