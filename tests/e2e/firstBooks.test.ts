import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, officePage } from '../support/chromium'
import { workday } from '../support/setDate.mjs'
import { tempFolder } from '../support/tempFolder'
import { startSuiteAt, type ClockedSuite } from './support/suite'

const sample = (name: string) => fileURLToPath(new URL(`../support/samples/${name}.xlsx`, import.meta.url))

/** Every press of a mouse button or of Enter that reaches the page; typing into a field is not counted. */
async function countPresses(page: Page): Promise<() => Promise<number>> {
  let before = 0
  await page.exposeFunction('pressed', () => (before += 1))
  await page.addInitScript(() => {
    const told = () => (window as unknown as { pressed(): void }).pressed()
    window.addEventListener('pointerdown', told, true)
    window.addEventListener('keydown', ({ key }) => key === 'Enter' && told(), true)
  })
  return () => page.evaluate(() => 0).then(() => before)
}

describe('a bureau that begins with nothing but its own files', () => {
  let browser: Browser
  let suite: ClockedSuite
  let page: Page
  let presses: () => Promise<number>
  const press = (name: string | RegExp, exact = true) => page.getByRole('button', { name, exact }).first().click()
  const follow = (name: string) => page.getByRole('link', { name, exact: true }).first().click()

  beforeAll(async () => {
    browser = await launchChromium()
    suite = await startSuiteAt(workday, '09:00', tempFolder('first-books'))
    page = await officePage(browser)
    await page.clock.install({ time: suite.now })
    presses = await countPresses(page)
    await page.goto(suite.url)
  })
  afterAll(async () => {
    await browser?.close()
    await suite?.stop()
  })

  /** Chooses a file, takes what was recognised, and imports it. */
  async function take(name: string): Promise<void> {
    await page.locator('input[type=file]').first().setInputFiles(sample(name))
    await press('下一步')
    await press('核对')
    await page.getByRole('button', { name: /^导入 \d+ 行$/ }).click()
    await page.getByText(/已导入 \d+ 行/).waitFor()
  }

  it('is founded, takes in its roster and has its posts and accounts arranged in one table', async () => {
    await press('开始建立')
    await page.getByLabel('单位名称').fill('青石县城市管理和综合执法局')
    await page.getByLabel('单位简称').fill('青石城管')
    await page.getByLabel('管理员姓名').fill('方子墨')
    await page.getByLabel('密码', { exact: true }).fill('Wuyang-17-qiao')
    await press('建立')
    await follow('导入花名册')
    await take('花名册')
    await follow('安排岗位和账号')
    const table = page.locator('form table')
    // 12 units, each with a head; the one of the office is its director, the one of the finance unit answers for money.
    await table.getByRole('row').nth(12).waitFor()
    expect(await table.locator('tbody tr').count()).toBe(12)
    const director = table.getByRole('row', { name: '黎凡' })
    expect(await director.innerText()).toContain('办公室主任')
    expect(await director.getByLabel('黎凡的登录名').inputValue()).toBe('lifan')
    const shots = process.env['WINDOW_PICTURES']
    if (shots) {
      await page.screenshot({ path: `${shots}/posts.png` })
      await page.setViewportSize({ width: 911, height: 512 })
      await page.screenshot({ path: `${shots}/posts-150.png` })
      await page.setViewportSize({ width: 1366, height: 768 })
    }
    await page.getByRole('combobox', { name: '用品保管员由谁担任' }).click()
    await page.keyboard.type('傅明')
    await page.getByRole('option', { name: /傅明/ }).first().click()
    await table.getByRole('row', { name: '傅明' }).getByText('用品保管员').waitFor()
    await press('安排13人')
    await page.getByText('已安排13人，开设13个账号').waitFor()
    const codes = page.locator('td.code')
    expect(await codes.count()).toBe(13)
    await page.getByText('口令只显示这一次').waitFor()
    expect(await page.getByRole('button', { name: '打印', exact: true }).isVisible()).toBe(true)
    for (const code of await codes.allInnerTexts()) expect(code).toMatch(/^[a-z]{4}-\d{4}-[a-z]{4}$/)
    if (shots) await page.screenshot({ path: `${shots}/codes.png` })
    // Founding 2, roster 5, posts 5; what was typed is not counted, a file chosen is one press a person makes.
    expect(await presses()).toBeLessThan(20)
  })
})
