import type { Page } from 'playwright-core'
import type { Screen } from './screens'

const officer = 'tangyuwei'
const clerk = 'pengyifan'
/** Has a carrier in hand. */
const reader = 'jiangyingxue'

/** Until everything asked for is there. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(900)
  await page.waitForFunction(() => !/读取中|正在核对|正在排版/.test(document.body.innerText))
}

/** Opens the first row of a list, or the first that says the given words. */
const opening = (words?: string) => async (page: Page) => {
  await settled(page)
  const row = page.locator('[role=row]', words === undefined ? {} : { hasText: words }).locator('a')
  await row.first().click()
  await settled(page)
}

/** Opens such a record and begins one of its acts. */
const acting = (act: string, words?: string) => async (page: Page) => {
  await opening(words)(page)
  await page.getByRole('toolbar').getByRole('button', { name: act, exact: true }).click()
  await settled(page)
}

/** Scans the label of the first carrier that is where the words say. */
const scanned = (words: string) => async (page: Page) => {
  await settled(page)
  const label = await page.locator('[role=row]', { hasText: words }).locator('a').first().innerText()
  await page.goto(page.url().replace(/#.*/, '#/confidential/counter'))
  await page.getByRole('textbox', { name: '找载体' }).fill(label)
  await page.keyboard.press('Enter')
  await settled(page)
}

const pressed = (button: string) => async (page: Page) => {
  await settled(page)
  await page.getByRole('button', { name: button, exact: true }).click()
  await settled(page)
}

const lists = [
  'files',
  'files/deliveries',
  'files/classifications',
  'files/reviews',
  'files/scopes',
  'carriers',
  'carriers/copies',
  'carriers/leaves',
  'legs',
  'legs/knowing',
  'legs/lapses',
  'endings',
  'endings/dispatches',
  'checks',
  'checks/incidents',
  'media',
  'publications',
  'office',
  'office/readings',
  'office/machine'
] as const

const forms = [
  'files/new',
  'files/classifications/new',
  'endings/new',
  'endings/dispatches/new',
  'checks/new',
  'checks/incidents/new',
  'media/new',
  'publications/new'
] as const

const plain = (path: string) => path.replaceAll('/', '-')

const records: readonly (readonly [path: string, act?: string, words?: string])[] = [
  ['files'],
  ['files', '扩大知悉范围'],
  ['files', '缩小知悉范围'],
  ['files', '打印标签'],
  ['files/classifications'],
  ['files/reviews'],
  ['files/scopes'],
  ['carriers', undefined, '传阅中'],
  ['carriers', '送阅', '在柜'],
  ['carriers', '申请带出', '在柜'],
  ['carriers', '申请复印', '在柜'],
  ['carriers/copies', undefined, '已批准'],
  ['carriers/leaves'],
  ['legs'],
  ['endings', undefined, '销毁'],
  ['endings', '凭回执移交', '已批准'],
  ['endings/dispatches', undefined, '待回执'],
  ['checks'],
  ['checks/incidents', undefined, '处理中'],
  ['media', '登记使用', '在用'],
  ['media', '停用', '在用'],
  ['publications']
]

/** Confidential files: what the officer works with, what a reader and anybody else sees. */
export const confidentialScreens: readonly Screen[] = [
  { name: '60-confidential-home', as: officer, route: '/confidential/home', prepare: settled },
  { name: '60-confidential-home-clerk', as: clerk, route: '/confidential/home', prepare: settled },
  { name: '60-confidential-mine', as: reader, route: '/confidential/mine', prepare: settled },
  { name: '61-confidential-counter', as: officer, route: '/confidential/counter', prepare: settled },
  { name: '61-confidential-counter-lend', as: officer, route: '/confidential/carriers', prepare: scanned('在柜') },
  { name: '61-confidential-counter-back', as: officer, route: '/confidential/carriers', prepare: scanned('传阅中') },
  ...lists.map((path): Screen => ({
    name: `62-confidential-${plain(path)}`,
    as: officer,
    route: `/confidential/${path}`,
    prepare: settled
  })),
  ...forms.map((path): Screen => ({
    name: `63-confidential-${plain(path)}`,
    as: officer,
    route: `/confidential/${path}`,
    prepare: settled
  })),
  ...records.map(([path, act, words], index): Screen => ({
    name: `64-confidential-${String(index + 1).padStart(2, '0')}-${plain(path)}-record`,
    as: officer,
    route: `/confidential/${path}`,
    prepare: act === undefined ? opening(words) : acting(act, words)
  })),
  {
    name: '65-confidential-cabinet-handover',
    as: officer,
    route: '/confidential/office',
    prepare: pressed('办理交接')
  },
  {
    name: '65-confidential-delivery-new',
    as: officer,
    route: '/confidential/files/deliveries',
    prepare: pressed('登记代签收或带回')
  }
]
