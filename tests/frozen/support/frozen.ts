import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Storage } from '@main/platform/database/dataSources'
import { databaseFile } from '@main/office/openHouse'
import type { Engine } from '../../support/house'
import { freshPostgresDatabase } from '../../support/postgres'
import { tempFolder } from '../../support/tempFolder'
import type { Digest } from './digest'
import { loadPostgres } from './postgresDump'

const frozenFolder = fileURLToPath(new URL('..', import.meta.url))

/** What was written down of a version when it was frozen. */
export type Frozen = {
  readonly version: string
  readonly frozenAt: string
  readonly migrations: readonly string[]
} & Readonly<Record<Engine, Digest>>

/** Versions that stand frozen, oldest first. */
export const frozenVersions: readonly string[] = readdirSync(frozenFolder)
  .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
  .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))

export function frozenAs(version: string): Frozen {
  return JSON.parse(readFileSync(join(frozenFolder, version, 'frozen.json'), 'utf8')) as Frozen
}

/** A copy of a frozen version's data to be opened; `drop` takes away what does not go with the run. */
export interface Thawed {
  readonly folder: string
  readonly storage: Storage
  drop(): Promise<void>
}

/** Copies a frozen version's data to where it may be changed. */
export async function thaw(version: string, engine: Engine): Promise<Thawed> {
  const from = join(frozenFolder, version)
  const folder = tempFolder('thawed')
  mkdirSync(folder, { recursive: true })
  cpSync(join(from, 'files'), folder, { recursive: true })
  if (engine === 'sqlite') {
    writeFileSync(databaseFile(folder), gunzipSync(readFileSync(join(from, 'ledger.sqlite.gz'))))
    return { folder, storage: { kind: 'sqlite', file: databaseFile(folder) }, drop: () => Promise.resolve() }
  }
  const database = await freshPostgresDatabase()
  await loadPostgres(database.url, gunzipSync(readFileSync(join(from, 'postgres.sql.gz'))).toString('utf8'))
  return { folder, storage: { kind: 'postgres', url: database.url, poolSize: 2 }, drop: () => database.drop() }
}
