import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { launchChromium, officePage } from '../../support/chromium'
import { demoBureau, signIn, startSuite } from '../support/suite'
import { screens } from './screens'

const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string' } } })
if (!values.out) {
  console.error('npm run screens -- --out DIR [--only NAME]')
  process.exit(2)
}
const out = resolve(values.out)
mkdirSync(out, { recursive: true })

const bureau = await demoBureau()
const suite = await startSuite(bureau.data)
const browser = await launchChromium()
const pages = new Map<string, Page>()
let failures = 0

async function pageOf(account: string | undefined): Promise<Page> {
  const open = pages.get(account ?? '')
  if (open) return open
  const page = await officePage(browser)
  if (account === undefined) await page.goto(suite.url)
  else await signIn(page, suite, account, bureau.password)
  pages.set(account ?? '', page)
  return page
}

try {
  for (const screen of screens.filter(({ name }) => !values.only || name.includes(values.only))) {
    try {
      const page = await pageOf(screen.as)
      await page.goto(new URL(`#${screen.route}`, suite.url).href)
      await page.waitForLoadState('networkidle')
      await screen.prepare?.(page)
      await page.screenshot({ path: join(out, `${screen.name}.png`), animations: 'disabled', caret: 'hide' })
      console.log(`${screen.name}.png`)
    } catch (error) {
      failures += 1
      console.error(`${screen.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
} finally {
  await browser.close()
  await suite.stop()
}
process.exit(failures ? 1 : 0)
