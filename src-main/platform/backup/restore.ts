import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Instant } from '../../kernel/instant'
import { attachmentHashesOf, damageOf, migrationsOf } from '../database/sqliteFile'
import { BackupFailed, copyAttachments, makeBackup, type BackupPlaces } from './backup'
import { keyStanding, noteNeededKey, type KeyStanding } from '../secrets/keyFile'
import { fileHash, readManifest } from './manifest'
import { parseBackupName } from './naming'

const pendingOf = (places: BackupPlaces): string => `${places.file}.restoring`
const noteOf = (places: BackupPlaces): string => `${places.file}.restored.json`

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false
  )

/**
 * Readies a backup to take the place of the data: checks it, backs the present data up (or sets the damaged files aside), and puts
 * a copy beside them. `finishRestore` does the rest, once the data is closed. Gives whether the folder has the key of the backup's encrypted
 * fields. Throws `BackupFailed` and changes nothing when the
 * backup is not whole.
 */
export async function prepareRestore(places: BackupPlaces, name: string, at: Instant, by: string): Promise<KeyStanding> {
  const backup = join(places.backups, name)
  if (basename(name) !== name || !parseBackupName(name) || !(await exists(backup))) throw new BackupFailed('没有找到这份备份')
  const manifest = await readManifest(backup)
  if ((manifest && manifest.sha256 !== (await fileHash(backup))) || (await damageOf(backup, true)))
    throw new BackupFailed('这份备份已损坏，请换一份备份')
  if (await isNewer(backup, places.file)) throw new BackupFailed('这份备份是更新版本软件的数据，本机软件打不开，请先装上新版本，或换一份备份')
  if (await exists(places.file)) await keepPresent(places, at)
  const unfinished = `${pendingOf(places)}.part`
  await copyFile(backup, unfinished)
  await copyAttachments(join(places.backups, 'attachments'), places.attachments, await attachmentHashesOf(unfinished))
  await writeFile(noteOf(places), JSON.stringify({ name, at, by }), { mode: 0o600 })
  // Noted before the data is there, so that no new key is ever made for fields only the old one opens.
  const keyCheck = manifest?.keyCheck ?? null
  const standing = await keyStanding(places.folder, keyCheck)
  await noteNeededKey(places.folder, standing === 'missing' || standing === 'other' ? (keyCheck ?? undefined) : undefined)
  await rename(unfinished, pendingOf(places))
  return standing
}

/** Whether a backup has been through a migration that the data this program keeps has not. */
async function isNewer(backup: string, file: string): Promise<boolean> {
  if (!(await exists(file)) || (await damageOf(file))) return false
  const known = new Set(await migrationsOf(file))
  return (await migrationsOf(backup)).some((name) => !known.has(name))
}

async function keepPresent(places: BackupPlaces, at: Instant): Promise<void> {
  if (!(await damageOf(places.file, true))) {
    await makeBackup(places, 'restore', at)
    return
  }
  // What is damaged may still be of use to somebody who can read it.
  const aside = join(places.backups, `damaged-${at.replace(/[^0-9]/g, '').slice(0, 14)}`)
  await mkdir(aside, { recursive: true })
  for (const suffix of ['', '-wal', '-shm'])
    if (await exists(places.file + suffix)) await copyFile(places.file + suffix, join(aside, basename(places.file) + suffix))
}

/**
 * Puts a readied backup in the place of the data; to be called with the data closed, before it is opened. Also completes a swap
 * that a crash cut short. Gives whether there was one.
 */
export async function finishRestore(places: BackupPlaces): Promise<boolean> {
  const pending = pendingOf(places)
  if (!(await exists(pending))) return false
  // The old write-ahead log must be gone before the new file takes the name it belongs to.
  for (const suffix of ['-wal', '-shm', '-journal']) await rm(places.file + suffix, { force: true })
  await rename(pending, places.file)
  return true
}

/** Who restored which backup, to be written into the audit log of the restored data; removed by `forgetRestored`. */
export async function restoredNote(places: BackupPlaces): Promise<{ readonly name: string; readonly at: Instant; readonly by: string } | undefined> {
  if (await exists(pendingOf(places))) return undefined
  try {
    return JSON.parse(await readFile(noteOf(places), 'utf8')) as { name: string; at: string; by: string }
  } catch {
    return undefined
  }
}

export async function forgetRestored(places: BackupPlaces): Promise<void> {
  await rm(noteOf(places), { force: true })
}
