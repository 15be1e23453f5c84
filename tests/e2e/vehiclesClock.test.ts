import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { workday } from '../support/setDate.mjs'
import { choose, desks, dueLines, handIn } from './support/recordWork'
import { demoBureau, startSuiteAt, type ClockedSuite } from './support/suite'

// The first squad's car in the demo bureau: on 7 April it went out at 09:00 with 46,066 km, came back at 16:50 with
// 46,284, and was filled up with 18.88 litres at 17:40, at 46,296. Its inspection ends on 17 August 2026.
const plate = '湘EA0613'
const officer = 'weijianye'
const refueller = 'shidayong'
const squadHead = 'longxiaolin'

let browser: Browser
let suite: ClockedSuite
let desk: ReturnType<typeof desks>

beforeAll(async () => {
  const bureau = await demoBureau(workday)
  suite = await startSuiteAt(workday, '09:30', bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

const select = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })
const finding = (page: Page, words: string) => page.locator('.findings', { hasText: words }).first().waitFor()
const stateIs = (page: Page, word: string) => page.locator('.record > header', { hasText: word }).waitFor()
const begin = (page: Page, act: string) =>
  page.getByRole('toolbar').first().getByRole('button', { name: act, exact: true }).click()
/** The car's row of a list that shows some words. */
const row = (page: Page, words: string) =>
  page.locator('.line[aria-rowindex]', { hasText: plate }).filter({ hasText: words }).first()

describe('kilometres and litres of days past', () => {
  it('VEH-10 last month is signed', async () => {
    const month = await desk.at(officer, '/vehicles/months?month=2026-04')
    await month.getByRole('button', { name: /签认.*月结/ }).click()
    await month.getByText('数字不再变').waitFor()
  })

  it('VEH-10 a refuel is inserted between its neighbours; what was signed stands, what it would be stands below', async () => {
    const page = await desk.at(refueller, '/vehicles/refuels/new')
    await choose(page, select(page, '车辆'), plate, plate)
    await choose(page, select(page, '驾驶员'), 'pyf', '彭一帆')
    await choose(page, select(page, '站点'), '', '云溪城北加油站')
    await page.getByLabel('加油时间（日期）').fill('20260407')
    await page.getByLabel('加油时间（时间）').fill('1230')
    await page.getByLabel('升数').fill('10')
    await page.getByLabel('单价').fill('7.56')
    await page.getByLabel('金额').fill('75.60')
    await page.getByLabel('里程').fill('46285')
    await page.locator('.el-checkbox', { has: page.locator('input[id$="-full"]') }).click()
    await page.getByLabel('驾驶员签字的签字码').fill(demoPin)
    const submit = page.locator('form').getByRole('button', { name: '登记', exact: true })
    await submit.click()
    // A day so long past asks for a reason first.
    const reasons = page.locator('.findings textarea[aria-label*="理由"]')
    await reasons.first().waitFor()
    for (const box of await reasons.all()) await box.fill('驾驶员四月出差，小票昨天才交来')
    await page.getByLabel('驾驶员签字的签字码').fill(demoPin)
    await submit.click()
    await finding(page, '46284')
    await page.getByLabel('里程').fill('46170')
    await page.getByLabel('驾驶员签字的签字码').fill(demoPin)
    await submit.click()
    await page.waitForURL(/#\/vehicles\/refuels\/[0-9a-f-]{36}$/)

    const after = await desk.at(officer, '/vehicles/months?month=2026-04')
    const later = after.locator('section', { hasText: '签认后补录，现在应为' })
    // 18.88 litres were signed for; with the 10 inserted it is 28.88.
    await later.locator('tr', { hasText: plate }).filter({ hasText: '28.88' }).waitFor()
    const signed = after.locator('section', { hasText: '2026年4月油料月结' })
    await signed.locator('tr', { hasText: plate }).filter({ hasText: '18.88' }).waitFor()
    // The stretch the full refuel closes: 28.88 litres over 236 km since the full tank of 13 March.
    const list = await desk.at(officer, `/vehicles/refuels?plate=${encodeURIComponent(plate)}`)
    await row(list, '12.237').filter({ hasText: '偏离平均' }).waitFor()
  })

  it('VEH-07 a stretch without a trip is explained by who heads the squad, and by nobody else', async () => {
    const stranger = await desk.at('zhuobufan', '/vehicles/distances')
    await stranger.locator('.line[aria-rowindex]').first().waitFor()
    expect(await row(stranger, '待说明').count()).toBe(0)
    const page = await desk.at(squadHead, '/vehicles/distances')
    await row(page, '待说明').getByText(plate).click()
    await page.getByText('12公里没有派车单').waitFor()
    await choose(page, select(page, '原因'), '', '往返加油')
    await page.getByRole('textbox', { name: '说明', exact: true }).fill('收班后去加油站加油再停回院内')
    await handIn(page, '登记说明', () => page.getByText('12公里没有派车单').waitFor({ state: 'detached' }))
    await row(page, '收班后去加油站').filter({ hasText: '已说明' }).filter({ hasText: '龙啸林' }).waitFor()
  })
})

describe('a holiday and the end of a paper, on a moved clock', () => {
  it('VEH-07 cars are sealed before 端午 and released after it; what they ran in between stands', async () => {
    await suite.setDay('2026-06-18', '17:30')
    expect((await dueLines(await desk.at(officer, '/'), '端午放假')).map(([title]) => title)).toEqual([
      '端午放假（2026年6月19日起）前封存车辆'
    ])
    const form = await desk.at(officer, '/vehicles/layups/new')
    await form.getByText('下一个节假日：端午').waitFor()
    await form.locator('form').getByRole('button', { name: '封存', exact: true }).click()
    await form.getByText('湘EB2875出车未返回，不能封存').first().waitFor()
    await form.getByRole('button', { name: '删除第2行' }).click()
    await handIn(form, '封存', () => form.waitForURL(/#\/vehicles\/layups$/))
    await row(form, '端午').filter({ hasText: '46296' }).waitFor()

    await suite.setDay('2026-06-22', '08:20')
    const list = await desk.at(officer, '/vehicles/layups')
    await row(list, '端午').locator('a').first().click()
    await begin(list, '启封')
    await list.getByLabel('启封里程').fill('46300')
    const release = list.locator('form').getByRole('button', { name: '启封', exact: true })
    await release.click()
    await finding(list, '封存期间里程相差4公里，没有批准启用')
    await list.getByLabel('批准启用').fill('防汛值班，分管领导批准')
    await handIn(list, '启封', () => stateIs(list, '已启封'), '防汛值班用过一次')
    expect(await list.locator('.record').innerText()).toMatch(/差\s*4/)
    const distances = await desk.at(officer, '/vehicles/distances')
    await row(distances, '启封CF-2026-').filter({ hasText: '待说明' }).waitFor()
  })

  it.each([
    ['2026-07-17', []],
    ['2026-07-18', ['年检将到期', '2026-08-17（还有30天）']],
    ['2026-08-17', ['年检将到期', '2026-08-17']],
    ['2026-08-18', ['年检已过期', '2026-08-17（逾期1天）']]
  ])('VEH-17 on %s the due list reads %s', async (day, expected) => {
    await suite.setDay(day, '09:00')
    const lines = await dueLines(await desk.at(officer, '/'), `${plate}年检`)
    expect(lines.flatMap(([title, when]) => [title?.replace(plate, ''), when])).toEqual(expected)
  })

  it('VEH-17 a new inspection takes it off the list', async () => {
    const list = await desk.at(officer, '/vehicles/files')
    await row(list, plate).locator('a').first().click()
    await begin(list, '登记保险、年检')
    await choose(list, select(list, '证照'), '', '年检')
    await list.getByLabel('到期日').fill('20270817')
    await handIn(list, '登记', () => list.locator('.record form').waitFor({ state: 'detached' }))
    expect(await dueLines(await desk.at(officer, '/'), `${plate}年检`)).toEqual([])
  })
})
