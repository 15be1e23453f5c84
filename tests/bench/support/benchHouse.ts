import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ledgerModules } from '@main/ledgers'
import { openHouse } from '@main/office/openHouse'
import type { Storage } from '@main/platform/database/dataSources'
import { uuidSource } from '@main/platform/ids'
import { tempFolder } from '../../support/tempFolder'
import { movableClock } from '../../support/clock'
import type { TestHouse } from '../../support/house'
import { fillMovements } from './bulk'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** A house on a SQLite file with full durability, its clock standing on a working day. */
export async function benchHouse(folder = tempFolder('bench'), storage?: Storage): Promise<TestHouse> {
  const clock = movableClock('2026-09-30T01:00:00.000Z')
  const plan = {
    folder,
    modules: ledgerModules,
    clock,
    newId: uuidSource,
    resources: here('../../../resources'),
    appVersion: 'bench'
  }
  const house = await openHouse(storage ? { ...plan, storage } : plan)
  return Object.assign(house, { clock, engine: house.database.storage.kind })
}

/**
 * Data folder with that many stock movements and their audit chain; filled once, then kept for later benches of the
 * same schema.
 */
export const filledFolder = (movements: number): Promise<string> =>
  keptFolder('movements', movements, fillMovements, ['bulk.ts'])

/**
 * Data folder with that many rows of a kind, written by `fill`; kept until the schema or the builders (`sources`)
 * change.
 */
export async function keptFolder(
  kind: string,
  rows: number,
  fill: (house: TestHouse, rows: number) => Promise<unknown>,
  sources: readonly string[]
): Promise<string> {
  const empty = await benchHouse()
  const schema: unknown = await empty.database.read.query('SELECT sql FROM sqlite_master ORDER BY name')
  await empty.database.close()
  const hash = createHash('sha256').update(JSON.stringify(schema))
  for (const source of [...sources, 'bulkActs.ts', 'bulkInserter.ts']) hash.update(readFileSync(here(`./${source}`)))
  const cache = here('../../../node_modules/.cache/bench')
  const kept = join(cache, `${kind}-${rows}-${hash.digest('hex').slice(0, 12)}`)
  if (!existsSync(kept)) {
    const filling = join(cache, `filling-${process.pid}`)
    rmSync(filling, { recursive: true, force: true })
    mkdirSync(filling, { recursive: true })
    const house = await benchHouse(filling)
    await fill(house, rows)
    await house.database.close()
    renameSync(filling, kept)
  }
  const folder = tempFolder('filled')
  cpSync(kept, folder, { recursive: true })
  return folder
}

/** Sizes to measure at; LEDGER_BENCH_ROWS=10000,100000 takes smaller ones. */
export function benchSizes(fallback: readonly number[]): readonly number[] {
  const given = process.env['LEDGER_BENCH_ROWS']
  return given ? given.split(',').map(Number) : fallback
}
