import { join } from 'node:path'
import sqlite3 from 'sqlite3'
import type { House } from '@main/office/house'
import { tempFolder } from '../../support/tempFolder'
import { timed } from './measure'

type Row = Record<string, unknown>

/**
 * Milliseconds that bare sqlite3 takes to insert as many rows as a table of the house has at most, into an empty file
 * with the same durability: one transaction for all, or one for each.
 */
export async function bareInserts(
  house: House,
  table: string,
  most: number,
  { each = false }: { readonly each?: boolean } = {}
): Promise<number> {
  const rows = await house.database.read.query<Row[]>(`SELECT * FROM ${table} LIMIT ${most}`)
  const columns = Object.keys(rows[0] ?? {})
  const database = new sqlite3.Database(join(tempFolder('bare'), 'bare.sqlite'))
  const run = (sql: string) =>
    new Promise<void>((resolve, reject) => database.run(sql, (error) => (error ? reject(error) : resolve())))
  await run('PRAGMA journal_mode = WAL')
  await run('PRAGMA synchronous = FULL')
  await run(
    `CREATE TABLE ${table} (${columns.map((name) => (name === 'id' ? 'id TEXT PRIMARY KEY' : name)).join(', ')})`
  )
  const statement = database.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`)
  const insert = (row: Row) =>
    new Promise<void>((resolve, reject) =>
      statement.run(Object.values(row), (error: Error | null) => (error ? reject(error) : resolve()))
    )
  return timed(async () => {
    if (!each) await run('BEGIN')
    for (const row of rows) await insert(row)
    if (!each) await run('COMMIT')
  })
}
