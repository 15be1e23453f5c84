import { copyIntoFile } from '../../platform/database/portableCopy'
import { readerSource } from '../../platform/database/dataSources'
import { verifyLedgers } from '../../platform/database/verify'
import type { BackupMeans } from '../../platform/backup/backup'
import { chains } from '../../contract/ledgers'
import type { House } from '../house'
import { knownMigrations, schemaOf } from '../openHouse'
import { provableOf } from './verify'

/**
 * What backups of an open house are made and proven with: its own schema, its own proofs; a portable copy where the
 * data is on a server.
 */
export function backupMeans(house: House): BackupMeans {
  const { appVersion, modules, database } = house
  const onServer = database.storage.kind === 'postgres'
  return {
    appVersion,
    migrations: knownMigrations(modules),
    prove: (file) => flawOfCopy(house, file),
    copy: onServer ? (to) => database.snapshot((manager) => copyIntoFile(manager, to, schemaOf(modules))) : undefined
  }
}

/**
 * Proves the data in a copy as `verify` proves the house; its files are held against the manifest apart. Gives the
 * first flaw in Chinese.
 */
async function flawOfCopy(house: House, file: string): Promise<string | undefined> {
  const source = await readerSource({ kind: 'sqlite', file }, schemaOf(house.modules)).initialize()
  try {
    const report = await verifyLedgers(source.manager, { ...provableOf(house), files: noFiles })
    if (report.ok) return undefined
    const { ledger, number, why } = report.firstBad
    return `数据本身核验未通过：${chains[ledger as keyof typeof chains] ?? ledger} ${number} ${why}`
  } finally {
    await source.destroy()
  }
}

async function* noFiles(): AsyncGenerator<never> {
  // Nothing: a backup's files are in the backup.
}
