import type { EntityManager } from 'typeorm'
import { expect, it } from 'vitest'
import type { ChainId } from '@main/contract/ledgers'
import { provableOf } from '@main/office/administration/verify'
import type { Provable } from '@main/platform/database/provable'
import { onBothEngines, type TestHouse } from '../support/house'

/** Tables without a proof of their own, each with the reason why. */
const withoutProof: Readonly<Record<string, string>> = {
  audit_entries: 'the chain itself: every entry is hashed over and linked to the one before',
  chain_heads: 'where each chain ends: held against its last entry, and against witness, backup and prints',
  number_sequences: 'proven with the numbers they gave out: none missing, none twice, none uncounted',
  migrations: 'names of schema changes: an unknown or missing one is met when the data is opened',
  sqlite_sequence: 'SQLite’s own count of the ids of migrations'
}

/** Columns of proven tables that nothing follows from, each with the reason why. */
const withoutProofOf: Readonly<Record<string, string>> = {
  'detained_standings.search_key':
    'spelled by a library of pinyin when goods come in; another version may spell otherwise',
  'vehicle_distances.trip_before': 'names the trip before as known when the stretch was counted; no figure rests on it',
  'vehicle_distances.trip_after': 'names the trip after as known when the stretch was counted; no figure rests on it'
}

type Row = Readonly<Record<string, unknown>>

const tablesOf = async ({ database, engine }: TestHouse): Promise<readonly string[]> => {
  const rows = await database.writer.query<{ name: string }[]>(
    engine === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table'"
      : "SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace"
  )
  return rows.map(({ name }) => name).sort()
}

/** Another value of the same kind. */
function otherThan(value: unknown): unknown {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1
  if (value === null) return '2019-01-01'
  const text = String(value)
  return /^\d+$/.test(text)
    ? String(BigInt(text) + 1n)
    : /^\d{4}-\d{2}/.test(text)
      ? `2019${text.slice(4)}`
      : `${text}改`
}

onBothEngines(
  'every table of the database',
  (house) => {
    const provable = (): Provable => provableOf(house())
    const proven = () =>
      new Set(provable().entities.map(({ entity }) => house().database.writer.getMetadata(entity).tableName))
    const derived = async () =>
      (await tablesOf(house())).filter((table) => !proven().has(table) && !(table in withoutProof))

    /** Whose proofs know a table. */
    const ledgerOf = (table: string): ChainId | undefined =>
      house().modules.find(({ entities }) =>
        entities.some((entity) => house().database.writer.getMetadata(entity).tableName === table)
      )?.id

    /** What the proofs say with a change made, which is then taken back. */
    const flawsWith = async (
      change: (manager: EntityManager) => Promise<unknown>,
      ledger?: ChainId
    ): Promise<readonly string[]> => {
      const runner = house().database.writer.createQueryRunner()
      await runner.startTransaction()
      try {
        // Whoever changes rows past the program is not stopped by what they refer to either.
        await runner.query(
          house().engine === 'sqlite'
            ? 'PRAGMA defer_foreign_keys = ON'
            : "SET LOCAL session_replication_role = 'replica'"
        )
        if (house().engine === 'sqlite') await runner.query('PRAGMA ignore_check_constraints = ON')
        const refused = await change(runner.manager).then(
          () => undefined,
          (error: Error) => error.message
        )
        if (refused !== undefined) return [refused]
        const found: string[] = []
        for (const { prove } of provable().proofs.filter((each) => (ledger ?? each.ledger) === each.ledger))
          found.push(...(await prove(runner.manager)).map(({ number, why }) => `${number} ${why}`))
        return found
      } finally {
        if (house().engine === 'sqlite') await runner.query('PRAGMA ignore_check_constraints = OFF')
        await runner.rollbackTransaction()
        await runner.release()
      }
    }
    const place = (index: number) => (house().engine === 'postgres' ? `$${index}` : '?')
    const samples = async (table: string): Promise<{ keys: readonly string[]; rows: readonly Row[] }> => {
      const { writer } = house().database
      const metadata = writer.entityMetadatas.find(({ tableName }) => tableName === table)
      const keys = metadata?.primaryColumns.map(({ databaseName }) => databaseName) ?? []
      const all = await writer.query<Row[]>(`SELECT * FROM "${table}" ORDER BY ${keys.join(', ') || 1}`)
      return {
        keys,
        rows: [...new Set([all[0], all[all.length >> 1], all.at(-1)])].filter((row): row is Row => row !== undefined)
      }
    }
    const where = (keys: readonly string[], from: number) =>
      keys.map((key, index) => `"${key}" = ${place(from + index)}`).join(' AND ')

    it('is recorded in the chain row by row, or proven from what is, or known to need no proof', async () => {
      const tables = await tablesOf(house())
      expect(tables.length).toBeGreaterThan(100)
      expect(await flawsWith(() => Promise.resolve())).toEqual([])
      const silent: string[] = []
      for (const table of await derived()) {
        const { keys, rows } = await samples(table)
        if (keys.length === 0 || rows.length === 0) {
          silent.push(`${table}: 没有可试的记录`)
          continue
        }
        const ledger = ledgerOf(table)
        const tried = async (what: string, change: (manager: EntityManager) => Promise<unknown>) => {
          if ((await flawsWith(change, ledger)).length === 0) silent.push(what)
        }
        for (const row of rows) {
          const key = keys.map((each) => row[each])
          for (const [column, value] of Object.entries(row)) {
            if (keys.includes(column) || `${table}.${column}` in withoutProofOf) continue
            await tried(`${table}.${column} ${JSON.stringify(value)}`, (manager) =>
              manager.query(`UPDATE "${table}" SET "${column}" = ${place(1)} WHERE ${where(keys, 2)}`, [
                otherThan(value),
                ...key
              ])
            )
          }
          await tried(`${table}: 少一条`, (manager) =>
            manager.query(`DELETE FROM "${table}" WHERE ${where(keys, 1)}`, key)
          )
          const stranger: Row = { ...row, ...Object.fromEntries(keys.map((each) => [each, otherThanKey(row[each])])) }
          const columns = Object.keys(stranger)
          await tried(`${table}: 多一条`, (manager) =>
            manager.query(
              `INSERT INTO "${table}" (${columns.map((each) => `"${each}"`).join(', ')}) VALUES (${columns.map((_, index) => place(index + 1)).join(', ')})`,
              Object.values(stranger)
            )
          )
        }
      }
      expect([...new Set(silent)]).toEqual([])
    })

    it('needs no reason where it has a proof, or is not there', async () => {
      const tables = new Set(await tablesOf(house()))
      const own = Object.keys(withoutProof).filter((table) => table !== 'sqlite_sequence')
      expect(own.filter((table) => !tables.has(table) || proven().has(table))).toEqual([])
    })
  },
  '2026-09-30T01:00:00.000Z',
  'demo'
)

const otherThanKey = (key: unknown): string => `${String(key).slice(0, -4)}ffff`
