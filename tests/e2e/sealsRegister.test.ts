import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { workday } from '../support/setDate.mjs'
import { choose, desks, downloaded, wordText } from './support/recordWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'

// The life of seals beside their use: activation, custody, loss, blanks and inspections, each on a record the demo
// bureau has waiting.
const director = 'xiexiaolan'
const custodian = 'tangyuwei'
const squadHead = 'zhuobufan'

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

/** Opens the record of a list whose row shows the given words, and begins one of its acts. */
async function begin(account: string, list: string, words: string, act: string): Promise<Page> {
  const page = await desk.at(account, list)
  await page.locator('[role=row]', { hasText: words }).locator('a').first().click()
  await page.getByRole('toolbar').getByRole('button', { name: act, exact: true }).click()
  await page.locator('form.form').waitFor()
  return page
}
const submit = (page: Page, label: string) =>
  page.locator('form.form').getByRole('button', { name: label, exact: true }).click()
const inState = (page: Page, state: string) => page.locator('.record > header', { hasText: state }).waitFor()
const pinOf = (page: Page, party: string) => page.getByRole('group', { name: party }).locator('input[type=password]')

describe('a seal comes into use', () => {
  it('the office activates it by a notice, which is printed with its number', async () => {
    const page = await begin(director, '/seals/register', '三中队新印章', '发文启用')
    await submit(page, '发文启用')
    await page.locator('.findings', { hasText: 'SEAL-04' }).waitFor()
    await page.getByRole('textbox', { name: '启用文号' }).fill('云城管办〔2026〕88号')
    await submit(page, '发文启用')
    await inState(page, '已启用待领取')
    const notice = await downloaded(page, () => page.getByRole('button', { name: '打印启用通知' }).click())
    const text = await wordText(notice.bytes)
    for (const part of ['三中队新印章', '云城管办〔2026〕88号']) expect(text).toContain(part)
  })

  it('its custodian receives it only when both have signed', async () => {
    const page = await begin(director, '/seals/register', '三中队新印章', '领取')
    await choose(page, page.getByRole('combobox', { name: '接收人', exact: true }), 'ynf', '燕南飞')
    await page.getByRole('textbox', { name: '原因' }).fill('新印章启用')
    await pinOf(page, '移交人 谢晓岚').fill(demoPin)
    await submit(page, '双方签字，办结交接')
    await page.locator('.findings', { hasText: 'SEAL-06' }).waitFor()
    await pinOf(page, '接收人').fill(demoPin)
    await submit(page, '双方签字，办结交接')
    await inState(page, '使用中')
    expect(await page.locator('dl > div', { hasText: '保管人' }).first().innerText()).toContain('燕南飞')
  })

  it('a handover begun from the list of handovers opens its form on the seal', async () => {
    const page = await desk.at(custodian, '/seals/custody')
    await choose(page, page.getByRole('combobox', { name: '办交接的印章' }), 'jxzz', '局行政章')
    await page.locator('form.form', { hasText: '移交' }).waitFor()
    expect(page.url()).toContain('/seals/register/')
  })
})

describe('a lost seal', () => {
  it('is declared void once leader, police and newspaper are on record', async () => {
    const page = await begin(director, '/seals/register/losses', '联审会签章', '登记报告、报案、登报')
    await page.getByRole('textbox', { name: '报案派出所' }).fill('城关派出所')
    await page.getByRole('textbox', { name: '报案日期' }).fill('20200101')
    await submit(page, '登记')
    await page.locator('.findings', { hasText: 'SEAL-17' }).waitFor()
    const today = workday.replaceAll('-', '')
    await page.getByRole('textbox', { name: '报案日期' }).fill(today)
    await page.getByRole('textbox', { name: '登报报刊' }).fill('云溪日报')
    await page.getByRole('textbox', { name: '登报日期' }).fill(today)
    await submit(page, '登记')
    await inState(page, '已声明作废')
  })
})

describe('a letter to units concerned', () => {
  it('is issued on the report of the loss, printed under its number and made void when it is wrong', async () => {
    const page = await begin(director, '/seals/register/losses', '联审会签章', '出具函告、证明')
    await submit(page, '出具')
    await page.locator('.findings', { hasText: 'SEAL-17' }).waitFor()
    await page.getByRole('textbox', { name: '文号' }).fill('云城管函〔2026〕21号')
    await page.getByRole('textbox', { name: '致送单位' }).fill('县财政局')
    await submit(page, '出具')
    await inState(page, '有效')
    const letter = await downloaded(page, () => page.getByRole('button', { name: '打印函告、证明' }).click())
    const text = await wordText(letter.bytes)
    for (const part of ['县财政局：', '云城管函〔2026〕21号', '一律无效']) expect(text).toContain(part)
    await page.getByRole('toolbar').getByRole('button', { name: '作废', exact: true }).click()
    await page.getByRole('textbox', { name: '作废原因' }).fill('致送单位写漏')
    await submit(page, '作废')
    await inState(page, '已作废')
  })
})

