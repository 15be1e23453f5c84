import { copyFile, constants, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Instant } from '../../kernel/instant'
import { attachmentHashesOf, copySqlite, damageOf, headsOf } from '../database/sqliteFile'
import { AttachmentStore } from '../files/attachmentStore'
import { neededKey, readKeyFile } from '../secrets/keyFile'
import { fileHash, manifestPath, readManifest, writeManifest } from './manifest'
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

export interface BackupInfo {
  readonly name: string
  readonly at: Instant
  readonly bytes: number
  readonly kind: BackupKind
  /** Found whole when it was made. */
  readonly verified: boolean
}

/** The copy could not be made or was not whole; the message is Chinese. */
export class BackupFailed extends Error {}

/**
 * Copies the data of a folder into its backups: the database as one consistent state, checked page by page and by its chains' ends,
 * and every attachment not yet among the copies. Then lets expired backups go. Throws `BackupFailed`; a failed copy is not kept.
 */
export async function makeBackup(places: BackupPlaces, kind: BackupKind, at: Instant): Promise<BackupInfo> {
  await mkdir(places.backups, { recursive: true })
  const name = await freeName(places.backups, at, kind)
  const path = join(places.backups, name)
  const unfinished = `${path}.part`
  try {
    await rm(unfinished, { force: true })
    await copySqlite(places.file, unfinished)
    await syncFile(unfinished)
    const damage = await damageOf(unfinished, true)
    if (damage) throw new BackupFailed('备份校验未通过，没有保留这份备份，请检查磁盘')
    const attachments = await attachmentHashesOf(unfinished)
    await copyAttachments(places.attachments, join(places.backups, 'attachments'), attachments)
    await rename(unfinished, path)
    const { size: bytes } = await stat(path)
    await writeManifest(path, {
      at,
      kind,
      bytes,
      sha256: await fileHash(path),
      verified: true,
      heads: await headsOf(path),
      attachments: [...attachments],
      keyCheck: (await neededKey(places.folder)) ?? (await readKeyFile(places.folder))?.check ?? null
    })
    await letGo(places.backups)
    return { name, at, bytes, kind, verified: true }
  } catch (error) {
    await rm(unfinished, { force: true })
    if (error instanceof BackupFailed) throw error
    throw new BackupFailed(`备份没有做成：${/ENOSPC|SQLITE_FULL|full/.test(String(error)) ? '磁盘空间不足' : '数据文件不能完整读出'}`, {
      cause: error
    })
  }
}

/** Backups of a folder, latest first. */
export async function listBackups(backups: string): Promise<readonly BackupInfo[]> {
  const names = await readdir(backups).catch(() => [])
  const infos: BackupInfo[] = []
  for (const name of names) {
    const parsed = parseBackupName(name)
    if (!parsed) continue
    const manifest = await readManifest(join(backups, name))
    infos.push({ name, at: parsed.at, kind: parsed.kind, bytes: (await stat(join(backups, name))).size, verified: manifest?.verified ?? false })
  }
  return infos.sort((a, b) => (a.name < b.name ? 1 : -1))
}

/** Copies files kept by hash that are not there yet; a source that is gone is skipped, `verify` names it. */
export async function copyAttachments(from: string, to: string, hashes: readonly string[]): Promise<void> {
  const [source, target] = [new AttachmentStore(from), new AttachmentStore(to)]
  for (const sha256 of hashes) {
    if ((await target.has(sha256)) || !(await source.intact(sha256))) continue
    const path = target.pathOf(sha256)
    await mkdir(dirname(path), { recursive: true })
    await copyFile(source.pathOf(sha256), `${path}.part`, constants.COPYFILE_FICLONE)
    await rename(`${path}.part`, path)
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  await file.sync()
  await file.close()
}

async function letGo(backups: string): Promise<void> {
  for (const name of expired(await readdir(backups))) {
    await rm(join(backups, name), { force: true })
    await rm(manifestPath(join(backups, name)), { force: true })
  }
}

async function freeName(backups: string, at: Instant, kind: BackupKind): Promise<string> {
  const taken = new Set(await readdir(backups))
  let moment = Date.parse(at)
  while (taken.has(backupName(new Date(moment).toISOString(), kind))) moment += 1000
  return backupName(new Date(moment).toISOString(), kind)
}
