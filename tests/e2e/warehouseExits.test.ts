import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { workday } from '../support/setDate.mjs'
import { agree, choose, desks, downloaded, sheetRows, wordText } from './support/recordWork'
import { calledOn, draw, intakeCall, picture, shownPath } from './support/goodsWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'

// Confiscated goods of one party leave in every way there is, each on its decision; each `it` stands by itself.
const keeper = 'daichangchun'
const officer = 'renpingsheng'
const deciders = [
  ['longxiaolin', '龙啸林'],
  ['jiangyingxue', '江映雪'],
  ['shenguodong', '沈国栋']
] as const
const party = '郝某'
const today = workday

let browser: Browser
let suite: RunningSuite
let desk: ReturnType<typeof desks>
let intake = ''

beforeAll(async () => {
  const bureau = await demoBureau()
  const goods = ['旧灯箱', '音响', '电子秤', '煤气罐', '塑料桌'].map((name) => ({ name, count: 4, measure: '个' }))
  const [made] = await calledOn(bureau, [
    intakeCall({ party, documentNumber: '云城罚字〔2026〕961号', basis: 'confiscation', goods })
  ])
  intake = `/warehouse/intakes/${String(made?.['id'])}`
  suite = await startSuite(bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

const findings = (page: Page) => page.locator('.findings')
/** Waits until the page says why it refuses. */
async function refused(page: Page, ...words: readonly string[]): Promise<void> {
  for (const word of words) await findings(page).filter({ hasText: word }).first().waitFor()
}

/** Begins the request for one kind of goods; the others stay. */
async function begin(page: Page, kind: string, goods: string): Promise<void> {
  await page.getByRole('button', { name: '申请出库', exact: true }).click()
  await page.locator('.lines tbody tr', { hasText: goods }).waitFor()
  const others = page.locator('.lines tbody tr').filter({ hasNotText: goods })
  while ((await others.count()) > 0) await others.first().getByRole('button', { name: '这次不出' }).click()
  await choose(page, page.getByRole('combobox', { name: '去向' }), '', kind)
  await page.getByRole('textbox', { name: '理由' }).fill('没收物品依法处理')
}

/** Asks, refused without its decision document (WH-09), then with it; everybody decides. The exit's path. */
async function approved(kind: string, goods: string, recipient?: string): Promise<string> {
  const page = await desk.at(officer, intake)
  await begin(page, kind, goods)
  const submit = page.getByRole('button', { name: '提交出库申请' })
  await submit.click()
  await refused(page, 'WH-09', `${kind}决定文书号`, ...(recipient ? ['接收单位'] : []))
  await page.getByLabel('决定文书').first().fill('云城处字〔2026〕96号')
  await page.locator('input[aria-label="决定日期"]').fill(today)
  if (recipient) await page.getByRole('textbox', { name: '接收单位' }).fill(recipient)
  await page
    .locator('section[aria-label^="决定文书扫描件"] input[type=file]')
    .setInputFiles(picture('决定书.png', 0xf0e8d0))
  await page.getByRole('button', { name: '去掉决定书.png' }).waitFor()
  await submit.click()
  await page.waitForURL(/#\/warehouse\/exits\/[0-9a-f-]{36}$/)
  const exit = shownPath(page)
  for (const [account, name] of deciders) await agree(await desk.at(account, exit), name)
  return exit
}

/** Opens the hand-over as the keeper; keeper and squad head give their PINs. */
async function handingOver(exit: string): Promise<Page> {
  const page = await desk.at(keeper, exit)
  await page.getByRole('button', { name: '办理出库', exact: true }).click()
  await page.getByLabel('保管员 戴长春的签字码').fill(demoPin)
  await choose(page, page.getByRole('combobox', { name: '片区负责人或指定人员' }), 'lxl', '龙啸林')
  await page.getByLabel('片区负责人或指定人员的签字码').fill(demoPin)
  return page
}
const finish = (page: Page) => page.getByRole('button', { name: '共同签字，办结出库' }).click()
const gone = (page: Page) => page.locator('.record header', { hasText: '已出库' }).waitFor()

/** Two persons named, each with a PIN. */
async function byTwo(page: Page): Promise<void> {
  await choose(page, page.getByRole('combobox', { name: '记录人' }), 'pyf', '彭一帆')
  await page.getByLabel('执行人的签字码').fill(demoPin)
  await page.getByLabel('记录人的签字码').fill(demoPin)
}

describe('every way goods leave the warehouse', () => {
  it('destruction: not without photographs, not by one person alone; then batch, record and register', async () => {
    const exit = await approved('销毁', '旧灯箱')
    const page = await handingOver(exit)
    await finish(page)
    await refused(page, 'WH-09', '销毁须二人以上办理并拍照', '现场照片')
    expect(await findings(page).first().innerText()).toContain('仓库管理制度')
    await page.getByRole('textbox', { name: '办理地点' }).fill('城东垃圾中转站')
    await page.getByRole('textbox', { name: '销毁方式' }).fill('压缩填埋')
    await page.getByRole('textbox', { name: '见证人' }).fill('网格员刘某')
    await draw(page, page.getByRole('group', { name: '见证人' }))
    await choose(page, page.getByRole('combobox', { name: '执行人' }), 'rps', '任平生')
    await choose(page, page.getByRole('combobox', { name: '记录人' }), 'rps', '任平生')
    await finish(page)
    await refused(page, '执行人和记录人都是')
    await byTwo(page)
    await finish(page)
    await refused(page, '还缺现场照片')
    // Nothing typed is lost by the refusals.
    expect(await page.getByRole('textbox', { name: '销毁方式' }).inputValue()).toBe('压缩填埋')
    await page
      .locator('section[aria-label^="现场照片"] input[type=file]')
      .setInputFiles([picture('前.png', 0x884422), picture('后.png', 0x224488)])
    await page.getByRole('button', { name: '去掉后.png' }).waitFor()
    await finish(page)
    await gone(page)
    expect(await page.locator('.record').innerText()).toMatch(/XH-\d{4}-\d{6}/)

    const text = await wordText(
      (await downloaded(page, () => page.getByRole('button', { name: '打印销毁审批与记录' }).click())).bytes
    )
    for (const part of [
      '物品销毁审批与记录',
      '旧灯箱',
      '任平生',
      '彭一帆',
      '网格员刘某',
      '压缩填埋',
      '沈国栋',
      '江映雪'
    ])
      expect(text).toContain(part)
    const register = await desk.at(keeper, '/warehouse/exits')
    const file = await downloaded(register, () => register.getByRole('button', { name: '导出', exact: true }).click())
    expect(
      (await sheetRows(file.bytes, '出库登记')).some(
        (cells) => cells.join().includes('旧灯箱') && cells.includes('销毁')
      )
    ).toBe(true)
  })

  it('auction: by two persons, a witness and photographs, to a receiving body', async () => {
    const page = await handingOver(await approved('拍卖', '音响', '县公共资源交易中心'))
    await choose(page, page.getByRole('combobox', { name: '执行人' }), 'rps', '任平生')
    await finish(page)
    await refused(page, '拍卖须二人以上办理并拍照', '记录人', '现场照片')
    await byTwo(page)
    await page.getByRole('textbox', { name: '办理地点' }).fill('县公共资源交易中心')
    await page.getByRole('textbox', { name: '拍卖方式' }).fill('公开拍卖')
    await page.getByRole('textbox', { name: '见证人' }).fill('公证员唐某')
    await page.locator('section[aria-label^="现场照片"] input[type=file]').setInputFiles(picture('拍卖.png', 0x555599))
    await page.getByRole('button', { name: '去掉拍卖.png' }).waitFor()
    await finish(page)
    await gone(page)
  })

  it.each([
    ['上缴', '电子秤', '县财政局', '缴库凭证号'],
    ['移送', '煤气罐', '县应急管理局', '移送回执号']
  ])('%s: with the receiving body’s paper and a witness', async (kind, goods, recipient, paper) => {
    const page = await handingOver(await approved(kind, goods, recipient))
    await finish(page)
    await refused(page, 'WH-09', `${kind}须留存凭证，还缺${paper}、见证人`)
    await page.getByLabel(paper).fill('云收〔2026〕18号')
    await page.getByRole('textbox', { name: '见证人' }).fill('网格员刘某')
    await finish(page)
    await gone(page)
    expect(await page.locator('.record').innerText()).toContain('云收〔2026〕18号')
  })

  it('the same goods handed over in two windows at once leave once; the second person is told what happened', async () => {
    const exit = await approved('移送', '塑料桌', '县民政局')
    const first = await handingOver(exit)
    await first.getByLabel('移送回执号').fill('云民收〔2026〕3号')
    await first.getByRole('textbox', { name: '见证人' }).fill('网格员刘某')
    // The keeper's other window, opened before the goods left.
    const second = await first.context().newPage()
    await second.goto(new URL(`#${exit}`, suite.url).href)
    await second.getByRole('button', { name: '办理出库', exact: true }).click()
    await second.getByLabel('保管员 戴长春的签字码').fill(demoPin)
    await second.getByLabel('移送回执号').fill('云民收〔2026〕3号')
    await finish(first)
    await gone(first)
    await finish(second)
    await second
      .getByText(/已由戴长春在.*办结出库，不能重复办理/)
      .first()
      .waitFor()
    expect(await second.getByLabel('移送回执号').inputValue()).toBe('云民收〔2026〕3号')
    await second.close()
    const lines = await desk.at(keeper, '/warehouse/lines')
    await lines.getByText('含已出库').click()
    await lines.getByLabel('查找').fill(party)
    const table = lines.locator('[role=row]', { hasText: '塑料桌' })
    await table.waitFor()
    expect((await table.innerText()).split('\n')).toContain('已出库')
  })
})
