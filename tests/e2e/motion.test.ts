import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium'
import { choose, desks } from './support/recordWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'

const pictures = process.env['WINDOW_PICTURES']

let browser: Browser
let suite: RunningSuite
let desk: ReturnType<typeof desks>
let director: string

beforeAll(async () => {
  const bureau = await demoBureau()
  suite = await startSuite(bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
  director = bureau.accounts.find(({ posts }) => posts.some((post) => post.includes('办公室主任')))?.account ?? ''
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

async function shot(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  for (const zoom of [1, 1.5]) {
    await page.evaluate(`document.documentElement.style.zoom = '${zoom}'`)
    await page.screenshot({ path: join(pictures, `motion-${name}-${zoom * 100}.png`) })
    await page.evaluate(`document.documentElement.style.zoom = ''`)
  }
}

const typed = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const submit = (page: Page, name: string) => page.locator('form').getByRole('button', { name, exact: true })

/** The page of a person, found in the roster as a clerk finds it. */
async function personOf(name: string): Promise<Page> {
  const page = await desk.at(director, '/office')
  await page.getByPlaceholder('姓名、拼音首字母、电话').fill(name)
  await page.locator('[role=row]', { hasText: name }).locator('a').first().click()
  await page.getByRole('heading', { name }).waitFor()
  return page
}

describe('people and units in motion', () => {
  it('K-08 somebody with things in their name does not leave, and what they hold is listed', async () => {
    const page = await personOf('燕南飞')
    await button(page, '办理离岗').click()
    await typed(page, '离岗原因').fill('辞职')
    await submit(page, '开始办理离岗').click()
    await button(page, '确认离岗').click()
    await typed(page, '离岗原因').fill('辞职')
    await submit(page, '确认离岗').click()
    await page.locator('.findings', { hasText: 'K-08' }).waitFor()
    expect(await typed(page, '离岗原因').inputValue()).toBe('辞职')
    await shot(page, 'refused')
  })

  it('K-08 who left comes back on the same record, not before the day of leaving', async () => {
    const page = await desk.at(director, '/office/people/new')
    await typed(page, '姓名').fill('柳如烟')
    await choose(page, page.getByRole('combobox', { name: '科室' }), '三中队', '三中队')
    await submit(page, '保存').click()
    await page.getByRole('heading', { name: '柳如烟' }).waitFor()
    const { hash } = new URL(page.url())

    await button(page, '办理离岗').click()
    await typed(page, '离岗原因').fill('辞职')
    await submit(page, '开始办理离岗').click()
    await button(page, '确认离岗').click()
    await typed(page, '离岗原因').fill('辞职')
    await submit(page, '确认离岗').click()
    await button(page, '返岗').click()

    await choose(page, page.getByRole('combobox', { name: '返岗科室' }), '二中队', '二中队')
    await typed(page, '返岗日期').fill('2026-05-01')
    await typed(page, '返岗原因').fill('重新聘用')
    await submit(page, '返岗').click()
    await page
      .getByText(/返岗日期不能早于离岗日期/)
      .first()
      .waitFor()
    expect(await typed(page, '返岗原因').inputValue()).toBe('重新聘用')
    await shot(page, 'return')

    await typed(page, '返岗日期').fill('2026-05-19')
    await submit(page, '返岗').click()
    await button(page, '办理离岗').waitFor()
    expect(new URL(page.url()).hash).toBe(hash)
    expect(await page.locator('#content').innerText()).toContain('二中队')
  })

  it('K-08 a unit goes into another by its document; people, goods and what is open go with it', async () => {
    const page = await desk.at(director, '/office/units')
    const unit = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })
    await unit('三中队').click()
    await button(page, '并入其他单位').click()
    await choose(page, page.getByRole('combobox', { name: '并入' }), '二中队', '二中队')
    await typed(page, '合并原因').fill('队伍整合')
    await submit(page, '合并').click()
    await page.getByText('请填写合并文号').first().waitFor()
    expect(await typed(page, '合并原因').inputValue()).toBe('队伍整合')
    await shot(page, 'merge')

    await typed(page, '合并文号').fill('洞编〔2026〕9号')
    await submit(page, '合并').click()
    await page.getByText('已合并，人员、物品和在办的申请转入并入的单位').waitFor()
    await unit('三中队').filter({ hasText: '已停用' }).waitFor()
    await shot(page, 'merged')
    const moved = await personOf('燕南飞')
    expect(await moved.locator('#content').innerText()).toContain('二中队')
  })
})
