// Builds the suite into out/, only when something it is made from has changed.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, closeSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { giveUp, inRoot, root, setUp } from './setup.mjs'

const stampFile = inRoot('out', '.built')
const lockFile = inRoot('node_modules', '.cache', 'building')
const madeFrom = [
  'src-main',
  'src-renderer',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  '.config/loadedAtStart.ts',
  '.config/vueBuild.ts',
  '.config/tsconfig.base.json'
]

function filesOf(path) {
  if (!existsSync(inRoot(path))) return []
  if (/\.\w+$/.test(path)) return [path]
  return readdirSync(inRoot(path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length))
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const file of madeFrom.flatMap(filesOf).sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(inRoot(file)))
      .update('\0')
  return hash.digest('hex')
}

function holderIsAlive() {
  try {
    process.kill(Number(readFileSync(lockFile, 'utf8')), 0)
    return true
  } catch {
    return false
  }
}

/** Two commands started side by side must not write out/ at the same time. */
async function takeLock() {
  mkdirSync(inRoot('node_modules', '.cache'), { recursive: true })
  for (;;) {
    try {
      const handle = openSync(lockFile, 'wx')
      writeFileSync(handle, String(process.pid))
      return closeSync(handle)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      await wait(200)
      if (!holderIsAlive()) rmSync(lockFile, { force: true })
    }
  }
}

/** Sets up and builds; quiet unless it has to work. Throws with the bundler's own words when the build fails. */
export async function build() {
  setUp()
  await buildInstalled()
}

/** Builds where the packages are known to be there. */
export async function buildInstalled() {
  await takeLock()
  try {
    const wanted = fingerprint()
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
    console.error('正在构建…  Building…')
    rmSync(stampFile, { force: true })
    const args = [inRoot('node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn']
    const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
    if (run.status !== 0) throw new Error(`构建失败 The build failed\n${run.stdout}${run.stderr}`)
    writeFileSync(stampFile, wanted)
  } finally {
    rmSync(lockFile, { force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build().catch(giveUp)
