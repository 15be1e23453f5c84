import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium'
import { agree, choose, desks, downloaded, handIn, wordText } from './support/recordWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'

const keeper = 'luozhenbang'
const finance = 'lvsiqi'
const director = 'xiexiaolan'
const leader = 'luyuanhang'
const claimant = 'fengjianing'

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

const shownPath = (page: Page) => new URL(page.url()).hash.slice(1)
const stateIs = (page: Page, word: string) => page.locator('.record > header', { hasText: word }).waitFor()
const countOf = (page: Page, item: string) => page.getByRole('textbox', { name: `${item}实盘数` })

/** The quantity on hand of an item as the stock list shows it. */
async function onHand(item: string): Promise<number> {
  const page = await desk.at(keeper, '/supplies/stock')
  const row = page.locator('[role=row]', { hasText: item })
  await row.waitFor()
  const heads = await page.locator('[role=columnheader]').allInnerTexts()
  return Number(
    (
      await row
        .locator('[role=gridcell]')
        .nth(heads.findIndex((head) => head.startsWith('库存数量')))
        .innerText()
    ).replaceAll(',', '')
  )
}

describe('the storeroom', () => {
  it('brings back what was typed into a form that was never handed in', async () => {
    const page = await desk.at(claimant, '/supplies/requests/new')
    await page.getByLabel('用途').fill('窗口值班用')
    await choose(page, page.locator('[data-cell="0:0"] input'), 'fyz', '复印纸')
    await page.getByRole('textbox', { name: '申请数量' }).fill('3')
    await page.waitForTimeout(600)
    await page.reload()
    await page.getByText('没有交的草稿').waitFor()
    expect(await page.getByLabel('用途').inputValue()).toBe('窗口值班用')
    expect(await page.getByRole('textbox', { name: '申请数量' }).inputValue()).toBe('3')
    await page.getByRole('button', { name: '取消' }).click()
  })

  it('counts a shelf with the network down, recounts the difference by somebody else and adjusts the stock once approved', async () => {
    const before = await onHand('订书钉')
    const page = await desk.at(keeper, '/supplies/stocktakes/new')
    await page.getByRole('combobox', { name: '盘点范围' }).click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '一个货位' }).click()
    await page.getByLabel('货位').fill('A-1-3')
    await page.getByRole('button', { name: '冻结账面，开始盘点' }).click()
    await stateIs(page, '初盘中')
    const stocktake = shownPath(page)
    await page.getByRole('button', { name: '初盘', exact: true }).click()
    await countOf(page, '订书钉').waitFor()
    expect(await page.locator('.sheet').innerText()).not.toContain('账面数')

    await page.context().setOffline(true)
    await countOf(page, '订书钉').fill(String(before - 1))
    await countOf(page, '订书钉').press('Enter')
    await page.getByText('暂时连不上主机').waitFor()
    await page.context().setOffline(false)
    await page.getByText('初盘已交完').waitFor()
    await page.getByRole('button', { name: '‹ 盘点单' }).click()
    await stateIs(page, '复盘中')
    expect(await page.getByRole('button', { name: /^复盘：/ }).getAttribute('aria-disabled')).toBe('true')

    const second = await desk.at(finance, stocktake)
    await second.getByRole('button', { name: '复盘', exact: true }).click()
    await countOf(second, '订书钉').fill(String(before - 1))
    await second.getByRole('button', { name: '交本货位' }).click()
    await second.getByText('复盘已交完').waitFor()

    const closing = await desk.at(keeper, stocktake)
    await stateIs(closing, '待说明')
    await closing.getByRole('button', { name: '说明原因' }).click()
    await closing.getByRole('textbox', { name: '原因', exact: true }).fill('零散发放未登记')
    await closing.getByRole('textbox', { name: '处理意见' }).fill('按实盘数调整')
    await closing.getByLabel('盘点结论').fill('短少一盒，已查明原因')
    await closing.getByRole('button', { name: '保存说明' }).click()
    await closing.locator('.record form').waitFor({ state: 'detached' })
    await closing.getByRole('button', { name: '报批', exact: true }).click()
    await handIn(closing, '报批', () => stateIs(closing, '审批中'))
    await agree(await desk.at(director, stocktake), '谢晓岚')
    await agree(await desk.at(leader, stocktake), '陆远航')
    const report = await desk.at(keeper, stocktake)
    await stateIs(report, '已调整')
    const file = await downloaded(report, () => report.getByRole('button', { name: '打印盘点报告' }).click())
    const text = await wordText(file.bytes)
    for (const part of ['订书钉', '零散发放未登记', '短少一盒，已查明原因', '陆远航']) expect(text).toContain(part)
    expect(await onHand('订书钉')).toBe(before - 1)
  })

  it('takes unused goods back, never more than was drawn, and does not reverse a line some of which came back', async () => {
    const page = await desk.at(keeper, '/supplies/issues')
    const row = page.locator('[role=row]', { hasText: '文件盒' }).first()
    await row.waitFor()
    const before = await onHand('文件盒')
    await page.goto(new URL('#/supplies/issues', suite.url).href)
    await row.locator('a').click()
    await page.getByRole('button', { name: '退库', exact: true }).click()
    await page.getByRole('textbox', { name: '退回数' }).first().fill('999')
    await page.locator('form').getByRole('button', { name: '退库', exact: true }).click()
    await page.locator('form', { hasText: '退回数量超过领用后未退的数量' }).waitFor()
    await page.getByRole('textbox', { name: '退回数' }).first().fill('1')
    await page.locator('form').getByRole('button', { name: '退库', exact: true }).click()
    await page.locator('.record form').waitFor({ state: 'detached' })
    const issue = shownPath(page)
    expect(await onHand('文件盒')).toBe(before + 1)

    const again = await desk.at(keeper, issue)
    await again.getByRole('button', { name: '冲正', exact: true }).click()
    await again.getByLabel('冲正原因').fill('登错部门')
    await again.locator('form').getByRole('button', { name: '冲正', exact: true }).click()
    await again.locator('form .findings', { hasText: '已有退库' }).waitFor()
    expect(await again.getByLabel('冲正原因').inputValue()).toBe('登错部门')
    expect(await onHand('文件盒')).toBe(before + 1)
  })

  it('turns the replenishment proposal into a requisition of the office', async () => {
    const page = await desk.at(keeper, '/supplies/stock/replenishment')
    await page.locator('tbody tr', { hasText: '订书钉' }).waitFor()
    await page.getByRole('button', { name: /填申购表/ }).click()
    await page.waitForURL(/#\/supplies\/requisitions\/[0-9a-f-]{36}$/)
    await page.locator('.record tbody tr', { hasText: '订书钉' }).waitFor()
    await stateIs(page, '审批中')
  })
})
