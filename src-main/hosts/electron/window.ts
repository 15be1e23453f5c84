import { join } from 'node:path'
import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import { projectRoot } from '../projectRoot'

/** The window of the suite: an isolated, sandboxed page that reaches main over one message port only. */
export const windowOptions: BrowserWindowConstructorOptions = {
  width: 1366,
  height: 768,
  minWidth: 1024,
  minHeight: 640,
  show: false,
  title: '局务台账',
  backgroundColor: '#f5f7fa',
  webPreferences: {
    preload: join(projectRoot, 'out', 'preload', 'index.cjs'),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false
  }
}

/** Makes the window, shown once its page has something to show. */
export function makeWindow(): BrowserWindow {
  const window = new BrowserWindow(windowOptions)
  window.once('ready-to-show', () => window.show())
  return window
}
