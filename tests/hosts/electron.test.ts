import { fork } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildSuite } from '../support/builtSuite'
import { describeOnPostgres, freshPostgresDatabase } from '../support/postgres'
import { tempFolder } from '../support/tempFolder'

const root = fileURLToPath(new URL('../..', import.meta.url))

beforeAll(buildSuite, 180_000)

type Told = Readonly<Record<string, unknown>>

/** Starts the built shell under plain Node with Electron's stand-in, and gives what it told. */
function shell(data: string, env: Record<string, string> = {}, more: readonly string[] = []): Promise<Told> {
  return new Promise((resolve, reject) => {
    const child = fork(join(root, 'tests/hosts/window/start.ts'), ['--data', data, ...more], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tests/tsconfig.json'), ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc']
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()))
    let report: Told | undefined
    child.once('message', (message) => (report = message as Told))
    child.once('exit', (code) =>
      report && code === 0 ? resolve(report) : reject(new Error(`the shell ended with ${code}\n${said}`))
    )
  })
}

describe('the window', () => {
  let data: string
  let told: Told

  beforeAll(async () => {
    data = tempFolder('window')
    told = await shell(data)
  })

  it('is isolated, sandboxed and without Node', () => {
    expect(told['sandboxed']).toBe(true)
    expect(told['windowCount']).toBe(1)
    const { webPreferences } = told['options'] as { webPreferences: Record<string, unknown> }
    expect(webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      preload: join(root, 'out', 'preload', 'index.cjs')
    })
  })

  it('serves its page from an origin of its own under a policy without inline scripts, and nothing outside it', () => {
    const { status, policy, sniffing, statuses } = told['pages'] as {
      status: number
      policy: string
      sniffing: string
      statuses: number[]
    }
    expect([status, sniffing]).toEqual([200, 'nosniff'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("object-src 'none'")
    expect(statuses).toEqual([404, 404, 404, 404, 404])
    expect(told['schemes']).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }])
  })

  it('stays on its page and opens no window', () => {
    expect(told['navigation']).toEqual({
      foreign: [true, true, true, true, true],
      own: false,
      redirect: true,
      webview: true,
      windows: ['deny', 'deny']
    })
  })

  it('gives the page no permission but the camera, and that only to its own page', () => {
    expect(told['permissions']).toMatchObject({
      camera: true,
      microphone: false,
      both: false,
      foreignCamera: false,
      framedCamera: false,
      device: false,
      checks: [true, false, false]
    })
    expect(new Set((told['permissions'] as { others: boolean[] }).others)).toEqual(new Set([false]))
  })

  it('loads nothing from the network', () => {
    expect(told['permissions']).toMatchObject({ cancelled: [true, true, true, true], loaded: [false, false, false] })
  })

  it('hands a port to its own page only', () => {
    expect(told['portsToOthers']).toBe(0)
  })

  it('answers calls and carries files over the port, and locks with the computer', () => {
    expect(told['calls']).toMatchObject({
      empty: true,
      user: '管理员',
      file: ['台账.csv', '名称\n甲\n'],
      locked: true,
      refused: 'forbidden 窗口已锁定，请先解锁'
    })
  })

  it('closes and opens the data again for a restore, between calls', () => {
    expect(told['calls']).toMatchObject({
      restored: { restored: true },
      signedInAfterRestore: false,
      units: ['办公室']
    })
  })

  it('saves by the system dialog, prints with its preview, and comes to the front when started again', () => {
    expect(told['desk']).toMatchObject({
      saved: [{ title: '保存文件', defaultPath: '/home/somebody/documents/台账.xlsx' }],
      printed: [{ silent: false, printBackground: true }],
      calls: ['show', 'restore', 'focus', 'reload']
    })
  })

  it('shows no word that is not Chinese in its menu', () => {
    for (const label of (told['desk'] as { labels: string[] }).labels)
      expect(label).toMatch(/^(?:-|[\u4e00-\u9fff…]+)$/)
  })

  it('keeps what the page keeps in the data folder, and closes the data when it ends', () => {
    expect((told['paths'] as Record<string, string>)['userData']).toBe(join(data, 'window'))
    expect([
      told['exitCode'],
      existsSync(join(data, 'ledger.sqlite')),
      existsSync(join(data, 'ledger.sqlite-wal'))
    ]).toEqual([0, true, false])
  })
})

