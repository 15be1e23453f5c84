import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DataSource } from 'typeorm'
import type { Instant } from '../../kernel/instant'
import { attachmentHashesIn, changing, copySqlite, damageOf, headsIn } from '../database/sqliteFile'
import { AttachmentStore } from '../files/attachmentStore'
import { neededKey, readKeyFile } from '../secrets/keyFile'
import { appliedMigrations } from '../database/newerData'
import { contentDigest } from './contentDigest'
import { faultOfBackup, makeBackupTables, noteVerdict, readManifest, writeManifest } from './manifest'
import { backupName, parseBackupName, type BackupKind } from './naming'
import { expired } from './rotation'

/** The files of one data folder that backups are about. */
export interface BackupPlaces {
  readonly folder: string
  /** The SQLite file. */
  readonly file: string
  readonly attachments: string
  readonly backups: string
}

/** Where a data folder keeps its data, attachments and backups. */
export const backupPlaces = (folder: string): BackupPlaces => ({
  folder,
  file: join(folder, 'ledger.sqlite'),
  attachments: join(folder, 'attachments'),
  backups: join(folder, 'backups')
})

/** What the program knows that a backup is made and judged with. */
export interface BackupMeans {
  readonly appVersion: string
  /** Names of all migrations of this program. */
  readonly migrations: readonly string[]
  /**
   * Proves the data of a finished backup; gives what is wrong in Chinese. Absent where the data cannot be read as
   * today's (before a migration).
   */
  readonly prove?: ((file: string) => Promise<string | undefined>) | undefined
  /** Puts one state of the data into a new SQLite file; the file of the folder is copied where absent. */
  readonly copy?: ((to: string) => Promise<void>) | undefined
}

export interface BackupInfo {
  readonly name: string
  readonly at: Instant
  readonly bytes: number
  readonly kind: BackupKind
  /** Proven whole when it was made. */
  readonly verified: boolean
  /** Why it was not. */
  readonly why: string | null
}

/** The copy could not be made or was not whole; the message is Chinese. */
export class BackupFailed extends Error {}

/**
 * Puts everything of a data folder into one file: the data as one consistent state, every attachment, and what all of
 * it must be. The file is opened again and held against that; what does not hold (a broken chain, an attachment that is
 * gone) stands in it and in the list. Then lets expired backups go. Throws `BackupFailed`; a failed copy is not kept.
 */
export async function makeBackup(
  places: BackupPlaces,
  kind: BackupKind,
  at: Instant,
  means: BackupMeans
): Promise<BackupInfo> {
  await mkdir(places.backups, { recursive: true, mode: 0o700 })
  const name = await freeName(places.backups, at, kind)
  const path = join(places.backups, name)
  const unfinished = `${path}.part`
  try {
    await rm(unfinished, { force: true })
    await (means.copy ?? ((to: string) => copySqlite(places.file, to)))(unfinished)
    await chmod(unfinished, 0o600)
    const missing = await changing(unfinished, (source) => completed(places, kind, at, means, source))
    const damage = (await damageOf(unfinished, true)) ?? (await faultOfBackup(unfinished))
    if (damage) throw new BackupFailed('备份校验未通过，没有保留这份备份，请检查磁盘')
    const why = missing > 0 ? `有${missing}个附件在数据文件夹中已缺失` : await means.prove?.(unfinished)
    await changing(unfinished, (source) => noteVerdict(source, why))
    await syncFile(unfinished)
    await rename(unfinished, path)
    const { size: bytes } = await stat(path)
    await letGo(places.backups)
    return { name, at, bytes, kind, verified: why === undefined, why: why ?? null }
  } catch (error) {
    await rm(unfinished, { force: true })
    if (error instanceof BackupFailed) throw error
    throw new BackupFailed(
      `备份没有做成：${/ENOSPC|SQLITE_FULL|full/.test(String(error)) ? '磁盘空间不足' : '数据文件不能完整读出'}`,
      {
        cause: error
      }
    )
  }
}

/** Puts the files and the manifest into a copy of the data; gives how many files were gone. */
async function completed(
  places: BackupPlaces,
  kind: BackupKind,
  at: Instant,
  means: BackupMeans,
  source: DataSource
): Promise<number> {
  // Asked before the tables of the backup itself are there.
  const [content, heads, migrations] = [
    await contentDigest(source, []),
    await headsIn(source),
    await appliedMigrations(source)
  ]
  const store = new AttachmentStore(places.attachments)
  const files: { sha256: string; size: number }[] = []
  const missing: string[] = []
  await makeBackupTables(source)
  for (const sha256 of await attachmentHashesIn(source)) {
    if (!(await store.intact(sha256))) {
      missing.push(sha256)
      continue
    }
    const bytes = await store.read(sha256)
    await source.query('INSERT INTO kept_files (sha256, size, bytes) VALUES (?, ?, ?)', [sha256, bytes.length, bytes])
    files.push({ sha256, size: bytes.length })
  }
  const keyCheck = (await neededKey(places.folder)) ?? (await readKeyFile(places.folder))?.check ?? null
  const { appVersion } = means
  await writeManifest(source, {
    format: 2,
    at,
    kind,
    appVersion,
    migrations: [...migrations],
    heads,
    content,
    files,
    missing,
    keyCheck
  })
  return missing.length
}

/** Backups of a folder, latest first. */
export async function listBackups(backups: string): Promise<readonly BackupInfo[]> {
  const names = await readdir(backups).catch(() => [])
  const infos: BackupInfo[] = []
  for (const name of names) {
    const parsed = parseBackupName(name)
    if (!parsed) continue
    const path = join(backups, name)
    const said = await readManifest(path)
    const why = said ? said.why : '没有核对清单'
    infos.push({
      name,
      at: parsed.at,
      kind: parsed.kind,
      bytes: (await stat(path)).size,
      verified: said?.verified ?? false,
      why
    })
  }
  return infos.sort((a, b) => (a.name < b.name ? 1 : -1))
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  await file.sync()
  await file.close()
}

/** Lets expired backups go, never the latest that was proven whole. */
export async function letGo(backups: string): Promise<void> {
  const latestWhole = (await listBackups(backups)).find(({ verified }) => verified)?.name
  for (const name of expired(await readdir(backups)))
    if (name !== latestWhole) await rm(join(backups, name), { force: true })
}

async function freeName(backups: string, at: Instant, kind: BackupKind): Promise<string> {
  const taken = new Set(await readdir(backups))
  let moment = Date.parse(at)
  while (taken.has(backupName(new Date(moment).toISOString(), kind))) moment += 1000
  return backupName(new Date(moment).toISOString(), kind)
}
