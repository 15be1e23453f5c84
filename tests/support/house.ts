import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe } from 'vitest'
import { ledgerModules } from '@main/ledgers'
import type { House } from '@main/office/house'
import { databaseFile, openHouse } from '@main/office/openHouse'
import { useSecretCost } from '@main/platform/session/secrets'
import { freshPostgresDatabase, postgresEnabled, type ThrowAwayDatabase } from './postgres'
import { tempFolder } from './tempFolder'
import { fixedIds, movableClock, type MovableClock } from './clock'

export type Engine = 'sqlite' | 'postgres'

/** A house on a throw-away database with real migrations, a clock the test moves and ids in order. */
export interface TestHouse extends House {
  readonly clock: MovableClock
  readonly engine: Engine
}

export const resources = fileURLToPath(new URL('../../resources', import.meta.url))

// Every test bureau has dozens of accounts; what a hash costs in earnest is measured by tests of its own.
export const lowCost = { N: 2 ** 4, r: 8, p: 1 }
useSecretCost(lowCost)

/** Opens a test house; `now` is the moment its clock stands at. Close with `closeTestHouse`. */
export async function openTestHouse(engine: Engine = 'sqlite', now = '2026-09-30T01:00:00.000Z'): Promise<TestHouse> {
  const folder = tempFolder('house')
  const clock = movableClock(now)
  const common = { folder, modules: ledgerModules, clock, newId: fixedIds(), resources, appVersion: '0.0.0-test' }
  if (engine === 'sqlite') {
    copyFileSync(await migratedFile(), databaseFile(folder))
    return Object.assign(await openHouse(common), { clock, engine })
  }
  const database = await freshPostgresDatabase({ name: 'house', prepare: (url) => migrate(url) })
  const house = Object.assign(await openHouse({ ...common, storage: { kind: 'postgres', url: database.url, poolSize: 4 } }), { clock, engine })
  throwAway.set(house, database)
  return house
}

const throwAway = new WeakMap<TestHouse, ThrowAwayDatabase>()

/** Closes the house and drops its database. */
export async function closeTestHouse(house: TestHouse): Promise<void> {
  await house.database.close()
  await throwAway.get(house)?.drop()
}

async function migrate(url: string): Promise<void> {
  const house = await openHouse({
    folder: tempFolder('template'),
    modules: ledgerModules,
    clock: movableClock('2026-01-01T00:00:00.000Z'),
    newId: fixedIds(),
    resources,
    appVersion: '0',
    storage: { kind: 'postgres', url, poolSize: 2 }
  })
  await house.database.close()
}

let template: Promise<string> | undefined

/** A migrated SQLite file, made once per worker: copying it is far quicker than migrating again. */
function migratedFile(): Promise<string> {
  template ??= (async () => {
    const folder = tempFolder('template')
    const house = await openHouse({
      folder,
      modules: ledgerModules,
      clock: movableClock('2026-01-01T00:00:00.000Z'),
      newId: fixedIds(),
      resources,
      appVersion: '0'
    })
    await house.database.close()
    const file = join(folder, 'migrated', 'ledger.sqlite')
    mkdirSync(dirname(file))
    copyFileSync(databaseFile(folder), file)
    if (existsSync(`${databaseFile(folder)}-wal`)) throw new Error('the template was not closed cleanly')
    return file
  })()
  return template
}

/** Runs the same suite on SQLite and PostgreSQL, each with a house of its own, shared by the suite's tests. */
export function onBothEngines(name: string, suite: (house: () => TestHouse) => void, now?: string): void {
  const engines: readonly Engine[] = ['sqlite', 'postgres']
  for (const engine of engines) {
    describe.skipIf(engine === 'postgres' && !postgresEnabled)(`${name} [${engine}]`, () => {
      let house: TestHouse | undefined
      beforeAll(async () => {
        house = await openTestHouse(engine, now)
      })
      afterAll(async () => {
        if (house) await closeTestHouse(house)
      })
      suite(() => {
        if (!house) throw new Error('the house is not open yet')
        return house
      })
    })
  }
}
