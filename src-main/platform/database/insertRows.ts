import type { EntityManager, ObjectLiteral } from 'typeorm'

type EntityType<T> = new () => T

// Both engines bound the values of one statement (SQLite 32,766, PostgreSQL 65,535); more rows a statement gain nothing beyond this.
const rowsAtOnce = 100

function* parts<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) yield rows.slice(start, start + rowsAtOnce)
}

/** Inserts rows as they are, many in one statement. */
export async function insertRows<T extends ObjectLiteral>(manager: EntityManager, entity: EntityType<T>, rows: readonly T[]): Promise<void> {
  for (const part of parts(rows))
    await manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values([...part] as never)
      .updateEntity(false)
      .execute()
}

/** Inserts rows or overwrites those with the same primary key, many in one statement. No key may come twice. */
export async function upsertRows<T extends ObjectLiteral>(manager: EntityManager, entity: EntityType<T>, rows: readonly T[]): Promise<void> {
  const keys = manager.connection.getMetadata(entity).primaryColumns.map((column) => column.propertyName)
  for (const part of parts(rows)) await manager.upsert(entity, [...part] as never, keys)
}
