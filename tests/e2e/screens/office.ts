import type { Page } from 'playwright-core'
import type { Screen } from './screens'

const head = 'zhouqiming'
const leader = 'luyuanhang'
const director = 'xiexiaolan'
const inspector = 'dengbingzheng'
const administrator = 'fangzimo'

/** Until everything asked for is there and a printed form is drawn. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(900)
  await page.waitForFunction(() => !/读取中|正在核对|正在排版/.test(document.body.innerText))
}

/** Opens the first link among a page's rows. */
async function openFirst(page: Page): Promise<void> {
  await settled(page)
  await page.locator('[role=row] a').first().click()
  await settled(page)
}

/** Searches over everything by pinyin initials, the palette left open. */
async function searched(page: Page): Promise<void> {
  await settled(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('bg')
  await settled(page)
}

/** The house's own screens: home, inbox, people, outputs, oversight, system. */
export const officeScreens: readonly Screen[] = [
  { name: '10-home-head', as: head, route: '/', prepare: settled },
  { name: '10-home-director', as: director, route: '/', prepare: settled },
  { name: '10-search', as: 'luozhenbang', route: '/', prepare: searched },
  { name: '11-inbox', as: leader, route: '/inbox', prepare: settled },
  { name: '12-people', as: director, route: '/office', prepare: settled },
  { name: '12-person', as: director, route: '/office', prepare: openFirst },
  { name: '12-person-new', as: director, route: '/office/people/new', prepare: settled },
  { name: '12-units', as: director, route: '/office/units', prepare: settled },
  { name: '12-handovers', as: director, route: '/office/handovers', prepare: settled },
  { name: '13-exports', as: director, route: '/exports', prepare: settled },
  { name: '13-imports', as: director, route: '/import', prepare: settled },
  { name: '14-exceptions', as: inspector, route: '/exceptions', prepare: settled },
  { name: '14-audit', as: inspector, route: '/audit', prepare: settled },
  ...['rules', 'chains', 'calendar', 'accounts', 'backups', 'about'].map((tab): Screen => ({
    name: `15-system-${tab}`,
    as: administrator,
    route: `/system/${tab}`,
    prepare: settled
  })),
  { name: '16-account', as: director, route: '/account', prepare: settled },
  { name: '16-help', as: director, route: '/help', prepare: settled }
]
