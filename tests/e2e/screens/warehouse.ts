import type { Page } from 'playwright-core'
import type { Screen } from './screens'

const keeper = 'daichangchun'
const officer = 'renpingsheng'

/** Until everything asked for is there, and the live check of a form has spoken. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(700)
  await page.waitForFunction(() => !/读取中|正在核对|读取图片/.test(document.body.innerText))
}

async function openFirst(page: Page): Promise<void> {
  await settled(page)
  await page.locator('[role=row] a').first().click()
  await settled(page)
}

/** Opens the first record of a list whose row says something. */
const openWith = (words: string) => async (page: Page) => {
  await settled(page)
  await page.locator('[role=row]', { hasText: words }).locator('a').first().click()
  await settled(page)
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click()
  await settled(page)
}

const listed: readonly Screen[] = [
  { name: '50-warehouse-home', as: keeper, route: '/warehouse/home' },
  { name: '50-warehouse-home-officer', as: officer, route: '/warehouse/home' },
  { name: '51-intake-counter', as: keeper, route: '/warehouse/counter' },
  { name: '52-intakes', as: keeper, route: '/warehouse/intakes' },
  { name: '52-intake', as: keeper, route: '/warehouse/intakes', prepare: openWith('熊某') },
  {
    name: '52-intake-testing',
    as: keeper,
    route: '/warehouse/intakes',
    prepare: async (page) => {
      await openWith('吴某')(page)
      await press(page, '登记检测期间')
    }
  },
  { name: '53-lines', as: keeper, route: '/warehouse/lines' },
  { name: '53-line', as: keeper, route: '/warehouse/lines', prepare: openFirst },
  { name: '53-custody', as: keeper, route: '/warehouse/lines/custody' },
  { name: '54-due', as: keeper, route: '/warehouse/due' },
  { name: '54-extensions', as: keeper, route: '/warehouse/due/extensions' },
  { name: '54-extension', as: keeper, route: '/warehouse/due/extensions', prepare: openFirst },
  { name: '55-exits', as: keeper, route: '/warehouse/exits' },
  { name: '55-ownerless', as: keeper, route: '/warehouse/exits/ownerless' },
  { name: '55-exit-finder', as: keeper, route: '/warehouse/exits/new' },
  {
    name: '55-exit-new',
    as: keeper,
    route: '/warehouse/intakes',
    prepare: async (page) => {
      await openWith('石某')(page)
      await press(page, '申请出库')
    }
  },
  {
    name: '55-exit-complete',
    as: keeper,
    route: '/warehouse/exits',
    prepare: async (page) => {
      await openWith('待出库')(page)
      await press(page, '办理出库')
    }
  },
  { name: '55-exit-done', as: keeper, route: '/warehouse/exits', prepare: openWith('退还') },
  { name: '56-keepings', as: keeper, route: '/warehouse/keepings' },
  { name: '56-keeping', as: keeper, route: '/warehouse/keepings', prepare: openFirst },
  {
    name: '56-keeping-new',
    as: keeper,
    route: '/warehouse/intakes',
    prepare: async (page) => {
      await openWith('孔某')(page)
      await press(page, '委托第三人保管')
    }
  },
  { name: '57-cleanups', as: keeper, route: '/warehouse/cleanups' },
  { name: '57-cleanup-new', as: keeper, route: '/warehouse/cleanups/new' },
  { name: '57-cleanup', as: keeper, route: '/warehouse/cleanups', prepare: openFirst },
  {
    name: '57-cleanup-count',
    as: keeper,
    route: '/warehouse/cleanups',
    prepare: async (page) => {
      await settled(page)
      await page.locator('[role=row] a').first().click()
      await page.waitForURL(/cleanups\/[0-9a-f-]{36}$/)
      await page.goto(`${page.url()}/count`)
      await settled(page)
    }
  },
  {
    name: '58-keys',
    as: keeper,
    route: '/warehouse/keys',
    prepare: async (page) => {
      await settled(page)
      await press(page, '交接')
    }
  },
  { name: '58-entries', as: keeper, route: '/warehouse/keys/entries' },
  { name: '59-squads', as: keeper, route: '/warehouse/squads' },
  { name: '59-reports', as: keeper, route: '/warehouse/squads/reports' },
  { name: '59-help', as: keeper, route: '/help?rule=WH-04' }
]

/** The screens of the detained goods ledger, each as whoever works with it. */
export const warehouseScreens: readonly Screen[] = listed.map((screen) => ({ prepare: settled, ...screen }))
