import type { DataSource, EntityManager, EntityMetadata } from 'typeorm'
import { writerSource, type Schema } from './dataSources'
import { mayRestore } from './serverRole'

const valuesAtOnce = 4_000

/** Tables that are the engine's or the migrations' own. */
const ownTables: readonly string[] = ['migrations', 'typeorm_metadata', 'backup_manifest', 'kept_files']

/**
 * Puts one state of the data, whatever engine it is on, into a new SQLite file with today's schema. Give it the manager
 * of a snapshot.
 */
export async function copyIntoFile(from: EntityManager, file: string, schema: Schema): Promise<void> {
  const target = await writerSource({ kind: 'sqlite', file }, schema).initialize()
  try {
    await target.runMigrations()
    await target.query('PRAGMA foreign_keys = OFF')
    await copyRows(from, target)
    // One file, without a log beside it.
    await target.query('PRAGMA journal_mode = DELETE')
  } finally {
    await target.destroy()
  }
}

/**
 * Puts the data of a SQLite file of today's schema into an empty PostgreSQL database that has been migrated. All of it
 * or nothing.
 */
export async function copyIntoServer(from: EntityManager, target: DataSource): Promise<void> {
  await mayRestore(target)
  const runner = target.createQueryRunner()
  try {
    await runner.startTransaction()
    // Rows refer to each other in both directions of time: references are put back, and checked, when all are there.
    const references = await runner.manager.query<{ table: string; name: string; definition: string }[]>(
      `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`
    )
    for (const { table, name } of references) await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
    await copyRows(from, target, runner.manager)
    for (const { table, name, definition } of references)
      await runner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`)
    await runner.commitTransaction()
  } catch (error) {
    await runner.rollbackTransaction()
    throw error
  } finally {
    await runner.release()
  }
}

async function copyRows(from: EntityManager, target: DataSource, to: EntityManager = target.manager): Promise<void> {
  const tables = target.entityMetadatas.filter(({ tableType }) => tableType === 'regular')
  await nothingLeftBehind(from, tables)
  for (const table of tables) {
    await to.query(`DELETE FROM ${target.driver.escape(table.tableName)}`)
    await copyTable(from, to, table)
  }
}

/** A table that no entity describes would be missing from the copy without a word. */
async function nothingLeftBehind(from: EntityManager, tables: readonly EntityMetadata[]): Promise<void> {
  const postgres = from.connection.options.type === 'postgres'
  const names = await from.query<{ name: string }[]>(
    postgres
      ? 'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()'
      : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
  )
  const known = new Set([...ownTables, ...tables.map(({ tableName }) => tableName)])
  const unknown = names.filter(({ name }) => !known.has(name)).map(({ name }) => name)
  if (unknown.length > 0) throw new Error(`no entity describes ${unknown.join(', ')}`)
}

async function copyTable(from: EntityManager, to: EntityManager, table: EntityMetadata): Promise<void> {
  const escape = (name: string) => from.connection.driver.escape(name)
  const columns = table.columns.map(({ databaseName }) => escape(databaseName)).join(', ')
  const keys = table.primaryColumns.map(({ databaseName }) => databaseName)
  const key = keys.map(escape).join(', ')
  const size = Math.max(1, Math.floor(valuesAtOnce / table.columns.length))
  for (let last: Record<string, unknown> | undefined; ;) {
    const after = last ? `WHERE (${key}) > (${keys.map((_, index) => place(from, index)).join(', ')})` : ''
    const given = last ? keys.map((name) => last?.[name]) : []
    const rows = await from.query<Record<string, unknown>[]>(
      `SELECT ${columns} FROM ${escape(table.tableName)} ${after} ORDER BY ${key} LIMIT ${size}`,
      given
    )
    if (rows.length === 0) return
    await insert(to, table, rows)
    last = rows.at(-1)
  }
}

async function insert(
  to: EntityManager,
  table: EntityMetadata,
  rows: readonly Record<string, unknown>[]
): Promise<void> {
  const { driver } = to.connection
  const { columns } = table
  const lines = rows.map(
    (_, row) => `(${columns.map((_column, index) => place(to, row * columns.length + index)).join(', ')})`
  )
  const values = rows.flatMap((row) =>
    columns.map(({ databaseName, type }) => storable(row[databaseName], type === 'boolean'))
  )
  const names = columns.map(({ databaseName }) => driver.escape(databaseName)).join(', ')
  await to.query(`INSERT INTO ${driver.escape(table.tableName)} (${names}) VALUES ${lines.join(', ')}`, values)
}

const place = ({ connection }: EntityManager, index: number): string =>
  connection.options.type === 'postgres' ? `$${index + 1}` : '?'

/** SQLite keeps truth as 0 and 1. */
const storable = (value: unknown, flag: boolean): unknown => (flag && value !== null ? Boolean(value) : value)
