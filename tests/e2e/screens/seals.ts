import type { Page } from 'playwright-core'
import type { Screen } from './screens'

const custodian = 'tangyuwei'
const director = 'xiexiaolan'
const squadHead = 'zhuobufan'
const clerk = 'pengyifan'
/** Whose application was returned. */
const applicant = 'yishuihan'

/** What was asked for is there, and nothing is being read any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(300)
  await page.locator('.record dl, form, .counter, .list .line[aria-rowindex], .begin').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(300)
}

async function openFirst(page: Page): Promise<void> {
  await page.locator('[role=row] a').first().click()
  await settled(page)
}

/** Opens the first record of a list whose row shows the given words. */
const openWith = (words: string) => async (page: Page) => {
  await page.locator('[role=row]', { hasText: words }).locator('a').first().click()
  await settled(page)
}

/** Opens such a record and begins one of its acts. */
const acting = (words: string, act: string) => async (page: Page) => {
  await openWith(words)(page)
  await page.getByRole('toolbar').getByRole('button', { name: act, exact: true }).click()
  await page.locator('form').first().waitFor()
  await settled(page)
}

async function firstCustomer(page: Page): Promise<void> {
  await page.locator('.customer li button').first().click()
  await page.getByRole('button', { name: '拒绝用印' }).waitFor()
  await settled(page)
}

const drawn: readonly Screen[] = [
  { name: '40-seals-home', as: custodian, route: '/seals/home' },
  { name: '40-seals-home-clerk', as: clerk, route: '/seals/home' },
  { name: '41-use-requests', as: custodian, route: '/seals/requests' },
  {
    name: '41-use-request-new',
    as: clerk,
    route: '/seals/requests/new',
    prepare: async (page) => {
      await page.getByRole('combobox', { name: '类别' }).click()
      await page.keyboard.type('zm')
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: '文件名称' }).fill('执法人员身份证明')
      await settled(page)
    }
  },
  { name: '41-use-request', as: custodian, route: '/seals/requests', prepare: openWith('待用印') },
  { name: '41-use-request-returned', as: applicant, route: '/seals/requests', prepare: openWith('退回补正') },
  { name: '41-use-request-amend', as: applicant, route: '/seals/requests', prepare: acting('退回补正', '补正重报') },
  { name: '42-seal-counter', as: custodian, route: '/seals/counter', prepare: firstCustomer },
  {
    name: '42-seal-counter-refuse',
    as: custodian,
    route: '/seals/counter',
    prepare: async (page) => {
      await firstCustomer(page)
      await page.getByRole('button', { name: '拒绝用印' }).click()
      await page.getByRole('combobox', { name: '拒绝情形' }).waitFor()
    }
  },
  { name: '42-seal-short', as: custodian, route: '/seals/counter/short' },
  { name: '42-seal-refuse', as: custodian, route: '/seals/counter/refuse' },
  { name: '43-uses', as: custodian, route: '/seals/uses' },
  { name: '43-use', as: custodian, route: '/seals/uses', prepare: openWith('行政处罚决定书') },
  { name: '44-refusals', as: custodian, route: '/seals/refusals' },
  { name: '44-refusal', as: custodian, route: '/seals/refusals', prepare: openFirst },
  { name: '45-blanks', as: squadHead, route: '/seals/blanks' },
  { name: '45-blank-new', as: squadHead, route: '/seals/blanks/new' },
  { name: '45-blank-accounting', as: squadHead, route: '/seals/blanks', prepare: acting('待核销', '逐号核销') },
  { name: '45-blank-losses', as: director, route: '/seals/blanks/losses' },
  { name: '45-blank-loss', as: director, route: '/seals/blanks/losses', prepare: openFirst },
  {
    name: '45-blank-lost',
    as: squadHead,
    route: '/seals/blanks',
    prepare: async (page) => {
      await acting('待核销', '逐号核销')(page)
      await page.getByRole('radiogroup', { name: 'FT0005去向' }).getByText('遗失').click()
      await page.getByRole('textbox', { name: '经过' }).scrollIntoViewIfNeeded()
      await settled(page)
    }
  },
  { name: '45-blank-reversal', as: squadHead, route: '/seals/blanks', prepare: acting('待核销', '冲正核销') },
  { name: '46-register', as: custodian, route: '/seals/register' },
  { name: '46-seal', as: custodian, route: '/seals/register', prepare: openWith('局行政章') },
  { name: '46-seal-handover', as: custodian, route: '/seals/register', prepare: acting('局行政章', '移交') },
  { name: '46-seal-revise', as: custodian, route: '/seals/register', prepare: acting('局行政章', '修改登记') },
  { name: '46-seal-enter', as: custodian, route: '/seals/register/enter' },
  { name: '46-engravings', as: director, route: '/seals/register/engravings' },
  { name: '46-engraving-new', as: director, route: '/seals/register/engravings/new' },
  { name: '46-engraving', as: director, route: '/seals/register/engravings', prepare: acting('已批准', '登记刻制') },
  { name: '46-activation', as: director, route: '/seals/register', prepare: acting('待启用', '发文启用') },
  { name: '46-losses', as: director, route: '/seals/register/losses' },
  { name: '46-loss', as: director, route: '/seals/register/losses', prepare: acting('处理中', '登记报告、报案、登报') },
  { name: '46-letters', as: director, route: '/seals/register/letters' },
  { name: '46-letter', as: director, route: '/seals/register/letters', prepare: openFirst },
  { name: '46-letter-new', as: director, route: '/seals/register/losses', prepare: acting('处理中', '出具函告、证明') },
  { name: '46-destructions', as: director, route: '/seals/register/destructions' },
  { name: '46-destruction', as: director, route: '/seals/register/destructions', prepare: openFirst },
  { name: '47-handovers', as: custodian, route: '/seals/custody' },
  { name: '47-handover', as: custodian, route: '/seals/custody', prepare: openFirst },
  { name: '48-inspections', as: director, route: '/seals/inspections' },
  { name: '48-inspection-new', as: director, route: '/seals/inspections/new' },
  { name: '48-inspection', as: director, route: '/seals/inspections', prepare: openWith('整改中') },
  { name: '48-inspection-open', as: director, route: '/seals/inspections', prepare: acting('检查中', '形成检查结果') }
]

/** The screens of the seals ledger, each as whoever works with it. */
export const sealsScreens: readonly Screen[] = drawn.map((screen) => ({ prepare: settled, ...screen }))
