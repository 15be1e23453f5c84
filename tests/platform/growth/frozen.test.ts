import { afterEach, describe, expect, it } from 'vitest'
import { verifyHouse } from '@main/office/administration/verify'
import type { House } from '@main/office/house'
import { firstLayoutOptional } from '@main/platform/database/firstLayout'
import { sqliteDriver } from '@main/platform/database/sqliteDriver'
import { digestOf, type Digest } from '../../frozen/support/digest'
import { frozenAs, frozenVersions, thaw, type Thawed } from '../../frozen/support/frozen'
import type { Engine } from '../../support/house'
import { postgresEnabled } from '../../support/postgres'
import { openThawed } from './support'

const engines: readonly Engine[] = ['sqlite', 'postgres']

/** What was summed when the version was frozen: columns added since have no part in it. */
const columnsOf = ({ tables }: Digest) =>
  Object.fromEntries(Object.entries(tables).map(([table, { sums }]) => [table, Object.keys(sums)]))

describe.each(engines)('data of released versions [%s]', (engine) => {
  const run = it.skipIf(engine === 'postgres' && !postgresEnabled)
  let thawed: Thawed | undefined
  let house: House | undefined
  afterEach(async () => {
    await house?.database.close()
    await thawed?.drop()
    house = thawed = undefined
  })

  run.each(frozenVersions)(
    '%s opens, migrates and proves itself with the same counts, sums and heads',
    async (version) => {
      const frozen = frozenAs(version)
      thawed = await thaw(version, engine)
      house = await openThawed(thawed, frozen.frozenAt)
      const now = await digestOf(house.database.writer, columnsOf(frozen[engine]))
      const begunSince = Object.keys(now.heads).filter((chain) => frozen[engine].heads[chain] === undefined)
      for (const chain of begunSince) expect(now.heads[chain]?.length, chain).toBe(0)
      const { chain_heads: chainHeads, ...tables } = frozen[engine].tables
      expect(now.tables).toEqual({
        ...tables,
        chain_heads: { ...chainHeads, rows: Number(chainHeads?.rows) + begunSince.length }
      })
      const report = await verifyHouse(house)
      expect(report).toMatchObject({ ok: true })
      const heads = report.ok
        ? Object.fromEntries(report.chains.map(({ ledger, length, head }) => [ledger, { length, hash: head }]))
        : {}
      expect(heads).toMatchObject(frozen[engine].heads)
    }
  )
})

it('layout 1 names the optional columns of version 0.1.0 as its frozen folder has them', async () => {
  const thawed = await thaw('0.1.0', 'sqlite')
  const { DataSource } = await import('typeorm')
  const source = await new DataSource({
    type: 'sqlite',
    driver: sqliteDriver(),
    database: thawed.storage.kind === 'sqlite' ? thawed.storage.file : ''
  }).initialize()
  try {
    const rows = await source.query<{ name: string; column: string }[]>(
      `SELECT t.tbl_name AS name, c.name AS "column" FROM sqlite_master t, pragma_table_info(t.tbl_name) c
       WHERE t.type = 'trigger' AND t.name LIKE '%_keep_update' AND c."notnull" = 0 AND c.pk = 0 AND t.tbl_name <> 'audit_entries' ORDER BY c.cid`
    )
    const optional: Record<string, string[]> = {}
    for (const { name, column } of rows) (optional[name] ??= []).push(column)
    expect(firstLayoutOptional).toEqual(optional)
  } finally {
    await source.destroy()
  }
})
