import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { DataSource } from 'typeorm'
import { ledgerModules } from '@main/ledgers'
import { verifyHouse } from '@main/office/administration/verify'
import { foundDemoBureau } from '@main/office/demo/bureau'
import type { House } from '@main/office/house'
import { databaseFile, openHouse } from '@main/office/openHouse'
import type { Storage } from '@main/platform/database/dataSources'
import { copySqlite } from '@main/platform/database/sqliteFile'
import { appVersion } from '@main/hosts/projectRoot'
import { fixedIds, movableClock } from '../support/clock'
import { resources } from '../support/house'
import { startPostgresServer } from '../support/postgresServer'
import { tempFolder } from '../support/tempFolder'
import { digestOf, summedColumns, type Digest } from './support/digest'
import { dumpPostgres } from './support/postgresDump'

// npm run freeze: keeps the data of the version that stands now, as every later version will have to read it. Done
// once, when the version is released; a frozen folder is never made again.
const target = fileURLToPath(new URL(`${appVersion}/`, import.meta.url))
const moment = '2026-06-30T01:00:00.000Z'

/** A demo bureau on the engine, with its attachments in the folder; gives what is to be remembered of it. */
async function demoBureau(folder: string, storage: Storage): Promise<{ house: House; digest: Digest }> {
  const house = await openHouse({
    folder,
    storage,
    modules: ledgerModules,
    clock: movableClock(moment),
    newId: fixedIds(),
    resources,
    appVersion
  })
  await foundDemoBureau(house)
  const report = await verifyHouse(house)
  if (!report.ok)
    throw new Error(`the demo bureau does not prove itself: ${report.firstBad.number} ${report.firstBad.why}`)
  const { writer } = house.database
  return { house, digest: await digestOf(writer, await summedColumns(writer)) }
}

const applied = async (source: DataSource): Promise<string[]> =>
  (await source.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id')).map(({ name }) => name)

async function freezeSqlite(): Promise<object> {
  const folder = tempFolder('frozen')
  const { house, digest } = await demoBureau(folder, { kind: 'sqlite', file: databaseFile(folder) })
  const migrations = await applied(house.database.writer)
  await house.database.close()
  const copy = join(tempFolder('frozen-copy'), 'ledger.sqlite')
  await copySqlite(databaseFile(folder), copy)
  writeFileSync(join(target, 'ledger.sqlite.gz'), gzipSync(readFileSync(copy), { level: 9 }))
  keepFiles(folder)
  return { migrations, sqlite: digest }
}

async function freezePostgres(): Promise<object> {
  const server = await startPostgresServer()
  try {
    const folder = tempFolder('frozen')
    const { house, digest } = await demoBureau(folder, { kind: 'postgres', url: server.url, poolSize: 2 })
    await house.database.close()
    writeFileSync(join(target, 'postgres.sql.gz'), gzipSync(await dumpPostgres(server.url), { level: 9 }))
    keepFiles(folder)
    return { postgres: digest }
  } finally {
    await server.stop()
  }
}

/** What lies beside the rows: attachments and the key of encrypted fields. Files of one content share one name. */
function keepFiles(folder: string): void {
  for (const entry of readdirSync(folder))
    if (!entry.startsWith('ledger.sqlite'))
      cpSync(join(folder, entry), join(target, 'files', entry), { recursive: true })
}

if (existsSync(target)) throw new Error(`${target} stands already: a frozen version is not made again`)
mkdirSync(join(target, 'files'), { recursive: true })
try {
  const frozen = { version: appVersion, frozenAt: moment, ...(await freezeSqlite()), ...(await freezePostgres()) }
  writeFileSync(join(target, 'frozen.json'), `${JSON.stringify(frozen, null, 2)}\n`)
} catch (error) {
  rmSync(target, { recursive: true, force: true })
  throw error
}
