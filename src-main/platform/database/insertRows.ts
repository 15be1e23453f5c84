import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm'
import { tableOf, type EntityType } from './entitySql'

// SQLite bounds the values of one statement at 32,766, PostgreSQL at 65,535; handing more over at once would hold up
// the thread.
const valuesAtOnce = 4_000

/** UTF-8 of a text ready to be stored as it stands: bytes are handed over without being spelt out again. */
export class StoredText {
  constructor(readonly bytes: Buffer) {}
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
  await insert(manager, entity, rows, '')
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
  await insert(manager, entity, rows, ` ON CONFLICT (${keys.join(',')}) DO ${overwrite}`)
}

async function insert<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityType<T>,
  rows: readonly ObjectLiteral[],
  ending: string
): Promise<void> {
  const { connection } = manager
  const { name, columns } = tableOf(connection, entity)
  const into = `INSERT INTO ${name} (${columns.map((column) => column.name).join(',')})`
  const size = rowsAtOnce(connection.getMetadata(entity))
  const numbered = connection.options.type === 'postgres'
  for (let start = 0; start < rows.length; start += size) {
    const part = rows.slice(start, start + size).map((row) =>
      columns.map(({ property, stored }) => {
        const value: unknown = row[property]
        return value instanceof StoredText ? value : stored(value)
      })
    )
    const text = numbered ? undefined : rowsAsText(part)
    await (text === undefined
      ? manager.query(`${into} VALUES ${placesFor(part, numbered)}${ending}`, part.flat().map(bound))
      : manager.query(`${into} ${rowsOfText(columns.length)}${ending}`, [text]))
  }
}

/** So many rows are handed over as one text; fewer are bound faster. */
const rowsWorthAText = 20

/** Half a surrogate pair, which SQLite reads out of JSON text as three unknown signs, but as one where it is bound. */
const notTheSameInText = /\\ud[89a-f]/

/**
 * Rows as one JSON text, which costs the thread that serves everyone a sixth of binding every value; undefined where a
 * value is one that JSON may not give back exactly.
 */
function rowsAsText(rows: readonly (readonly unknown[])[]): string | undefined {
  if (rows.length < rowsWorthAText || !rows.every((row) => row.every(isSameInText))) return undefined
  const text = JSON.stringify(rows)
  return notTheSameInText.test(text) ? undefined : text
}

const isSameInText = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value)

/** The rows of such a text, each parsed once, not once a column. `WHERE` keeps `ON CONFLICT` from being a join. */
function rowsOfText(columns: number): string {
  const values = Array.from({ length: columns }, (_, index) => `line ->> ${index}`).join(',')
  return `WITH lines (line) AS MATERIALIZED (SELECT jsonb(value) FROM json_each(?)) SELECT ${values} FROM lines WHERE true`
}

/** Placeholders of the values; SQLite would take the bytes of a text for no text. */
function placesFor(rows: readonly (readonly unknown[])[], numbered: boolean): string {
  let at = 0
  const place = (value: unknown) => (numbered ? `$${(at += 1)}` : value instanceof StoredText ? 'CAST(? AS TEXT)' : '?')
  return rows.map((row) => `(${row.map(place).join(',')})`).join(',')
}

const bound = (value: unknown): unknown => (value instanceof StoredText ? value.bytes : value)

/** Rows made from others one by one, as they are asked for. */
export function* mapped<T, U>(rows: Iterable<T>, make: (row: T) => U): Generator<U> {
  for (const row of rows) yield make(row)
}
