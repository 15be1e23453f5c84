import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Contract } from '../../../src-main/contract'
import {
  app,
  circumstances,
  ipcMain,
  load,
  powerMonitor,
  session,
  told,
  type BrowserWindow,
  type WebContents
} from './standIn'

/** What one run of the shell did, told to the test over the process' channel. */
export type Report = Record<string, unknown>

const bundle = new URL('../../../out/main/index.js', import.meta.url).href
circumstances.answer = Number(process.env['STAND_IN_ANSWER'] ?? 0)
const exited = once(app, 'exited')
await import(bundle)
const report: Report = {}

async function windowOrEnd(): Promise<BrowserWindow | undefined> {
  for (let tries = 0; tries < 400; tries += 1) {
    const window = told.windows[0]
    if (window?.calls.includes('show')) return window
    if (told.quits > 0 || told.exitCode !== undefined) return undefined
    await wait(25)
  }
  throw new Error('neither a window nor an end')
}

function navigation(contents: WebContents): Report {
  const prevented = (event: string, url: string) => {
    let stopped = false
    contents.emit(event, { url, preventDefault: () => (stopped = true) })
    return stopped
  }
  const foreign = [
    'https://example.com/',
    'file:///etc/passwd',
    'app://other/index.html',
    'javascript:alert(1)',
    'app://ledger.evil/'
  ]
  return {
    foreign: foreign.map((url) => prevented('will-navigate', url) && prevented('will-frame-navigate', url)),
    own: prevented('will-navigate', 'app://ledger/index.html'),
    redirect: prevented('will-redirect', 'https://example.com/'),
    webview: prevented('will-attach-webview', ''),
    windows: ['https://example.com/', 'app://ledger/index.html'].map((url) => contents.openHandler?.({ url }).action)
  }
}

function permissions(): Report {
  const { request, check, device, beforeRequest } = session.defaultSession
  const asked = (permission: string, details: object) => {
    let given: boolean | undefined
    request?.({} as never, permission as never, (answer) => (given = answer), {
      isMainFrame: true,
      requestingUrl: 'app://ledger/index.html',
      ...details
    } as never)
    return given
  }
  const others = [
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'clipboard-read',
    'display-capture',
    'hid',
    'serial',
    'usb',
    'fileSystem',
    'unknown'
  ]
  const loads = (url: string) => {
    let cancelled: boolean | undefined
    beforeRequest?.({ url }, ({ cancel }) => (cancelled = cancel))
    return cancelled
  }
  return {
    camera: asked('media', { mediaTypes: ['video'] }),
    microphone: asked('media', { mediaTypes: ['audio'] }),
    both: asked('media', { mediaTypes: ['video', 'audio'] }),
    foreignCamera: asked('media', { mediaTypes: ['video'], requestingUrl: 'https://example.com/' }),
    framedCamera: asked('media', { mediaTypes: ['video'], isMainFrame: false }),
    others: others.map((permission) => asked(permission, {})),
    checks: [
      check?.(null, 'media', 'app://ledger/', { mediaType: 'video', isMainFrame: true } as never),
      check?.(null, 'media', 'app://ledger/', { mediaType: 'audio', isMainFrame: true } as never),
      check?.(null, 'geolocation' as never, 'app://ledger/', { isMainFrame: true } as never)
    ],
    device: device?.(),
    cancelled: ['https://example.com/font.woff2', 'http://127.0.0.1:1/', 'ws://example.com/', 'app://other/x'].map(
      loads
    ),
    loaded: ['app://ledger/assets/index.js', 'blob:app://ledger/1', 'data:image/png;base64,AA'].map(loads)
  }
}

async function pages(): Promise<Report> {
  const page = await load('app://ledger/index.html')
  const statuses = await Promise.all(
    [
      'app://ledger/',
      'app://ledger/../../package.json',
      'app://ledger/..%2f..%2fpackage.json',
      'app://other/index.html',
      'app://ledger/none.js'
    ].map(async (url) => (await load(url)).status)
  )
  return {
    status: page.status,
    policy: page.headers.get('content-security-policy'),
    sniffing: page.headers.get('x-content-type-options'),
    statuses
  }
}

