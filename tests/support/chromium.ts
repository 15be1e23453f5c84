import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium, type Browser, type Page } from 'playwright-core'
import { systemClock } from '@main/kernel/instant'
import { shiftDate, variable } from './setDate.mjs'
import { tempFolder } from './tempFolder'

const root = fileURLToPath(new URL('../..', import.meta.url))
const installed = join(root, 'node_modules')
const cache = join(installed, '.cache')

/** The screen of an office PC, which every screen has to fit. */
export const officeScreen = { width: 1366, height: 768 }

/** Unpacks the Chromium of the npm package once per version, with the system libraries it brings along. */
async function unpackedChromium(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(installed, '@sparticuz/chromium/package.json'), 'utf8')) as {
    version: string
  }
  const home = join(cache, `chromium-${version}`)
  if (existsSync(home)) return home
  mkdirSync(cache, { recursive: true })
  const unfinished = mkdtempSync(join(cache, 'chromium-unpacking-'))
  const unpack = `const { default: chromium } = await import('@sparticuz/chromium'); chromium.setGraphicsMode = false; await chromium.executablePath()`
  // In a process of its own: the package unpacks into TMPDIR, and brings its libraries only where it believes to be
  // hosted.
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: root,
    env: { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }
  })
  try {
    renameSync(unfinished, home)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(home)) throw error
  }
  return home
}

/** A fontconfig set-up that knows one Chinese font and nothing else, so that a page looks the same on every machine. */
function chineseFonts(folder: string): string {
  const file = join(folder, 'fonts.conf')
  const families = [
    'sans-serif',
    'serif',
    'monospace',
    'system-ui',
    'Microsoft YaHei',
    'PingFang SC',
    'SimSun',
    'FangSong'
  ]
  const alias = (family: string) =>
    `<alias binding="same"><family>${family}</family><prefer><family>Noto Sans Hans</family></prefer></alias>`
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(installed, '@embedpdf/fonts-sc/fonts')}</dir>
  <cachedir>${join(cache, 'fontconfig')}</cachedir>
  ${families.map(alias).join('\n  ')}
</fontconfig>
`
  )
  return file
}

/** Starts a headless Chromium that needs nothing installed on the machine. Close it with `browser.close()`. */
export async function launchChromium(): Promise<Browser> {
  const home = await unpackedChromium()
  const folder = tempFolder('chromium')
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-pings',
      '--font-render-hinting=none',
      '--lang=zh-CN'
    ],
    env: {
      ...process.env,
      TMPDIR: folder,
      FONTCONFIG_FILE: chineseFonts(folder),
      // What is preloaded into a test that moves the machine's clock stays out of the browser.
      LD_PRELOAD: '',
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib')
    }
  })
}

/** The pages open now, for what a failing test has to say of them. */
export const openPages = new Set<Page>()

// What is slow on this machine is not wrong.
const patience = 60_000

/**
 * A page in a session of its own (cookies, storage), on an office PC in Beijing, whose clock shows what the test's
 * does.
 */
export async function officePage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: officeScreen,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    // Nothing a test waits for is on its way somewhere.
    reducedMotion: 'reduce'
  })
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  openPages.add(page)
  page.once('close', () => openPages.delete(page))
  // Benches and pictures go by the machine's clock.
  if (process.env[variable] === undefined) return page
  const browsers = await page.evaluate<number>('Date.now()')
  await context.addInitScript(shiftDate, Date.parse(systemClock.now()) - browsers)
  return page
}
