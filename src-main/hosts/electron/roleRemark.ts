import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'
import log from 'electron-log/node'
import { remarkOnRole } from '../../platform/database/serverRole'
import type { Suite } from '../suite'

/**
 * Says at the start what `serve` says on the terminal: that the role the program works as on the server owns the
 * tables. Whoever sits here can seldom change that, so it is not said again once that is asked for, unless of another
 * role.
 */
export async function sayRole(suite: Suite, window: BrowserWindow): Promise<void> {
  const told = join(app.getPath('userData'), 'role-told')
  try {
    const remark = await suite.run(({ database }) => remarkOnRole(database.read))
    if (remark === null || (await readFile(told, 'utf8').catch(() => '')) === remark) return
    const { checkboxChecked } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: '请告知服务器管理员',
      message: remark,
      buttons: ['知道了'],
      checkboxLabel: '这台电脑上不再提醒',
      noLink: true
    })
    if (checkboxChecked) await writeFile(told, remark, { mode: 0o600 })
  } catch (error) {
    log.error('saying what the role may do', error)
  }
}