function connect(window: BrowserWindow): ContractRouterClient<Contract> | undefined {
  const before = window.webContents.posted.length
  ipcMain.emit('ledger-port', { sender: window.webContents, senderFrame: window.webContents.mainFrame })
  const port = window.webContents.posted[before]?.ports[0]
  if (!port) return undefined
  port.start()
  return createORPCClient(new RPCLink({ port }))
}

function refusedSenders(window: BrowserWindow): number {
  const { mainFrame } = window.webContents
  ipcMain.emit('ledger-port', { sender: window.webContents, senderFrame: { url: mainFrame.url } })
  ipcMain.emit('ledger-port', { sender: window.webContents, senderFrame: null })
  ipcMain.emit('ledger-port', { sender: new ForeignContents(), senderFrame: mainFrame })
  const { url } = mainFrame
  mainFrame.url = 'https://example.com/'
  ipcMain.emit('ledger-port', { sender: window.webContents, senderFrame: mainFrame })
  mainFrame.url = url
  return window.webContents.posted.length
}

class ForeignContents {
  postMessage(): void {
    throw new Error('a port was given to a page that is not ours')
  }
}

async function calls(window: BrowserWindow): Promise<Report> {
  const client = connect(window)
  if (!client) return {}
  const empty = (await client.session.state()).empty
  const founded = await client.session.found({
    name: '测试局',
    shortName: '测试',
    profile: 'dongkou',
    adminName: '管理员',
    login: 'admin',
    password: 'Qinghe-2026'
  })
  const { id } = await client.files.upload({ file: new File(['名称\n甲\n'], '台账.csv') })
  const file = await client.files.download({ id })
  const text = await file.text()
  powerMonitor.emit('lock-screen')
  const locked = (await client.session.state()).locked
  const refused = await client.office.units().then(
    () => '',
    (error: { code: string; message: string }) => `${error.code} ${error.message}`
  )
  await client.session.unlock({ password: 'Qinghe-2026' })
  const { name } = await client.administration.backup({})
  await client.office.createUnit({ name: '备份之后', kind: 'department', parentId: null })
  const restored = await client.administration.restore({ name })
  const after = await client.session.state()
  await client.session.signIn({ login: 'admin', password: 'Qinghe-2026' })
  const units = (await client.office.units()).map((unit) => unit.name)
  return {
    empty,
    user: founded.user?.name,
    file: [file.name, text],
    locked,
    refused,
    restored,
    signedInAfterRestore: after.user !== null,
    units
  }
}

function desk(window: BrowserWindow): Report {
  const saved: unknown[] = []
  told.paths['documents'] = '/home/somebody/documents'
  session.defaultSession.emit(
    'will-download',
    {},
    { getFilename: () => '台账.xlsx', setSaveDialogOptions: (options: unknown) => saved.push(options) }
  )
  const [print] = told.menu[0]?.submenu as { click: () => void }[]
  print?.click()
  app.emit('second-instance')
  window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
  const labels = told.menu.flatMap(({ label, submenu }) => [
    label,
    ...(submenu as { label?: string }[]).map((item) => item.label ?? '-')
  ])
  return { saved, printed: window.webContents.printed, calls: window.calls, labels }
}

/** What is said beside the window comes after it. */
async function heard(): Promise<void> {
  for (let tries = 0; tries < 80 && told.questions.length === 0; tries += 1) await wait(25)
}

const window = await windowOrEnd()
if (window && process.env['STAND_IN_BRIEF'] !== undefined) {
  await heard()
  app.emit('window-all-closed')
  await exited
} else if (window) {
  report['options'] = window.options
  report['navigation'] = navigation(window.webContents)
  report['permissions'] = permissions()
  report['pages'] = await pages()
  report['portsToOthers'] = refusedSenders(window)
  report['calls'] = await calls(window)
  report['desk'] = desk(window)
  app.emit('window-all-closed')
  await exited
}
const { windows, ...rest } = told
// The page's end of the port is still open, as a page's is when Electron exits.
process.send?.({ ...report, ...rest, windowCount: windows.length }, () => process.exit(0))
