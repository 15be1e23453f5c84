import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app, powerMonitor, session as sessions, type BrowserWindow } from 'electron'
import log from 'electron-log/node'
import { dataFolderAt } from '../dataFolder'
import { newSessionId } from '../../platform/session/sessionStore'
import { guardProcess } from '../lastResort'
import { rendererFolder } from '../projectRoot'
import type { Suite } from '../suite'
import type { WindowPlan } from './commandLine'
import { guardNavigation, guardNetwork, guardPermissions } from './guard'
import { setMenu } from './menu'
import { openData } from './openData'
import { registerOwnScheme, servePages, startPage } from './pages'
import { offerPort } from './port'
import { sayRole } from './roleRemark'
import { makeWindow } from './window'

/**
 * Runs the suite in a window of its own, once per data folder: a second start brings the first one's window to the
 * front. Everything up to the single-instance lock happens before the first await, because Electron takes it only
 * before it is ready.
 */
export async function runWindow({ data, storage }: WindowPlan): Promise<void> {
  // What Chromium keeps, drafts among it, belongs to the data folder; the lock against a second start lies there as
  // well.
  const userData = join(resolve(data), 'window')
  mkdirSync(userData, { recursive: true })
  app.setPath('userData', userData)
  app.enableSandbox()
  registerOwnScheme()
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  await app.whenReady()
  const suite = await openData(await dataFolderAt(data, storage))
  if (!suite) {
    app.quit()
    return
  }
  guardProcess(() => suite.close())
  const sessionId = newSessionId()
  const window = openWindow(suite, sessionId)
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  lockWithComputer(suite, sessionId)
  closeInOrder(suite)
  await window.loadURL(startPage)
  await sayRole(suite, window)
}

function openWindow(suite: Suite, sessionId: string): BrowserWindow {
  const session = sessions.defaultSession
  guardPermissions(session)
  guardNetwork(session)
  servePages(rendererFolder)
  session.on('will-download', (_event, item) =>
    item.setSaveDialogOptions({ title: '保存文件', defaultPath: join(app.getPath('documents'), item.getFilename()) })
  )
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents))
  const window = makeWindow()
  setMenu(window)
  offerPort(window, suite, sessionId)
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error(`page gone: ${reason}`)
    if (reason !== 'clean-exit') window.reload()
  })
  return window
}

/** Locks the window's session when the computer is locked or goes to sleep. */
function lockWithComputer(suite: Suite, sessionId: string): void {
  const lock = () => {
    suite
      .run(async ({ sessions: open }) => {
        const session = open.get(sessionId)
        if (session) session.locked = true
      })
      .catch((error: unknown) => log.error('locking', error))
  }
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('suspend', lock)
}

/** Ends with the window, after the acts under way have been written. */
function closeInOrder(suite: Suite): void {
  let closing = false
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (closing) return
    closing = true
    event.preventDefault()
    suite
      .close()
      .catch((error: unknown) => log.error('closing the data', error))
      .finally(() => app.exit(0))
  })
}