describe('blank strips', () => {
  it('are accounted for number by number; a used one names its document', async () => {
    const page = await begin(squadHead, '/seals/blanks', '待核销', '逐号核销')
    await page.getByRole('textbox', { name: '号码', exact: true }).fill('FT0005')
    await page.keyboard.press('Enter')
    await submit(page, '核销 1 份')
    await page.locator('.findings', { hasText: 'SEAL-12' }).waitFor()
    await page.getByRole('textbox', { name: 'FT0005文书号' }).fill('云城封〔2026〕5号')
    await page.getByRole('radiogroup', { name: 'FT0006去向' }).getByText('作废').click()
    await page.getByRole('textbox', { name: 'FT0006说明' }).fill('写错')
    await submit(page, '核销 2 份')
    const table = page.locator('section', { hasText: '逐号去向' })
    await expect.poll(() => table.locator('tr', { hasText: 'FT0005' }).innerText()).toContain('云城封〔2026〕5号')
    expect(await table.locator('tr', { hasText: 'FT0006' }).innerText()).toContain('作废')
    expect(await table.locator('tr', { hasText: 'FT0007' }).innerText()).toContain('未核销')
  })

  it('a wrong accounting is taken back by a reversal', async () => {
    const page = await desk.at(squadHead, '/seals/blanks')
    await page.locator('[role=row]', { hasText: '待核销' }).locator('a').first().click()
    const line = page.locator('section', { hasText: '逐号去向' }).locator('tr', { hasText: 'FT0006' })
    await line.getByRole('button', { name: '冲正' }).click()
    await page.getByRole('textbox', { name: '冲正原因' }).fill('没有写错，还能用')
    await submit(page, '冲正')
    await expect.poll(() => line.innerText()).toContain('未核销')
  })
})

describe('a lost strip', () => {
  it('is accounted for with its report, which waits for leader, police and newspaper', async () => {
    const page = await begin(squadHead, '/seals/blanks', '待核销', '逐号核销')
    const form = page.locator('form.form')
    await form.getByRole('radiogroup', { name: 'FT0008去向' }).getByText('遗失').click()
    await submit(page, '核销 1 份')
    await form.locator('.field.has-problem', { hasText: '遗失起始日期' }).waitFor()
    await page.getByRole('textbox', { name: '遗失起始日期' }).fill(workday.replaceAll('-', ''))
    await page.getByRole('textbox', { name: '经过' }).fill('巡查途中遗落')
    await submit(page, '核销 1 份')
    const line = page.locator('section', { hasText: '逐号去向' }).locator('tr', { hasText: 'FT0008' })
    await expect.poll(() => line.innerText()).toContain('遗失')
    await page.getByRole('link', { name: 'KBY-2026-000002' }).click()
    await inState(page, '处理中')
    const report = await downloaded(page, () => page.getByRole('button', { name: '打印遗失报告' }).click())
    expect(await wordText(report.bytes)).toContain('号码FT0008')
  })
})

describe('the quarterly inspection', () => {
  it('draws a sample, has every use judged, and sets a date for what was wrong', async () => {
    const page = await desk.at(director, '/seals/inspections/new')
    await choose(page, page.getByRole('combobox', { name: '被查单位' }), '办公室', '办公室')
    await page.getByRole('textbox', { name: '抽查笔数' }).fill('3')
    await submit(page, '抽取样本')
    await inState(page, '检查中')
    await page.getByRole('button', { name: '填写抽查结论' }).click()
    const rows = page.locator('form.form tbody tr')
    await expect.poll(() => rows.count()).toBe(3)
    await rows.first().getByText('有问题', { exact: true }).click()
    await rows.first().locator('input[type=text], .el-input__inner').last().fill('没有扫描件')
    await page.getByRole('button', { name: '其余都合规' }).click()
    await submit(page, '保存抽查结论')
    await page.locator('.record', { hasText: '没有扫描件' }).waitFor()
    await page.getByRole('button', { name: '形成检查结果' }).click()
    await submit(page, '形成检查结果')
    await page.locator('.findings', { hasText: 'SEAL-19' }).waitFor()
    await page.getByRole('textbox', { name: '整改期限' }).fill('20991231')
    await submit(page, '形成检查结果')
    await inState(page, '整改中')
  })
})

describe('SEAL-08 the short form', () => {
  it('logs a counterfoil letter with its number, and never the same counterfoil twice', async () => {
    const page = await desk.at(custodian, '/seals/counter/short')
    const fill = async (title: string) => {
      await page.getByRole('textbox', { name: '文件名称' }).fill(title)
      await page.getByRole('textbox', { name: '存根编号' }).fill('存根0401')
      await choose(page, page.getByRole('combobox', { name: '经办人' }), 'pyf', '彭一帆')
    }
    await choose(page, page.getByRole('combobox', { name: '依据' }), '存根', '带存根的介绍信')
    await page.locator('.field', { hasText: '印章' }).getByText('局行政章').waitFor()
    await fill('赴县法院联系工作')
    await submit(page, '用印登记')
    await page.getByText('已登记 YY-').waitFor()
    expect(await page.getByRole('textbox', { name: '文件名称' }).inputValue()).toBe('')
    await fill('赴县法院再次联系')
    await submit(page, '用印登记')
    await page.locator('.findings', { hasText: 'SEAL-08' }).waitFor()
    expect(await page.getByRole('textbox', { name: '文件名称' }).inputValue()).toBe('赴县法院再次联系')
  })
})
