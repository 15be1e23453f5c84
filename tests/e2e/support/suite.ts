import { execFile, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { tempFolder } from '../../support/tempFolder'

const commandLine = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url))
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

/** Runs one command of the built command line and resolves with what it printed; rejects when it fails. */
export async function runCommand(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [commandLine, ...args], { maxBuffer: 64 * 1024 * 1024 })
  return stdout
}

/** Fills a new data folder with the demo bureau. */
export async function demoBureau(): Promise<DemoBureau> {
  const data = tempFolder('demo')
  const printed = JSON.parse(await runCommand('demo', '--data', data, '--json')) as Omit<DemoBureau, 'data'>
  return { data, ...printed }
}

/** Starts the built browser host on a data folder (a new, empty one by default) and waits for its ready line. */
export async function startSuite(data = tempFolder('suite'), ...args: string[]): Promise<RunningSuite> {
  const child = spawn(process.execPath, [commandLine, 'serve', '--data', data, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  const ready = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) resolve((JSON.parse(line) as { url: string }).url)
    })
    child.once('error', reject)
    void ended.then((code) => reject(new Error(`the host ended with ${code} before it was ready\n${complaints}`)))
    setTimeout(() => reject(new Error(`the host was not ready within ${patience / 1000} s\n${complaints}`)), patience).unref()
  })
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  try {
    return { url: await ready, data, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Signs in through the sign-in page, whose two fields carry the standard autocomplete names. */
export async function signIn(page: Page, suite: Pick<RunningSuite, 'url'>, account: string, password: string): Promise<void> {
  await page.goto(suite.url)
  await page.locator('input[autocomplete="username"]').fill(account)
  const secret = page.locator('input[autocomplete="current-password"]')
  await secret.fill(password)
  await secret.press('Enter')
  await secret.waitFor({ state: 'detached' })
}
