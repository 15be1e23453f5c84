import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { launchChromium, officeScreen } from '../support/chromium'
import { workday } from '../support/setDate.mjs'
import { demoBureau, signIn, startSuiteAt, type ClockedSuite, type DemoBureau } from './support/suite'

// A workstation whose clock is wrong and which stands in another time zone: main judges every date by its own clock, so
// what a form proposes and how a short date is read has to go by that one.
let browser: Browser
let suite: ClockedSuite
let bureau: DemoBureau

beforeAll(async () => {
  bureau = await demoBureau()
  suite = await startSuiteAt(workday, '15:20', bureau.data)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

it.each([
  ['four months behind, over the turn of the year, in New York', '2025-12-31T23:50:00-05:00', 'America/New_York'],
  ['a month ahead, in Auckland', '2026-06-20T06:00:00+12:00', 'Pacific/Auckland']
])('SYS-03 a form proposes the day and time of the host on a workstation %s', async (_, shown, timezoneId) => {
  const context = await browser.newContext({ viewport: officeScreen, locale: 'zh-CN', timezoneId })
  const page = await context.newPage()
  await page.clock.install({ time: shown })
  await signIn(page, suite, 'shidayong', bureau.password, '/vehicles/refuels/new')
  const day = page.locator('input[aria-label$="（日期）"]').first()
  await day.waitFor()
  expect(await day.inputValue()).toBe(workday)
  expect(await page.locator('input[aria-label$="（时间）"]').first().inputValue()).toMatch(/^15:2\d$/)
  // A date typed without its year is of the host's year.
  await day.fill('3-2')
  await day.blur()
  expect(await day.inputValue()).toBe('2026-03-02')
  await context.close()
})