it('does not open a second time', async () => {
  const data = tempFolder('second')
  expect(await shell(data, { STAND_IN_SECOND: '1' })).toMatchObject({ windowCount: 0, quits: 1 })
  expect(existsSync(join(data, 'ledger.sqlite'))).toBe(false)
})

it('names damaged data and opens no window, changing nothing', async () => {
  const data = tempFolder('damaged')
  writeFileSync(join(data, 'ledger.sqlite'), Buffer.alloc(8192, 7))
  const told = await shell(data)
  expect(told).toMatchObject({ windowCount: 0, quits: 1 })
  expect((told['errors'] as string[])[0]).toContain('ledger.sqlite')
  expect(readFileSync(join(data, 'ledger.sqlite'))).toEqual(Buffer.alloc(8192, 7))
})

it('says nothing of roles where the data is a file', async () => {
  expect((await shell(tempFolder('file'), { STAND_IN_BRIEF: '1' }))['questions']).toEqual([])
})

describeOnPostgres('the window on a server', () => {
  it(
    'says at the start that its role owns the tables, and is told once where that is ticked',
    { timeout: 180_000 },
    async () => {
      const database = await freshPostgresDatabase()
      const data = tempFolder('server')
      const start = async (ticked: boolean) => {
        const ways = { STAND_IN_BRIEF: '1', ...(ticked ? { STAND_IN_TICKED: '1' } : {}) }
        const told = await shell(data, ways, ['--storage', database.url])
        return (told['questions'] as { message: string; buttons: string[] }[]).map(({ message }) => message)
      }
      const said = [expect.stringContaining('这个角色拥有各表') as string]
      expect(await start(false)).toEqual(said)
      expect(await start(true)).toEqual(said)
      expect(await start(false)).toEqual([])
      await database.drop()
    }
  )
})

describe('the preload script', () => {
  /** Runs the built script beside a page and gives what it does. */
  function besidePage() {
    const sent: string[] = []
    const given: { message: unknown; ports: readonly unknown[] }[] = []
    const required: string[] = []
    const onPort: ((event: { ports: readonly unknown[] }) => void)[] = []
    const listeners: ((event: { source: unknown; data: unknown }) => void)[] = []
    const window = {
      addEventListener: (_type: string, listener: (event: { source: unknown; data: unknown }) => void) =>
        listeners.push(listener),
      postMessage: (message: unknown, _origin: string, ports: readonly unknown[]) => given.push({ message, ports })
    }
    const ipcRenderer = {
      send: (channel: string) => sent.push(channel),
      once: (_channel: string, listener: (event: { ports: readonly unknown[] }) => void) => onPort.push(listener)
    }
    const require = (name: string) => {
      required.push(name)
      return { ipcRenderer }
    }
    vm.runInNewContext(readFileSync(join(root, 'out/preload/index.cjs'), 'utf8'), {
      window,
      require,
      module: {},
      exports: {}
    })
    return {
      window,
      sent,
      given,
      required,
      onPort,
      say: (data: unknown, source: unknown = window) => listeners.forEach((listener) => listener({ source, data }))
    }
  }

  it('asks main once the page is ready, and hands the port on', () => {
    const page = besidePage()
    expect(page.required).toEqual(['electron'])
    expect(page.sent).toEqual([])
    page.say({ type: 'ledger-ready' })
    page.say({ type: 'ledger-ready' })
    expect(page.sent).toEqual(['ledger-port'])
    const port = {}
    page.onPort.forEach((listener) => listener({ ports: [port] }))
    expect(page.given).toEqual([{ message: { type: 'ledger-port' }, ports: [port] }])
  })

  it('listens to its own page only', () => {
    const page = besidePage()
    page.say({ type: 'ledger-ready' }, {})
    page.say('ledger-ready')
    page.say(null)
    expect(page.sent).toEqual([])
  })
})
