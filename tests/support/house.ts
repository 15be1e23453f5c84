import { cpSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe } from 'vitest'
import { ledgerModules } from '@main/ledgers'
import type { House } from '@main/office/house'
import { foundDemoBureau } from '@main/office/demo/bureau'
import { openHouse } from '@main/office/openHouse'
import type { Storage } from '@main/platform/database/dataSources'
import { useSecretCost } from '@main/platform/session/secrets'
import { freshPostgresDatabase, postgresEnabled, type ThrowAwayDatabase } from './postgres'
import { inRunFolder, onceInRun } from './onceInRun'
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

/** What a house starts with: nothing but its tables, or the demo bureau of that moment. */
export type Start = 'empty' | 'demo'

/** Opens a test house; `now` is the moment its clock stands at. Close with `closeTestHouse`. */
export async function openTestHouse(
  engine: Engine = 'sqlite',
  now = '2026-09-30T01:00:00.000Z',
  start: Start = 'empty'
): Promise<TestHouse> {
  const folder = tempFolder('house')
  const clock = movableClock(now)
  const moment = start === 'empty' ? '2026-01-01T00:00:00.000Z' : now
  const template = `${start}-${moment.replace(/\D/g, '')}`
  const common = { folder, modules: ledgerModules, clock, newId: fixedIds(start), resources, appVersion: '0.0.0-test' }
  if (engine === 'sqlite') {
    cpSync(await onceInRun(`${template}-sqlite`, (place) => prepare(start, moment, place)), folder, { recursive: true })
    return Object.assign(await openHouse(common), { clock, engine })
  }
  const files = inRunFolder(`${template}-files`)
  const database = await freshPostgresDatabase({
    name: template,
    prepare: (url) => prepare(start, moment, files, { kind: 'postgres', url, poolSize: 2 })
  })
  cpSync(files, folder, { recursive: true })
  const house = Object.assign(
    await openHouse({ ...common, storage: { kind: 'postgres', url: database.url, poolSize: 4 } }),
    { clock, engine }
  )
  throwAway.set(house, database)
  return house
}

const throwAway = new WeakMap<TestHouse, ThrowAwayDatabase>()

/** Closes the house and drops its database. */
export async function closeTestHouse(house: TestHouse): Promise<void> {
  await house.database.close()
  await throwAway.get(house)?.drop()
}

/**
 * Fills a data folder that others are copies of: migrating, and founding the demo bureau, take far longer than copying.
 */
async function prepare(start: Start, now: string, folder: string, storage?: Storage): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const house = await openHouse({
    folder,
    modules: ledgerModules,
    clock: movableClock(now),
    newId: fixedIds(),
    resources,
    appVersion: '0',
    ...(storage ? { storage } : {})
  })
  if (start === 'demo') await foundDemoBureau(house)
  await house.database.close()
}

/** Runs the same suite on SQLite and PostgreSQL, each with a house of its own, shared by the suite's tests. */
export function onBothEngines(
  name: string,
  suite: (house: () => TestHouse) => void,
  now?: string,
  start?: Start
): void {
  const engines: readonly Engine[] = ['sqlite', 'postgres']
  for (const engine of engines) {
    describe.skipIf(engine === 'postgres' && !postgresEnabled)(`${name} [${engine}]`, () => {
      let house: TestHouse | undefined
      beforeAll(async () => {
        house = await openTestHouse(engine, now, start)
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
