import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Instant } from '../../kernel/instant'
import { changing, damageOf, reading } from '../database/sqliteFile'
import { AttachmentStore } from '../files/attachmentStore'
import { keyStanding, noteNeededKey, type KeyStanding } from '../secrets/keyFile'
import { BackupFailed, makeBackup, type BackupMeans, type BackupPlaces } from './backup'
import { backupTables, faultOfBackup, keptFile, readManifest, type BackupManifest } from './manifest'
import { parseBackupName } from './naming'

const pendingOf = (places: BackupPlaces): string => `${places.file}.restoring`
const noteOf = (places: BackupPlaces): string => `${places.file}.restored.json`

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false
  )

/**
 * A backup of the folder found whole, and able to take the place of the data. Throws `BackupFailed` with what is wrong.
 */
export async function checkedBackup(places: BackupPlaces, name: string, means: BackupMeans): Promise<BackupManifest> {
  const backup = join(places.backups, name)
  if (basename(name) !== name || !parseBackupName(name) || !(await exists(backup)))
    throw new BackupFailed('没有找到这份备份')
  const fault = await faultOfBackup(backup, means.migrations)
  const said = await readManifest(backup)
  if (fault !== undefined || !said)
    throw new BackupFailed(`不能用这份备份恢复：${fault ?? '清单不能读出'}。请换一份备份`)
  return said.manifest
}

/**
 * Readies a backup to take the place of the data: checks it, backs the present data up (or sets the damaged files
 * aside), and puts a copy beside them. `finishRestore` does the rest, once the data is closed; nothing may be written
 * in between. Gives whether the folder has the key of the backup's encrypted fields. Throws `BackupFailed` and changes
 * nothing when the backup is not whole.
 */
export async function prepareRestore(
  places: BackupPlaces,
  name: string,
  at: Instant,
  by: string,
  means: BackupMeans
): Promise<KeyStanding> {
  const { keyCheck } = await checkedBackup(places, name, means)
  const backup = join(places.backups, name)
  if (await exists(places.file)) await keepPresent(places, at, means)
  const unfinished = `${pendingOf(places)}.part`
  await copyFile(backup, unfinished)
  await keptFilesInto(places, unfinished)
  await changing(unfinished, async (source) => {
    for (const table of backupTables) await source.query(`DROP TABLE ${table}`)
    await source.query('VACUUM')
  })
  await noteRestored(places, name, at, by)
  // Noted before the data is there, so that no new key is ever made for fields only the old one opens.
  const standing = await keyStanding(places.folder, keyCheck)
  await noteNeededKey(
    places.folder,
    standing === 'missing' || standing === 'other' ? (keyCheck ?? undefined) : undefined
  )
  await rename(unfinished, pendingOf(places))
  return standing
}

/** Puts the files of a backup among those of the data folder; what is there whole already stays. */
export async function keptFilesInto({ attachments }: BackupPlaces, backup: string): Promise<void> {
  const store = new AttachmentStore(attachments)
  const files = (await readManifest(backup))?.manifest.files ?? []
  await reading(backup, async (source) => {
    for (const { sha256 } of files) {
      if (await store.intact(sha256)) continue
      const bytes = await keptFile(source, sha256)
      if (!bytes) throw new BackupFailed('备份里的附件不能读出')
      // A damaged file under the same hash would otherwise be taken for the whole one.
      await rm(store.pathOf(sha256), { force: true })
      await store.keep(bytes)
    }
  })
}

async function keepPresent(places: BackupPlaces, at: Instant, means: BackupMeans): Promise<void> {
  if (!(await damageOf(places.file, true))) {
    await makeBackup(places, 'restore', at, means)
    return
  }
  // What is damaged may still be of use to somebody who can read it.
  const aside = join(places.backups, `damaged-${at.replace(/[^0-9]/g, '').slice(0, 14)}`)
  await mkdir(aside, { recursive: true, mode: 0o700 })
  for (const suffix of ['', '-wal', '-shm'])
    if (await exists(places.file + suffix))
      await copyFile(places.file + suffix, join(aside, basename(places.file) + suffix))
}

/**
 * Puts a readied backup in the place of the data; to be called with the data closed, before it is opened. Also
 * completes a swap that a crash cut short. Gives whether there was one.
 */
export async function finishRestore(places: BackupPlaces): Promise<boolean> {
  const pending = pendingOf(places)
  if (!(await exists(pending))) return false
  // The old write-ahead log must be gone before the new file takes the name it belongs to.
  for (const suffix of ['-wal', '-shm', '-journal']) await rm(places.file + suffix, { force: true })
  await rename(pending, places.file)
  return true
}

/** Notes who restored which backup, for the audit log of the restored data. */
export async function noteRestored(places: BackupPlaces, name: string, at: Instant, by: string): Promise<void> {
  await writeFile(noteOf(places), JSON.stringify({ name, at, by }), { mode: 0o600 })
}

/** Who restored which backup, to be written into the audit log of the restored data; removed by `forgetRestored`. */
export async function restoredNote(
  places: BackupPlaces
): Promise<{ readonly name: string; readonly at: Instant; readonly by: string } | undefined> {
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
