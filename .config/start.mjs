// npm start: opens the suite in an Electron window, or in the browser where there can be none, saying why.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import './endWithNpm.mjs'
import { build } from './build.mjs'
import { giveUp, inRoot, root } from './setup.mjs'

const downloadPatience = 8_000
const earlyEnd = 5_000

function defaultDataFolder() {
  const name = 'bureau-ledgers'
  if (process.platform === 'win32') return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), name)
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', name)
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), name)
}

function electronBinary() {
  const home = inRoot('node_modules', 'electron')
  const named = join(home, 'path.txt')
  const binary = existsSync(named) ? join(home, 'dist', readFileSync(named, 'utf8')) : ''
  return binary && existsSync(binary) ? binary : undefined
}

function fetchElectron() {
  console.error('正在获取桌面窗口程序…  Fetching the window program…')
  const script = inRoot('node_modules', 'electron', 'install.js')
  spawnSync(process.execPath, [script], {
    cwd: root,
    stdio: 'ignore',
    timeout: downloadPatience,
    killSignal: 'SIGKILL'
  })
  return electronBinary()
}

/** Why no window can open here, or the binary that opens it. */
function windowProgram() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { reason: ['本机没有图形桌面', 'there is no graphical desktop here'] }
  if (process.platform === 'linux' && process.getuid?.() === 0)
    return { reason: ['不能以 root 身份打开带沙箱的窗口', 'a sandboxed window cannot be opened as root'] }
  const binary = electronBinary() ?? fetchElectron()
  return binary
    ? { binary }
    : { reason: ['桌面窗口程序没有下载成功（离线？）', 'the window program could not be downloaded (offline?)'] }
}

/** Starts a program that ends when this one is told to; resolves with its exit code and how long it ran. */
function run(program, args) {
  const began = Date.now()
  const child = spawn(program, args, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: 1, lasted: 0 }))
    child.once('exit', (code, signal) => resolve({ code: signal ? 0 : (code ?? 1), lasted: Date.now() - began }))
  })
}

async function start() {
  await build()
  const given = process.argv.slice(2)
  const data = given.includes('--data') ? given : ['--data', defaultDataFolder(), ...given]
  const found = windowProgram()
  let reason = found.reason
  if (found.binary) {
    const { code, lasted } = await run(found.binary, ['.', ...data])
    if (code === 0 || lasted > earlyEnd) process.exit(code)
    reason = ['桌面窗口未能打开', 'the window could not be opened']
  }
  console.error(
    `${reason[0]}，改用浏览器打开。${reason[1][0].toUpperCase()}${reason[1].slice(1)}; opening in the browser instead.`
  )
  const { code } = await run(process.execPath, [inRoot('out/main/cli.js'), 'serve', ...data, '--open'])
  process.exit(code)
}

await start().catch(giveUp)
