import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm'

type EntityType<T> = new () => T

// SQLite bounds the values of one statement at 32,766, PostgreSQL at 65,535; handing more over at once would hold up
// the thread.
const valuesAtOnce = 4_000

/** JSON text ready to be stored in a JSON column as it stands. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** How many rows of an entity go into one statement. */
export function rowsAtOnce(metadata: EntityMetadata): number {
  return Math.max(1, Math.floor(valuesAtOnce / metadata.columns.length))
}

/**
 * Inserts rows as they are, many in one statement. Query building costs more than inserting, so the statement is
 * written here.
 */
export async function insertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityType<T>,
  rows: readonly ObjectLiteral[]
): Promise<void> {
  await insert(manager, manager.connection.getMetadata(entity), rows, '')
}

/** Inserts rows or overwrites those with the same primary key, many in one statement. No key may come twice. */
export async function upsertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityType<T>,
  rows: readonly T[]
): Promise<void> {
  const metadata = manager.connection.getMetadata(entity)
  const name = (column: EntityMetadata['columns'][number]) => manager.connection.driver.escape(column.databaseName)
  const keys = metadata.primaryColumns.map(name)
  const others = metadata.columns.map(name).filter((column) => !keys.includes(column))
  const overwrite =
    others.length > 0 ? `UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(',')}` : 'NOTHING'
  await insert(manager, metadata, rows, ` ON CONFLICT (${keys.join(',')}) DO ${overwrite}`)
}

async function insert(
  manager: EntityManager,
  metadata: EntityMetadata,
  rows: readonly ObjectLiteral[],
  ending: string
): Promise<void> {
  const { driver, options } = manager.connection
  const { columns } = metadata
  const into = `INSERT INTO ${driver.escape(metadata.tableName)} (${columns.map((column) => driver.escape(column.databaseName)).join(',')}) VALUES `
  const stored = (row: ObjectLiteral, column: (typeof columns)[number]): unknown => {
    const value: unknown = column.getEntityValue(row) ?? null
    return value instanceof JsonText ? value.text : driver.preparePersistentValue(value, column)
  }
  const size = rowsAtOnce(metadata)
  for (let start = 0; start < rows.length; start += size) {
    const part = rows.slice(start, start + size)
    const place = (index: number) => (options.type === 'postgres' ? `$${index + 1}` : '?')
    const values = part.map(
      (_, row) => `(${columns.map((_column, index) => place(row * columns.length + index)).join(',')})`
    )
    const parameters = part.flatMap((row) => columns.map((column) => stored(row, column)))
    await manager.query(`${into}${values.join(',')}${ending}`, parameters)
  }
}
