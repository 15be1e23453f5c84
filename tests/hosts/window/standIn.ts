import { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type Electron from 'electron'

/**
 * Stands in for the `electron` module under plain Node, so that every line of the shell runs where there is no Electron
 * binary. Keeps what it is told; what it offers is held to Electron's own types, except for event listening, which is
 * Node's.
 */
type Offered<T> = Partial<Omit<T, keyof EventEmitter>>
type Module = {
  readonly [Name in 'app' | 'dialog' | 'net' | 'protocol' | 'safeStorage']: Offered<(typeof Electron)[Name]>
}

/** What a run is to meet, set before the shell is loaded. */
export const circumstances = {
  firstInstance: process.env['STAND_IN_SECOND'] === undefined,
  answer: 0,
  ticked: process.env['STAND_IN_TICKED'] !== undefined
}

export const told = {
  paths: {} as Record<string, string>,
  sandboxed: false,
  schemes: [] as Electron.CustomScheme[],
  windows: [] as BrowserWindow[],
  errors: [] as string[],
  questions: [] as Electron.MessageBoxOptions[],
  quits: 0,
  exitCode: undefined as number | undefined,
  menu: [] as Electron.MenuItemConstructorOptions[]
}

let protocolHandler: ((request: Request) => Response | Promise<Response>) | undefined

/** Asks the shell for a page as Chromium would. */
export async function load(url: string): Promise<Response> {
  if (!protocolHandler) throw new Error('no protocol handler')
  return protocolHandler(new Request(url))
}

class App extends EventEmitter {
  readonly isPackaged = false
  getPath = (name: string) => told.paths[name] ?? `/nowhere/${name}`
  setPath = (name: string, path: string) => void (told.paths[name] = path)
  enableSandbox = () => void (told.sandboxed = true)
  requestSingleInstanceLock = () => circumstances.firstInstance
  whenReady = () => new Promise<void>((resolve) => setImmediate(resolve))
  quit = () => {
    told.quits += 1
    this.emit('before-quit', { preventDefault: () => undefined })
  }
  exit = (code = 0) => {
    told.exitCode = code
    this.emit('exited')
  }
}

export const app = new App()

export class WebContents extends EventEmitter {
  readonly mainFrame = { url: '' }
  readonly posted: { channel: string; ports: MessagePort[] }[] = []
  readonly printed: Electron.WebContentsPrintOptions[] = []
  openHandler: ((details: { url: string }) => { action: string }) | undefined
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.openHandler = handler
  }
  postMessage(channel: string, _message: unknown, ports: PortMain[] = []) {
    this.posted.push({ channel, ports: ports.map(({ port }) => port) })
  }
  print(options: Electron.WebContentsPrintOptions) {
    this.printed.push(options)
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents()
  readonly calls: string[] = []
  constructor(readonly options: Electron.BrowserWindowConstructorOptions) {
    super()
    told.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  async loadURL(url: string) {
    this.webContents.mainFrame.url = url
    await Promise.resolve()
    this.emit('ready-to-show')
  }
  isMinimized = () => true
  restore = () => void this.calls.push('restore')
  focus = () => void this.calls.push('focus')
  show = () => void this.calls.push('show')
  reload = () => void this.calls.push('reload')
  setMenuBarVisibility = () => undefined
}

class PortMain {
  constructor(readonly port: MessagePort) {}
  on(event: 'message' | 'close', listener: (message: { data: unknown; ports: [] }) => void) {
    this.port.on(event, (data: unknown) => listener({ data, ports: [] }))
  }
  postMessage = (message: unknown) => this.port.postMessage(message)
  start = () => this.port.start()
  close = () => this.port.close()
}

export class MessageChannelMain {
  readonly port1: PortMain
  readonly port2: PortMain
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new PortMain(port1)
    this.port2 = new PortMain(port2)
  }
}

type PermissionRequest = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>
type PermissionCheck = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>
type BeforeRequest = (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void

/** The session of the window's pages. */
export class PageSession extends EventEmitter {
  request: PermissionRequest | undefined
  check: PermissionCheck | undefined
  device: (() => boolean) | undefined
  beforeRequest: BeforeRequest | undefined
  setPermissionRequestHandler = (handler: PermissionRequest) => void (this.request = handler)
  setPermissionCheckHandler = (handler: PermissionCheck) => void (this.check = handler)
  setDevicePermissionHandler = (handler: () => boolean) => void (this.device = handler)
  readonly webRequest = { onBeforeRequest: (listener: BeforeRequest) => void (this.beforeRequest = listener) }
}

export const session = { defaultSession: new PageSession() }
export const ipcMain = new EventEmitter()
export const powerMonitor = new EventEmitter()

export const protocol = {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => void told.schemes.push(...schemes),
  handle: (_scheme: string, handler: (request: Request) => Response | Promise<Response>) =>
    void (protocolHandler = handler)
}

export const net = {
  fetch: async (url: string | Request) =>
    new Response(new Uint8Array(await readFile(fileURLToPath(String(url)))), {
      headers: { 'content-type': 'text/plain' }
    })
}

export const dialog = {
  showErrorBox: (title: string, content: string) => void told.errors.push(`${title}: ${content}`),
  showMessageBox: (...given: unknown[]) => {
    told.questions.push(given.at(-1) as Electron.MessageBoxOptions)
    return Promise.resolve({ response: circumstances.answer, checkboxChecked: circumstances.ticked })
  }
}

export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret' as const,
  encryptString: (text: string) => Buffer.from(text).reverse(),
  decryptString: (bytes: Buffer) => Buffer.from(bytes).reverse().toString()
}

export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (menu: Electron.MenuItemConstructorOptions[]) => void told.menu.push(...menu)
}

export const offered = { app, dialog, net, protocol, safeStorage } satisfies Module
