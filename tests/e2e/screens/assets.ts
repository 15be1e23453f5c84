import type { Page } from 'playwright-core'
import type { Screen } from './screens'

const clerk = 'luozhenbang'
const finance = 'lvsiqi'
const director = 'xiexiaolan'
/** Whose request for a projector was returned. */
const applicant = 'fengjianing'
const squadHead = 'longxiaolin'

/** Until everything asked for is there, and the live check of a form has spoken. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(700)
  await page.waitForFunction(() => !/读取中|正在核对|正在排版/.test(document.body.innerText))
}

async function openFirst(page: Page): Promise<void> {
  await settled(page)
  await page.locator('[role=row] a').first().click()
  await settled(page)
}

/** Opens the first record of a list whose row shows the given words. */
const openWith = (words: string) => async (page: Page) => {
  await settled(page)
  await page.locator('[role=row]', { hasText: words }).locator('a').first().click()
  await settled(page)
}

/** Opens such a record and begins one of its acts. */
const acting = (words: string, act: string) => async (page: Page) => {
  await openWith(words)(page)
  await page.getByRole('toolbar').getByRole('button', { name: act, exact: true }).click()
  await settled(page)
}

const drawn: readonly Screen[] = [
  { name: '60-assets-home', as: clerk, route: '/assets/home' },
  { name: '60-assets-home-finance', as: finance, route: '/assets/home' },
  { name: '60-assets-home-applicant', as: applicant, route: '/assets/home' },
  { name: '61-assets-cards', as: clerk, route: '/assets/cards' },
  { name: '61-assets-card', as: clerk, route: '/assets/cards', prepare: openWith('M410') },
  { name: '61-assets-card-act1', as: clerk, route: '/assets/cards', prepare: acting('CB-X41', '确认贴标签') },
  ...['换使用人、地点', '价值变动', '调整年限', '修改卡片'].map((act, index): Screen => ({
    name: `61-assets-card-act${index + 2}`,
    as: clerk,
    route: '/assets/cards',
    prepare: acting('M410', act)
  })),
  { name: '61-assets-card-split', as: clerk, route: '/assets/cards', prepare: acting('办公桌', '拆分') },
  { name: '61-assets-card-merge', as: clerk, route: '/assets/cards', prepare: acting('办公桌', '合并') },
  { name: '61-assets-card-opening', as: clerk, route: '/assets/cards', prepare: acting('GD00004', '处理期初折旧偏差') },
  { name: '61-assets-labels', as: clerk, route: '/assets/labels' },
  { name: '62-assets-acquisitions', as: clerk, route: '/assets/acquisitions' },
  { name: '62-assets-acquisition', as: clerk, route: '/assets/acquisitions', prepare: openFirst },
  {
    name: '62-assets-acquisition-returned',
    as: applicant,
    route: '/assets/acquisitions',
    prepare: openWith('退回补正')
  },
  {
    name: '62-assets-acquisition-new',
    as: applicant,
    route: '/assets/acquisitions/new',
    prepare: async (page) => {
      await page.locator('[id="assets.acquisitions.submit-place"], input[id$="-place"]').first().fill('206室')
      await settled(page)
    }
  },
  { name: '63-assets-acceptances', as: clerk, route: '/assets/acceptances' },
  { name: '63-assets-acceptance', as: clerk, route: '/assets/acceptances', prepare: openFirst },
  { name: '63-assets-acceptance-other', as: clerk, route: '/assets/acceptances/new' },
  { name: '63-assets-lowValues', as: clerk, route: '/assets/lowValues' },
  { name: '63-assets-lowValue', as: clerk, route: '/assets/lowValues', prepare: openFirst },
  { name: '63-assets-lowValue-new', as: clerk, route: '/assets/lowValues/new' },
  { name: '63-assets-rooms', as: director, route: '/assets/rooms' },
  ...['transfers', 'loans', 'repairs', 'damages', 'retirements'].flatMap((list): Screen[] => [
    { name: `64-assets-${list}`, as: clerk, route: `/assets/${list}` },
    { name: `64-assets-${list}-record`, as: clerk, route: `/assets/${list}`, prepare: openFirst },
    { name: `64-assets-${list}-new`, as: clerk, route: `/assets/${list}/new` }
  ]),
  { name: '64-assets-transfer-sign', as: clerk, route: '/assets/transfers', prepare: acting('已批准', '双方签字交接') },
  { name: '65-assets-equipment', as: finance, route: '/assets/equipment' },
  { name: '65-assets-equipment-record', as: finance, route: '/assets/equipment', prepare: openFirst },
  { name: '65-assets-equipment-new', as: squadHead, route: '/assets/equipment/new' },
  { name: '65-assets-standards', as: finance, route: '/assets/standards' },
  { name: '65-assets-certificates', as: finance, route: '/assets/certificates' },
  { name: '65-assets-shifts', as: squadHead, route: '/assets/shifts' },
  { name: '65-assets-reports', as: finance, route: '/assets/reports' },
  { name: '65-assets-report-new', as: finance, route: '/assets/reports/new' },
  { name: '66-assets-stocktakes', as: clerk, route: '/assets/stocktakes' },
  { name: '66-assets-stocktake', as: clerk, route: '/assets/stocktakes', prepare: openFirst },
  {
    name: '66-assets-stocktake-sheet',
    as: clerk,
    route: '/assets/stocktakes',
    prepare: acting('盘点中', '读回盘点表')
  },
  { name: '66-assets-stocktake-count', as: clerk, route: '/assets/stocktakes', prepare: acting('盘点中', '扫码盘点') },
  { name: '66-assets-stocktake-new', as: clerk, route: '/assets/stocktakes/new' },
  { name: '67-assets-reconciliations', as: finance, route: '/assets/reconciliations' },
  { name: '67-assets-reconciliation', as: finance, route: '/assets/reconciliations', prepare: openFirst },
  { name: '67-assets-depreciation', as: finance, route: '/assets/depreciation' },
  { name: '67-assets-depreciation-run', as: finance, route: '/assets/depreciation', prepare: openFirst }
]

/** The screens of the fixed-assets ledger, each as whoever works with it. */
export const assetsScreens: readonly Screen[] = drawn.map((screen) => ({ prepare: settled, ...screen }))
