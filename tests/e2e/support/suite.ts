import { execFile, spawn } from 'node:child_process'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { onceInRun } from '../../support/onceInRun'
import { workday } from '../../support/setDate.mjs'
import { tempFolder } from '../../support/tempFolder'

const commandLine = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url))
const clockModule = fileURLToPath(new URL('movedClock.mjs', import.meta.url))
const quickSecrets = ['--import', new URL('quickSecrets.mjs', import.meta.url).href]
const patience = 60_000

/** The accounts of the demo bureau, as the `demo` command prints them. */
export interface DemoBureau {
  readonly data: string
  readonly accounts: readonly { readonly account: string; readonly name: string; readonly posts: readonly string[] }[]
  readonly password: string
}

/** A browser host that answers at `url`. */
export interface RunningSuite {
  readonly url: string
  readonly data: string
  /** Asks it to stop (SIGTERM) and resolves with its exit code. */
  stop(): Promise<number | null>
}

/** A browser host whose clock stands where it was last set. */
export interface ClockedSuite extends RunningSuite {
  /** The moment the host takes for now, as a UTC instant. */
  readonly now: string
  /** Sets the host's clock to a time of day 'HH:mm' of a local day; resolves when the host goes by it. */
  setDay(day: string, time: string): Promise<void>
  /** Somebody moves the host's date without any time having passed. */
  moveDate(day: string, time: string): Promise<void>
}

const beijing = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`).toISOString()
const clockedAt = (instant: string) => ['--import', `${pathToFileURL(clockModule).href}?at=${instant}`]

async function run(args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [...quickSecrets, ...args], {
    maxBuffer: 64 * 1024 * 1024
  })
  return stdout
}

/** Runs one command of the built command line and resolves with what it printed; rejects when it fails. */
export function runCommand(...args: string[]): Promise<string> {
  return run([commandLine, ...args])
}

/**
 * A new data folder with the demo bureau as of nine o'clock of a local day, its backup of that day made; made once for
 * the whole run and copied.
 */
export async function demoBureau(day = workday): Promise<DemoBureau> {
  const made = await onceInRun(`demo-window-${day}`, async (folder) => {
    const printed = await run([
      ...clockedAt(beijing(day, '09:00')),
      commandLine,
      'demo',
      '--data',
      join(folder, 'data'),
      '--json'
    ])
    await writeFile(join(folder, 'accounts.json'), printed)
    // A host makes the day's backup when it has opened, and does not end before it is done.
    const { stop } = await startSuiteAt(day, '09:00', join(folder, 'data'))
    await stop()
  })
  const data = tempFolder('demo')
  await cp(join(made, 'data'), data, { recursive: true })
  return { data, ...(JSON.parse(await readFile(join(made, 'accounts.json'), 'utf8')) as Omit<DemoBureau, 'data'>) }
}

/**
 * Starts the built browser host on a data folder (a new, empty one by default), by the test's own clock, and waits for
 * its ready line.
 */
export async function startSuite(data = tempFolder('suite'), ...args: string[]): Promise<RunningSuite> {
  const { child: _, ...suite } = await startHost([], data, args)
  return suite
}

/** Starts the built browser host with a clock that stands at a moment and moves when it is told. */
export async function startSuiteAt(day: string, time: string, data: string): Promise<ClockedSuite> {
  let now = beijing(day, time)
  const { child, ...suite } = await startHost(clockedAt(now), data, [])
  const set = (moved: boolean) => async (nextDay: string, nextTime: string) => {
    const at = beijing(nextDay, nextTime)
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve())
      child.send({ at, moved }, (error) => error && reject(error))
    })
    now = at
  }
  return {
    ...suite,
    get now() {
      return now
    },
    setDay: set(false),
    moveDate: set(true)
  }
}

async function startHost(nodeArgs: readonly string[], data: string, args: readonly string[]) {
  const child = spawn(process.execPath, [...quickSecrets, ...nodeArgs, commandLine, 'serve', '--data', data, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc']
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let complaints = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  const ready = new Promise<string>((resolve, reject) => {
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.startsWith('{"ready":true')) resolve((JSON.parse(line) as { url: string }).url)
      })
    child.once('error', reject)
    void ended.then((code) => reject(new Error(`the host ended with ${code} before it was ready\n${complaints}`)))
    setTimeout(
      () => reject(new Error(`the host was not ready within ${patience / 1000} s\n${complaints}`)),
      patience
    ).unref()
  })
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  try {
    return { child, url: await ready, data, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * Signs in through the sign-in page, whose two fields carry the standard autocomplete names, on the way to a screen:
 * the home page when none is named.
 */
export async function signIn(
  page: Page,
  suite: Pick<RunningSuite, 'url'>,
  account: string,
  password: string,
  route = ''
): Promise<void> {
  await page.goto(new URL(`#${route}`, suite.url).href)
  await page.locator('input[autocomplete="username"]').fill(account)
  const secret = page.locator('input[autocomplete="current-password"]')
  await secret.fill(password)
  await secret.press('Enter')
  await secret.waitFor({ state: 'detached' })
}
