import { systemActor } from '../../kernel/actor'
import { Fault, invalid } from '../../kernel/fault'
import { backupPlaces, BackupFailed, listBackups, makeBackup, type BackupInfo } from '../../platform/backup/backup'
import { backupKinds } from '../../platform/backup/naming'
import { forgetRestored, prepareRestore, restoredNote } from '../../platform/backup/restore'
import { scheduleDailyBackups, type BackupSchedule } from '../../platform/backup/schedule'
import type { KeyStanding } from '../../platform/secrets/keyFile'
import type { House } from '../house'
import type { Permitted } from '../procedure'

const onServer = '数据保存在 PostgreSQL 服务器上，请由服务器管理员用 pg_dump 备份、pg_restore 恢复，本系统不代做'

/** Backups of the data folder, latest first; none where the data is on a server. */
export async function backupRows(house: House): Promise<readonly (Omit<BackupInfo, 'kind'> & { readonly kind: string })[]> {
  const backups = house.database.storage.kind === 'sqlite' ? await listBackups(backupPlaces(house.folder).backups) : []
  return backups.map((each) => ({ ...each, kind: backupKinds[each.kind] }))
}

/** Makes a backup now. On PostgreSQL it says whose job that is. */
export async function backUp(context: Permitted): Promise<BackupInfo> {
  const { house } = context
  onlyOnFile(house)
  const made = await plainly(makeBackup(backupPlaces(house.folder), 'manual', house.clock.now()))
  await context.write({ chain: 'office', act: '手工备份' }, async (unit) => unit.about({ type: 'backup', id: unit.newId(), number: made.name }))
  return made
}

/** Readies a backup to replace the data, the present data backed up first, and asks the host to reopen; without a host to do so it takes effect at the next start. */
export async function restore({ house, actor }: Permitted, name: string): Promise<{ restored: boolean; key: KeyStanding }> {
  onlyOnFile(house)
  const key = await plainly(prepareRestore(backupPlaces(house.folder), name, house.clock.now(), actor.name))
  house.requestReopen?.()
  return { restored: house.requestReopen !== undefined, key }
}

/** Keeps the house while it is open: writes a finished restore into the audit log, makes the day's backup. The host stops it before closing. */
export async function keepHouse(house: House, failed: (error: unknown) => void): Promise<BackupSchedule> {
  if (house.database.storage.kind !== 'sqlite') return { caughtUp: Promise.resolve(), stop: () => undefined }
  const places = backupPlaces(house.folder)
  const note = await restoredNote(places)
  if (note) {
    await house.database.write({ chain: 'office', act: '从备份恢复数据', actor: { ...systemActor, name: note.by } }, async (unit) =>
      unit.about({ type: 'backup', id: unit.newId(), number: note.name })
    )
    await forgetRestored(places)
  }
  return scheduleDailyBackups(places, house.clock, failed)
}

function onlyOnFile(house: House): void {
  if (house.database.storage.kind !== 'sqlite') throw invalid([{ path: '', message: onServer }])
}

async function plainly<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw error instanceof BackupFailed ? new Fault('invalid', { issues: [{ path: 'name', message: error.message }] }, error.message) : error
  })
}
