// post: stock issues one by one through permission, rules, balance, number, audit chain and one durable transaction
// each, against bare sqlite3 inserting the same rows with the same durability.
import { join } from 'node:path'
import sqlite3 from 'sqlite3'
import { aSupplyItem } from '../support/supplies'
import { anApprovedRequest, aStoreCast, stocked } from '../support/store'
import { penOf } from '../support/pen'
import { tempFolder } from '../support/tempFolder'
import { benchHouse, benchSizes } from './support/benchHouse'
import { callerOf } from './support/caller'
import { report, timed } from './support/measure'

const inserted = ['supply_issues', 'supply_issue_lines', 'supply_movements'] as const
const one = 1_000

for (const rows of benchSizes([5_000])) {
  const house = await benchHouse()
  const cast = await aStoreCast(house)
  const item = await aSupplyItem(house)
  await stocked(house, cast, item.id, rows * one, rows * 150)
  const { request, lines } = await anApprovedRequest(house, cast, [{ itemId: item.id, quantity: rows * one }])
  const client = callerOf(house, cast.keeper.id)
  const lineId = lines[0]?.id ?? ''
  let { version } = request
  const oursMs = await timed(async () => {
    for (let done = 0; done < rows; done += 1) {
      await client.supplies.issues.post({
        requestId: request.id,
        version,
        lines: [{ lineId, quantity: one, handedIn: 0 }],
        signatures: { claimant: penOf(cast.claimant), keeper: penOf(cast.keeper) }
      })
      version += 1
    }
  })
  const written = await rowsWritten()
  await house.database.close()
  const referenceMs = await bareInserts(written)
  report({ name: 'post', oursMs, referenceMs, rows, perActMs: Number((oursMs / rows).toFixed(2)) })

  async function rowsWritten(): Promise<ReadonlyMap<string, readonly Record<string, unknown>[]>> {
    const tables = new Map<string, Record<string, unknown>[]>()
    for (const table of inserted)
      tables.set(table, await house.database.read.query(`SELECT * FROM ${table} ORDER BY id DESC LIMIT ${rows}`))
    tables.set(
      'signatures',
      await house.database.read.query(`SELECT * FROM signatures ORDER BY id DESC LIMIT ${rows * 2}`)
    )
    tables.set(
      'pen_strokes',
      await house.database.read.query(`SELECT * FROM pen_strokes ORDER BY id DESC LIMIT ${rows * 2}`)
    )
    tables.set(
      'audit_entries',
      await house.database.read.query(
        `SELECT * FROM audit_entries WHERE chain = 'supplies' ORDER BY seq DESC LIMIT ${rows}`
      )
    )
    return tables
  }

  async function bareInserts(tables: ReadonlyMap<string, readonly Record<string, unknown>[]>): Promise<number> {
    const database = new sqlite3.Database(join(tempFolder('bare'), 'bare.sqlite'))
    const run = (sql: string) =>
      new Promise<void>((resolve, reject) => database.run(sql, (error) => (error ? reject(error) : resolve())))
    await run('PRAGMA journal_mode = WAL')
    const statements = new Map<string, sqlite3.Statement>()
    for (const [table, [sample = {}]] of tables) {
      const columns = Object.keys(sample)
      await run(
        `CREATE TABLE ${table} (${columns.map((name) => (name === 'id' ? 'id TEXT PRIMARY KEY' : name)).join(', ')})`
      )
      statements.set(table, database.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`))
    }
    await run('CREATE TABLE balances (id TEXT PRIMARY KEY, quantity INTEGER)')
    const insert = (table: string, row: Record<string, unknown> | undefined) =>
      new Promise<void>((resolve, reject) =>
        statements
          .get(table)
          ?.run(Object.values(row ?? {}), (error: Error | null) => (error ? reject(error) : resolve()))
      )
    return timed(async () => {
      for (let act = 0; act < rows; act += 1) {
        await run('BEGIN IMMEDIATE')
        for (const [table, written] of tables)
          for (let each = 0; each < written.length / rows; each += 1)
            await insert(table, written[(act * written.length) / rows + each])
        await run(
          `INSERT INTO balances VALUES ('item', ${act}) ON CONFLICT (id) DO UPDATE SET quantity = excluded.quantity`
        )
        await run('COMMIT')
      }
    })
  }
}
