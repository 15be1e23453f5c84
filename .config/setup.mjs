// Makes node_modules fit package-lock.json. Runs before anything is installed, so it uses nothing but Node.
import { createHash } from 'node:crypto'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Absolute path inside the project. */
export const inRoot = (...parts) => join(root, ...parts)

const stampFile = inRoot('node_modules', '.cache', 'setup.json')
const oldestNode = [20, 19]

function wantedStamp() {
  const lock = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex')
  return JSON.stringify({ lock, node: process.versions.modules, platform: `${process.platform}-${process.arch}` })
}

/** True when what npm recorded as installed is what the lock file asks for, as after an `npm ci` by hand. */
function alreadyInstalled() {
  const record = inRoot('node_modules', '.package-lock.json')
  if (existsSync(stampFile) || !existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages
  return (
    existsSync(inRoot('node_modules/sqlite3/build/Release/node_sqlite3.node')) &&
    Object.entries(wanted).every(([path, { version, optional, devOptional, peer }]) => {
      if (path === '') return true
      const found = installed[path]
      return found ? found.version === version : Boolean(optional || devOptional || peer)
    })
  )
}

function keepStamp() {
  mkdirSync(inRoot('node_modules', '.cache'), { recursive: true })
  writeFileSync(stampFile, wantedStamp())
}

/**
 * True when `npm ci`, which empties node_modules first, would empty a folder that stands elsewhere and may be somebody
 * else's.
 */
const installedElsewhere = () => lstatSync(inRoot('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() ?? false

/** True when the packages are not there yet; throws with a sentence for people when they cannot be installed. */
function mustInstall() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]))
    throw new Error(
      `需要 Node.js ${oldestNode.join('.')} 或更高版本，当前是 ${process.versions.node}。Node.js ${oldestNode.join('.')} or newer is needed.`
    )
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp()) return false
  if (alreadyInstalled()) {
    keepStamp()
    return false
  }
  if (installedElsewhere())
    throw new Error(
      'node_modules 是指向别处的链接，重新安装会清空那个文件夹，所以没有安装；请删掉这个链接后重试。node_modules is a link to another folder, which installing would empty; remove the link and try again.'
    )
  console.error('正在安装依赖，首次约需几分钟…  Installing packages, a few minutes the first time…')
  return true
}

/** How npm is started with some arguments: command, arguments, options. */
function npm(...args) {
  const path = process.env.npm_execpath
  const all = [...args, '--loglevel=error', '--no-progress']
  const options = { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: '' } }
  return path
    ? [process.execPath, [path, ...all], options]
    : ['npm', all, { ...options, shell: process.platform === 'win32' }]
}

const notInstalled = (cause) =>
  new Error('依赖没有装好，请检查网络后重试。The packages could not be installed.', { cause })

function install(...args) {
  const run = spawnSync(...npm('ci', '--include=dev', ...args))
  if (run.status === 0) return
  console.error(run.stdout ?? '', run.stderr ?? '')
  throw notInstalled(run.error)
}

/**
 * Installs the pinned packages when they are not there yet; throws with a sentence for people when that is not
 * possible.
 */
export function setUp() {
  if (!mustInstall()) return
  install()
  keepStamp()
}

/**
 * The same for who has work for the other cores while the native packages are compiled, a minute or more of one core:
 * everything else is installed when this returns; what it gives back resolves when they are there too.
 */
export function setUpAside() {
  if (!mustInstall()) return Promise.resolve()
  install('--ignore-scripts')
  const [command, args, options] = npm('rebuild')
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(notInstalled(error)))
    child.once('close', (code) => {
      if (code === 0) {
        keepStamp()
        resolve()
      } else {
        console.error(said)
        reject(notInstalled())
      }
    })
  })
}

/** Ends the process with the plain message of what went wrong. */
export function giveUp(error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
