import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledgerWindows } from '@renderer/app/ledgerRegistry'
import { launchChromium } from '../support/chromium'
import { desks } from './support/recordWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'

/** Who keeps each ledger in the demo bureau, and sees all of its lists. */
const keepers: Readonly<Record<string, string>> = {
  supplies: 'luozhenbang',
  seals: 'tangyuwei',
  vehicles: 'weijianye',
  warehouse: 'daichangchun',
  confidential: 'tangyuwei',
  assets: 'luozhenbang'
}

const lists = ledgerWindows.flatMap(({ rail, routes }) =>
  routes.flatMap(({ path, component }) =>
    !path.includes(':') && /List\.vue|\/driver\/(Cards|Providers|Campaigns)\.vue/.test(String(component))
      ? [{ path, account: keepers[rail.ledger] ?? '' }]
      : []
  )
)
/** Short tables that stand in one order. */
const fixed = ['/vehicles/settlements', '/assets/rooms']
const others = [
  { path: '/office', account: 'xiexiaolan' },
  { path: '/exceptions', account: 'dengbingzheng' },
  { path: '/audit', account: 'dengbingzheng' }
]

let browser: Browser
let suite: RunningSuite
let desk: ReturnType<typeof desks>

beforeAll(async () => {
  const bureau = await demoBureau()
  suite = await startSuite(bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

/** What a column shows from the top, without what is being read or not recorded. */
const shown = async (page: Page, column: number): Promise<readonly string[]> =>
  (await page
    .locator('.body .line:not(.head)')
    .evaluateAll(
      (rows, at) => rows.map((row) => row.querySelectorAll('[role=gridcell]')[at]?.textContent?.trim() ?? ''),
      column
    )) as string[]

const isDay = (text: string): boolean => /^\d{4}年\d{1,2}月\d{1,2}日( \d{1,2}:\d{2})?$/.test(text)
const dayOf = (text: string): string => text.replaceAll(/\d+/g, (digits) => digits.padStart(2, '0'))

describe('a header that offers sorting sorts', () => {
  it('knows the lists of all ledgers', () => {
    expect(lists.length).toBeGreaterThan(70)
    expect(new Set(lists.map(({ path }) => path.split('/')[1])).size).toBe(6)
  })

  it.each(lists.filter(({ path }) => fixed.includes(path)))('is none on $path', async ({ path, account }) => {
    const page = await desk.at(account, path)
    await page.getByRole('columnheader').or(page.locator('th')).first().waitFor()
    expect(await page.locator('button[role=columnheader]').count()).toBe(0)
  })

  it.each([...lists.filter(({ path }) => !fixed.includes(path)), ...others])('on $path', async ({ path, account }) => {
    const page = await desk.at(account, path)
    const grid = page.locator('.body[role=grid]').first()
    await grid.waitFor()
    const headers = grid.locator('button[role=columnheader]')
    const offered = await headers.evaluateAll((all) =>
      all.flatMap((each, at) => ((each as HTMLButtonElement).disabled ? [] : [at]))
    )
    expect(offered.length).toBeGreaterThan(0)
    for (const at of offered) {
      const header = headers.nth(at)
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().postData()?.includes('"sort"') ?? false),
        header.click()
      ])
      expect(`${await header.textContent()} ${answer.status()}`).toMatch(/[▲▼]\s*200$/)
    }
    const columns = await grid.locator('[role=columnheader]').count()
    const first = columns - (await headers.count())
    const last = offered.at(-1) ?? 0
    await page.waitForLoadState('networkidle')
    const days = (await shown(page, first + last)).filter(isDay).map(dayOf)
    const up = (await headers.nth(last).getAttribute('aria-sort')) === 'ascending'
    expect(days).toEqual(up ? days.toSorted() : days.toSorted().toReversed())
  })
})
