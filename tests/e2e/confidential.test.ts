import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { workday } from '../support/setDate.mjs'
import {
  begin,
  carrierPage,
  decided,
  field,
  officer,
  press,
  recordPage,
  refused,
  stateIs
} from './support/confidentialWork'
import { choose, chooseSeveral, desks, handIn } from './support/recordWork'
import { demoBureau, startSuiteAt, type ClockedSuite } from './support/suite'

const nextDay = '2026-05-20'

let browser: Browser
let suite: ClockedSuite
let desk: ReturnType<typeof desks>
/** Register number of the file the story is about. */
let number = ''

beforeAll(async () => {
  const bureau = await demoBureau()
  suite = await startSuiteAt(workday, '09:30', bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

/** Scans a carrier's label at the counter. */
async function scan(copyNumber: string): Promise<Page> {
  const page = await desk.at(officer, '/confidential/counter')
  const line = field(page, '找载体')
  await line.fill(`${number} ${copyNumber}`)
  await line.press('Enter')
  await page.locator('h2', { hasText: `${number} ${copyNumber}` }).waitFor()
  return page
}

async function lend(copyNumber: string, typed: string, reader: string): Promise<Page> {
  const page = await scan(copyNumber)
  await choose(page, page.getByRole('combobox', { name: '阅件人' }), typed, reader)
  await page.getByLabel('阅件人签字的签字码').fill(demoPin)
  await press(page, '签字领取')
  return page
}

async function takeBack(copyNumber: string, pages: string): Promise<Page> {
  const page = await scan(copyNumber)
  await page.getByLabel('清点页数').fill(pages)
  await press(page, '收回入柜')
  return page
}

const lent = (page: Page, copyNumber: string) =>
  page.locator('.notice', { hasText: `${number} ${copyNumber} 已送阅` }).waitFor()
const taken = (page: Page, copyNumber: string) =>
  page.locator('.notice', { hasText: `${number} ${copyNumber} 已收回` }).waitFor()

/** Opens the page of a carrier of the file. */
const carrier = (copyNumber: string) => carrierPage(desk, `${number} ${copyNumber}`)

describe('a confidential file at the counter', () => {
  it('SEC-03 is registered without title or attachment, and not without its copy numbers', async () => {
    const page = await desk.at(officer, '/confidential/files/new')
    await field(page, '来文机关').fill('县委办公室')
    await field(page, '文号').fill('云办密〔2026〕88号')
    await field(page, '代号').fill('春汛')
    await page.getByRole('combobox', { name: '密级', exact: true }).click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '机密' }).click()
    await field(page, '制发日期').fill('20260511')
    await page.getByLabel('年限').fill('25')
    await page.getByLabel('份数').fill('4')
    await page.getByLabel('页数').fill('12')
    await chooseSeveral(page, page.getByRole('combobox', { name: '知悉人员' }), [
      ['xxl', '谢晓岚'],
      ['jyx', '江映雪'],
      ['lzd', '雷震东']
    ])
    await press(page, '登记入柜')
    // 机密: at most twenty years, and no carrier without its number.
    await refused(page, '20年')
    await page.getByLabel('年限').fill('10')
    await press(page, '登记入柜')
    await refused(page, '份号')
    expect(await field(page, '标题').count()).toBe(0)
    expect(await page.locator('input[type=file]').count()).toBe(0)
    await field(page, '份号').fill('0188-0191')
    await handIn(page, '登记入柜', () => recordPage(page, 'files'))
    number = await page.locator('.record > header .quiet').innerText()
    expect(number).toMatch(/^MJ-2026-\d{6}$/)
    const facts = await page.locator('.record').innerText()
    for (const fact of ['0188、0189、0190、0191', '2036-05-11', '谢晓岚、江映雪、雷震东']) expect(facts).toContain(fact)
  })

  it('SEC-06 SEC-07 goes to three readers one after another, never from hand to hand, and to nobody outside its scope', async () => {
    const refusedPage = await lend('0188', 'pyf', '彭一帆')
    await refused(refusedPage, '知悉范围')
    await lent(await lend('0188', 'xxl', '谢晓岚'), '0188')
    // While it is out there is nothing to hand on, only something to take back.
    const out = await scan('0188')
    expect(await out.getByRole('button', { name: '签字领取' }).count()).toBe(0)
    const short = await takeBack('0188', '11')
    await refused(short, '12')
    await taken(await takeBack('0188', '12'), '0188')
    await lent(await lend('0188', 'jyx', '江映雪'), '0188')
    const mine = await desk.at('jiangyingxue', '/confidential/mine')
    await mine.locator('td', { hasText: `${number} 0188` }).waitFor()
    expect(await mine.locator('body').innerText()).not.toContain('春汛')
  })

  it('SEC-07 is overdue the next morning: taken back with the reason, and the lapse stays', async () => {
    await suite.setDay(nextDay, '08:40')
    const legs = await desk.at(officer, '/confidential/legs')
    await legs
      .locator('[role=row]', { hasText: `${number} 0188` })
      .filter({ hasText: '江映雪' })
      .filter({ hasText: '逾期' })
      .waitFor()
    const page = await takeBack('0188', '12')
    await refused(page, '逾期')
    await field(page, '逾期原因').fill('下乡检查，当晚没有回局')
    await press(page, '收回入柜')
    await taken(page, '0188')
    await lent(await lend('0188', 'lzd', '雷震东'), '0188')
    await taken(await takeBack('0188', '12'), '0188')
    const lapses = await desk.at(officer, '/confidential/legs/lapses')
    const line = lapses.locator('[role=row]', { hasText: '下乡检查' })
    await line.waitFor()
    expect(await line.innerText()).toContain('江映雪')
  })

  it('SEC-08 is copied by leave of the leader in charge, each copy a carrier of its own', async () => {
    const page = await carrier('0188')
    await begin(page, '申请复印')
    await page.getByLabel('复制份数').fill('1')
    await field(page, '用途').fill('专班使用')
    await handIn(page, '报保密工作分管领导', () => recordPage(page, 'carriers/copies'))
    await decided(desk, page)
    const made = await desk.at(officer, new URL(page.url()).hash.slice(1))
    await begin(made, '登记复制')
    await press(made, '登记复制')
    await refused(made, '戳记')
    await made.locator('form .el-checkbox').click()
    await press(made, '登记复制')
    await stateIs(made, '已办结')
    const copy = await carrier('0188-复1')
    await copy.locator('dd', { hasText: '复制件' }).first().waitFor()
  })
})
