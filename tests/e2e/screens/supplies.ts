import type { Page } from 'playwright-core'
import type { Screen } from './screens'

const keeper = 'luozhenbang'
const buyer = 'xiazhiqiu'
const clerk = 'pengyifan'
const finance = 'lvsiqi'

/** Until everything asked for is there, and the live check of a form has spoken. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(700)
  await page.waitForFunction(
    () => !document.body.innerText.includes('读取中') && !document.body.innerText.includes('正在核对')
  )
}

async function openFirst(page: Page): Promise<void> {
  await settled(page)
  await page.locator('[role=row] a').first().click()
  await settled(page)
}

/** Opens the first record of a list that is in the given state. */
const openIn = (state: string) => async (page: Page) => {
  await settled(page)
  await page.locator('[role=row]', { hasText: state }).locator('a').first().click()
  await settled(page)
}

const listed: readonly Screen[] = [
  { name: '20-supplies-home', as: keeper, route: '/supplies/home' },
  { name: '20-supplies-home-clerk', as: clerk, route: '/supplies/home' },
  { name: '21-requisitions', as: buyer, route: '/supplies/requisitions' },
  { name: '21-requisition-new', as: clerk, route: '/supplies/requisitions/new' },
  { name: '21-requisition', as: buyer, route: '/supplies/requisitions', prepare: openFirst },
  { name: '22-purchases', as: buyer, route: '/supplies/purchases' },
  { name: '22-consolidation', as: buyer, route: '/supplies/purchases/new' },
  { name: '22-unit-purchase', as: clerk, route: '/supplies/purchases/unit' },
  { name: '22-emergency', as: clerk, route: '/supplies/purchases/emergency' },
  { name: '22-purchase', as: buyer, route: '/supplies/purchases', prepare: openFirst },
  { name: '23-acceptances', as: keeper, route: '/supplies/acceptances' },
  {
    name: '23-acceptance-new',
    as: keeper,
    route: '/supplies/acceptances/new',
    prepare: async (page) => {
      await page.getByRole('combobox', { name: '采购单' }).click()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await settled(page)
    }
  },
  { name: '23-acceptance', as: keeper, route: '/supplies/acceptances', prepare: openFirst },
  { name: '23-returns', as: keeper, route: '/supplies/acceptances/returns' },
  { name: '23-return', as: keeper, route: '/supplies/acceptances/returns', prepare: openFirst },
  { name: '24-holding', as: keeper, route: '/supplies/stock-ins' },
  { name: '24-stock-ins', as: keeper, route: '/supplies/stock-ins/register' },
  { name: '24-stock-in', as: keeper, route: '/supplies/stock-ins/register', prepare: openFirst },
  { name: '24-transfer-in', as: keeper, route: '/supplies/stock-ins/transfer' },
  { name: '25-stock', as: keeper, route: '/supplies/stock' },
  { name: '25-stock-card', as: keeper, route: '/supplies/stock', prepare: openFirst },
  { name: '25-replenishment', as: keeper, route: '/supplies/stock/replenishment' },
  { name: '25-movements', as: keeper, route: '/supplies/stock/movements' },
  { name: '25-storeroom', as: keeper, route: '/supplies/stock/storeroom' },
  { name: '26-requests', as: keeper, route: '/supplies/requests' },
  { name: '26-request-new', as: clerk, route: '/supplies/requests/new' },
  { name: '26-request', as: keeper, route: '/supplies/requests', prepare: openFirst },
  {
    name: '27-counter',
    as: keeper,
    route: '/supplies/counter',
    prepare: async (page) => {
      await page.locator('.customer li button').first().click()
      await page.locator('.sign input[type=password]').first().waitFor()
      await settled(page)
    }
  },
  { name: '28-issues', as: keeper, route: '/supplies/issues' },
  { name: '28-issue', as: keeper, route: '/supplies/issues', prepare: openFirst },
  { name: '29-stocktakes', as: keeper, route: '/supplies/stocktakes' },
  { name: '29-stocktake-new', as: keeper, route: '/supplies/stocktakes/new' },
  { name: '29-stocktake', as: keeper, route: '/supplies/stocktakes', prepare: openFirst },
  {
    name: '29-count-sheet',
    as: keeper,
    route: '/supplies/stocktakes',
    prepare: async (page) => {
      await openIn('初盘中')(page)
      await page.getByRole('button', { name: '初盘' }).click()
      await settled(page)
    }
  },
  { name: '30-scrap', as: keeper, route: '/supplies/scrap' },
  { name: '30-scrap-new', as: keeper, route: '/supplies/scrap/new' },
  { name: '30-scrap-entry', as: finance, route: '/supplies/scrap', prepare: openFirst },
  { name: '31-statement', as: keeper, route: '/supplies/statements' },
  { name: '31-distribution', as: keeper, route: '/supplies/statements/distribution' },
  { name: '31-consumption', as: keeper, route: '/supplies/statements/consumption' },
  { name: '32-catalogue', as: keeper, route: '/supplies/catalogue' },
  { name: '32-item-new', as: keeper, route: '/supplies/catalogue/new' },
  { name: '32-item', as: keeper, route: '/supplies/catalogue', prepare: openFirst },
  { name: '32-suppliers', as: buyer, route: '/supplies/catalogue/suppliers' },
  { name: '32-supplier', as: buyer, route: '/supplies/catalogue/suppliers', prepare: openFirst }
]

/** The screens of the office supplies ledger, each as whoever works with it. */
export const suppliesScreens: readonly Screen[] = listed.map((screen) => ({ prepare: settled, ...screen }))
