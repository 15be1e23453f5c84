import { systemActor } from '../../kernel/actor'
import { Fault, invalid } from '../../kernel/fault'
import { backupPlaces, BackupFailed, listBackups, makeBackup, type BackupInfo } from '../../platform/backup/backup'
import { backupKinds, type BackupKind } from '../../platform/backup/naming'
import {
  carryOutside,
  outsidePlace,
  setOutsidePlace,
  witnessRestore,
  type OutsidePlace
} from '../../platform/backup/outside'
import { checkedBackup, forgetRestored, restoredNote } from '../../platform/backup/restore'
import { scheduleDailyBackups, type BackupSchedule } from '../../platform/backup/schedule'
import { ChainHead } from '../../platform/database/auditEntities'
import type { KeyStanding } from '../../platform/secrets/keyFile'
import { Bureau } from '../entities'
import { expireApprovals } from '../approvals/cancelling'
import { signerOf } from '../dataKey'
import type { House } from '../house'
import type { Permitted } from '../procedure'
import { backupMeans } from './backupMeans'

/** Backups of the data folder, latest first. */
export async function backupRows(
  house: House
): Promise<readonly (Omit<BackupInfo, 'kind'> & { readonly kind: string })[]> {
  return (await listBackups(backupPlaces(house.folder).backups)).map((each) => ({
    ...each,
    kind: backupKinds[each.kind]
  }))
}

/** Makes a backup now and takes it to the second place, where one is named. */
export async function backUp(context: Permitted): Promise<BackupInfo> {
  const made = await plainly(backUpHouse(context.house, 'manual'))
  await context.write({ chain: 'office', act: '手工备份' }, async (unit) =>
    unit.about({ type: 'backup', id: unit.newId(), number: made.name })
  )
  return made
}

/** Makes a backup of an open house, on either engine, and takes it to the second place, where one is named. */
export async function backUpHouse(house: House, kind: BackupKind): Promise<BackupInfo> {
  const [places, means] = [backupPlaces(house.folder), backupMeans(house)]
  const made = await makeBackup(places, kind, house.clock.now(), means)
  await carryOutside(places, house.clock.now(), await signerOf(house))
  return made
}

/** Puts a backup in the place of the data by way of the host, the present data backed up first. */
export async function restore(
  { house, actor }: Permitted,
  name: string
): Promise<{ restored: boolean; key: KeyStanding }> {
  if (house.database.storage.kind !== 'sqlite')
    throw invalid([
      { path: '', message: '数据在 PostgreSQL 服务器上：请建一个空的数据库，用命令行 restore 把备份恢复进去，再改用它' }
    ])
  if (!house.requestRestore)
    throw invalid([{ path: '', message: '这里不能恢复，请在窗口的“系统—备份”中恢复，或用命令行 restore' }])
  await plainly(checkedBackup(backupPlaces(house.folder), name, backupMeans(house)))
  return { restored: true, key: await plainly(house.requestRestore(name, actor.name)) }
}

/** The second place of the backups and how it stands. */
export async function backupTarget({ folder }: House): Promise<OutsidePlace | null> {
  return (await outsidePlace(folder)) ?? null
}

/** Names the second place of the backups and takes the latest backup there. */
export async function setBackupTarget(context: Permitted, path: string): Promise<OutsidePlace | null> {
  const { house } = context
  const places = backupPlaces(house.folder)
  await context.write({ chain: 'office', act: '设定第二备份位置' }, async (unit) => {
    unit.about({ type: 'backup', id: unit.newId(), number: path })
    if (!unit.isPreview) await plainly(setOutsidePlace(places, path))
  })
  return (await carryOutside(places, house.clock.now(), await signerOf(house))) ?? null
}

/**
 * Keeps the house while it is open: writes a finished restore into the audit log, makes the day's backup, ends
 * approvals nobody acted on in time (K-01). The host stops it before closing.
 */
export async function keepHouse(house: House, failed: (error: unknown) => void): Promise<BackupSchedule> {
  const places = backupPlaces(house.folder)
  const note = await restoredNote(places)
  if (note) {
    await house.database.write(
      { chain: 'office', act: '从备份恢复数据', actor: { ...systemActor, name: note.by } },
      async (unit) => unit.about({ type: 'backup', id: unit.newId(), number: note.name })
    )
    const heads = (await house.database.read.find(ChainHead)).map(
      ({ chain, length, hash }) => [chain, { length, hash }] as const
    )
    const signer = await signerOf(house)
    await witnessRestore(house.folder, Object.fromEntries(heads), house.clock.now(), note.name, signer)
    await forgetRestored(places)
  }
  return scheduleDailyBackups({
    backups: places.backups,
    clock: house.clock,
    worthwhile: async () => (await house.database.read.count(Bureau)) > 0,
    make: () => backUpHouse(house, 'daily'),
    alsoDo: () => expireApprovals(house),
    failed
  })
}

async function plainly<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw error instanceof BackupFailed
      ? new Fault('invalid', { issues: [{ path: 'name', message: error.message }] }, error.message)
      : error
  })
}
