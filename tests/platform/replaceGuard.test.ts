import sqlite3 from 'sqlite3'
import { DataSource } from 'typeorm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { databaseFile } from '@main/office/openHouse'
import { sqliteDriver } from '@main/platform/database/sqliteDriver'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'

// PostgreSQL has no statement that takes a row away without asking the triggers on DELETE.
let house: TestHouse
let outside: DataSource

interface Column {
  readonly name: string
  readonly type: string
}

beforeAll(async () => {
  house = await openTestHouse('sqlite')
  outside = await new DataSource({
    type: 'sqlite',
    driver: sqliteDriver(),
    database: databaseFile(house.folder),
    flags: sqlite3.OPEN_READWRITE
  }).initialize()
  await outside.query('PRAGMA foreign_keys = OFF')
  await outside.query('PRAGMA ignore_check_constraints = ON')
})
afterAll(async () => {
  await outside?.destroy()
  await closeTestHouse(house)
})

const query = async <T>(sql: string, values: readonly unknown[] = []) =>
  (await outside.query(sql, [...values])) as readonly T[]

it('K-09 no append-only table takes a row in place of another, by its key or by what must be unique', async () => {
  const tables = await query<{ name: string }>(
    `SELECT tbl_name AS name FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || '_keep_delete' ORDER BY 1`
  )
  expect(tables.length).toBeGreaterThan(60)
  let tried = 0
  for (const { name: table } of tables) {
    const columns = await query<Column>(`SELECT name, type FROM pragma_table_info('${table}')`)
    const row = (key: string, differing: readonly string[] = []) =>
      columns.map(({ name, type }) => {
        if (/int|bool/i.test(type)) return differing.includes(name) ? 2 : 1
        return name === 'id' || differing.includes(name) ? key : 'first'
      })
    const put = (verb: string, values: readonly unknown[]) =>
      query(
        `${verb} INTO ${table} (${columns.map(({ name }) => `"${name}"`).join()}) VALUES (${columns.map(() => '?').join()})`,
        values
      )
    await put('INSERT', row('first'))
    await expect(put('INSERT OR REPLACE', row('first')), table).rejects.toThrow('UNIQUE')
    const indexes = await query<{ name: string }>(
      `SELECT name FROM pragma_index_list('${table}') WHERE "unique" = 1 AND origin <> 'pk'`
    )
    for (const { name } of indexes) {
      const together = (await query<{ name: string }>(`SELECT name FROM pragma_index_info('${name}')`)).map(
        (column) => column.name
      )
      const others = columns.map((column) => column.name).filter((column) => !together.includes(column))
      await expect(put('INSERT OR REPLACE', row('second', others)), `${table} ${name}`).rejects.toThrow('UNIQUE')
      tried += 1
    }
    expect(await query(`SELECT * FROM ${table} WHERE id = 'first'`), table).toHaveLength(1)
    await put(
      'INSERT',
      row(
        'second',
        columns.map(({ name }) => name)
      )
    )
  }
  expect(tried).toBeGreaterThan(20)
})
