import { dialog } from 'electron'
import log from 'electron-log/node'
import { formatInstant } from '../../contract/display'
import { systemClock } from '../../kernel/instant'
import { systemActor } from '../../kernel/actor'
import { backupPlaces } from '../../platform/backup/backup'
import { DamagedData } from '../../platform/backup/damage'
import { prepareRestore } from '../../platform/backup/restore'
import type { DataFolder } from '../dataFolder'
import { closedMeans, Suite } from '../suite'
import { systemKeyProtection } from './keyProtection'

/**
 * Opens the data, or says in a dialog why it cannot be opened. Damaged data is offered to be replaced by the latest
 * backup; never without being asked. Undefined when the window cannot go on.
 */
export async function openData(folder: DataFolder): Promise<Suite | undefined> {
  try {
    return await Suite.open(folder, { keyProtection: systemKeyProtection() }, '桌面窗口')
  } catch (error) {
    log.error('opening the data', error)
    if (error instanceof DamagedData && (await offerBackup(folder, error))) return openData(folder)
    if (!(error instanceof DamagedData))
      dialog.showErrorBox('数据打不开', error instanceof Error ? error.message : String(error))
    return undefined
  }
}

async function offerBackup({ folder }: DataFolder, { message, backups }: DamagedData): Promise<boolean> {
  const latest = backups.find(({ verified }) => verified) ?? backups[0]
  if (!latest) {
    dialog.showErrorBox('数据打不开', message)
    return false
  }
  const restore = `恢复到 ${formatInstant(latest.at)} 的备份`
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: '数据打不开',
    message,
    buttons: ['退出', restore],
    defaultId: 0,
    cancelId: 0,
    noLink: true
  })
  if (response !== 1) return false
  await prepareRestore(backupPlaces(folder), latest.name, systemClock.now(), systemActor.name, closedMeans)
  return true
}
