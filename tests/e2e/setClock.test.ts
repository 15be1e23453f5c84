import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { launchChromium, officePage } from '../support/chromium'
import { begin } from '../support/setDate.mjs'
import { startSuite, type RunningSuite } from './support/suite'

let browser: Browser
let suite: RunningSuite

beforeAll(async () => {
  suite = await startSuite()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

it('window and host go by the clock of the test', async () => {
  const page = await officePage(browser)
  await page.goto(suite.url)
  const shown = await page.evaluate<number[]>('[Date.now(), new Date().getTime(), new Date(Date()).getTime()]')
  for (const moment of shown) expect(Math.abs(moment - begin)).toBeLessThan(10 * 60_000)
})
