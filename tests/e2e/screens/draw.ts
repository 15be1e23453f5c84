import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { launchChromium, officePage } from '../../support/chromium'
import { workday } from '../../support/setDate.mjs'
import { desks } from '../support/recordWork'
import { demoBureau, startSuiteAt } from '../support/suite'
import { screens, type Screen } from './screens'

const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string' } } })
if (!values.out) {
  console.error('npm run screens -- --out DIR [--only NAME]')
  process.exit(2)
}
const out = resolve(values.out)
mkdirSync(out, { recursive: true })

// The demo bureau on the day it was made for: its clocks read like life.
const bureau = await demoBureau(workday)
const suite = await startSuiteAt(workday, '10:00', bureau.data)
const browser = await launchChromium()
const desk = desks(browser, suite, bureau)
let failures = 0

async function pageOf({ as, route }: Screen): Promise<Page> {
  if (as !== undefined) return desk.at(as, route)
  const page = await officePage(browser)
  await page.goto(suite.url)
  return page
}

try {
  for (const screen of screens.filter(({ name }) => !values.only || name.includes(values.only))) {
    try {
      const page = await pageOf(screen)
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
