import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { agree, choose, desks, downloaded, handIn, sheetRows, wordText } from './support/recordWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'

// One department's notebooks and paper cups from the requisition to the issue register; each `it` goes on where the
// last ended.
const claimant = 'fengjianing'
const unitHead = 'lixiangqian'
const leader = 'luyuanhang'
const buyer = 'xiazhiqiu'
const director = 'xiexiaolan'
const head = 'zhouqiming'
const keeper = 'luozhenbang'

let browser: Browser
let suite: RunningSuite
let desk: ReturnType<typeof desks>
const story = {
  requisition: '',
  requisitionNumber: '',
  month: '',
  purchase: '',
  acceptanceNumber: '',
  request: '',
  requestNumber: '',
  issueNumber: ''
}
let before = { in: 0, out: 0, closing: 0 }

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
/** The number of the record shown, once it has been read. */
async function numberOf(page: Page): Promise<string> {
  await page.locator('.record .columns').waitFor()
  return page.locator('.record > header .quiet').first().innerText()
}
const recordPage = (page: Page, folder: string) => page.waitForURL(new RegExp(`#/supplies/${folder}/[0-9a-f-]{36}$`))
const decimal = (text: string) => Number(text.replaceAll(',', ''))

/** Quantities of 笔记本 on the monthly statement as the screen shows it. */
async function notebooks(page: Page): Promise<{ in: number; out: number; closing: number; cells: string[] }> {
  const row = page.locator('tbody tr', { hasText: '笔记本' })
  await row.waitFor()
  const cells = await row.locator('td').allInnerTexts()
  return { in: decimal(cells[5] ?? ''), out: decimal(cells[7] ?? ''), closing: decimal(cells[9] ?? ''), cells }
}

/** What a spreadsheet puts on the clipboard, pasted into a cell of the lines. */
async function pasteInto(page: Page, cell: string, text: string): Promise<void> {
  await page.locator(`[data-cell="${cell}"] input`).evaluate((input, content) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', content)
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

describe('office supplies, from the requisition to the registers', () => {
  it('a department hands in a requisition: one item by pinyin, one pasted from a spreadsheet', async () => {
    before = await notebooks(await desk.at(keeper, '/supplies/statements'))
    const page = await desk.at(claimant, '/supplies/requisitions/new')
    await choose(page, page.locator('[data-cell="0:0"] input'), 'bjb', '笔记本')
    await page.getByRole('textbox', { name: '申购数' }).first().fill('12')
    await page.getByRole('textbox', { name: '预计单价' }).first().fill('6')
    await page.getByRole('button', { name: '添加一行' }).click()
    await pasteInto(page, '1:0', '一次性纸杯\t250ml 50只装\t袋\t\t6\t6.50\t接待')
    await expect.poll(() => page.locator('[data-cell="1:0"]').innerText()).toContain('一次性纸杯')
    await expect.poll(() => page.locator('.lines header').innerText()).toContain('111.00')
    await page.getByRole('button', { name: '提交申购' }).click()
    await recordPage(page, 'requisitions')
    story.requisition = shownPath(page)
    story.requisitionNumber = await numberOf(page)
    story.month = await page.locator('dl > div', { hasText: '月份' }).locator('dd').innerText()
    expect(story.requisitionNumber).toMatch(/^SG-\d{4}-\d{6}$/)
  })

  it('the unit head and the leader in charge agree; the printed 申购表 carries their opinions', async () => {
    await agree(await desk.at(unitHead, story.requisition), '黎向前', '情况属实，同意申购。')
    await agree(await desk.at(leader, story.requisition), '陆远航', '同意，请办公室汇总。')
    const page = await desk.at(claimant, story.requisition)
    await page.locator('.record > header', { hasText: '已批准待汇总' }).waitFor()
    const file = await downloaded(page, () => page.getByRole('button', { name: '打印申购表' }).click())
    expect(file.name).toMatch(/\.docx$/)
    const text = await wordText(file.bytes)
    for (const part of [
      story.requisitionNumber,
      '笔记本',
      '一次性纸杯',
      '壹佰壹拾壹元整',
      '情况属实，同意申购。',
      '黎向前',
      '同意，请办公室汇总。',
      '陆远航'
    ])
      expect(text).toContain(part)
  })

  it('the buyer consolidates the month with three quotes, and the chain up to the head approves', async () => {
    const page = await desk.at(buyer, '/supplies/purchases/new')
    await page.getByRole('button', { name: story.month }).click()
    const line = page.locator('.lines tr', { hasText: '笔记本' })
    await line.waitFor()
    expect(await line.innerText()).toContain('政工股')
    for (const [index, supplier] of ['文汇', '诚达', '益民'].entries()) {
      await page.locator('.lines', { hasText: '比价' }).getByRole('button', { name: '添加一行' }).click()
      const quote = page.locator('.lines', { hasText: '比价' }).locator('tbody tr').nth(index)
      await choose(page, quote.locator('[data-cell$=":0"] input'), supplier, supplier)
      await quote.getByRole('textbox', { name: '报价', exact: true }).fill(String(100 + index))
    }
    await choose(page, page.locator('#advice-supplierId'), '文汇', '文汇')
    await page.locator('#advice-recommendation').fill('报价最低，定点供应')
    await handIn(page, '提交采购', () => recordPage(page, 'purchases'))
    story.purchase = shownPath(page)
    await page.locator('.record section', { hasText: '汇总的申购表' }).getByText(story.requisitionNumber).waitFor()
    await agree(await desk.at(director, story.purchase), '谢晓岚')
    await agree(await desk.at(leader, story.purchase), '陆远航')
    await agree(await desk.at(head, story.purchase), '周启明')
    await (await desk.at(buyer, story.purchase)).locator('.record > header', { hasText: '已批准待订购' }).waitFor()
  })

  it('the goods are ordered and delivered; two notebooks are rejected and go to the returns', async () => {
    const ordering = await desk.at(buyer, story.purchase)
    await ordering.getByRole('button', { name: '订购', exact: true }).click()
    await ordering.locator('form .lines').waitFor()
    await choose(ordering, ordering.getByRole('combobox', { name: '财务参与人' }), 'lsq', '吕思齐')
    await ordering.getByLabel('县财政局同意文号').fill('云财采〔2026〕18号')
    await ordering.locator('input[aria-label="同意日期"]').fill('2026-01-05')
    await handIn(ordering, '订购', () => ordering.locator('.record > header', { hasText: '已订购' }).waitFor())
    // Whoever accepts is not the keeper who takes the goods (K-12).
    const page = await desk.at(director, story.purchase)
    await page.getByRole('button', { name: '验收', exact: true }).click()
    await page.getByLabel('送货单号').fill('SH20260001')
    await choose(page, page.getByRole('combobox', { name: '交给保管员' }), 'lzb', '罗振邦')
    const line = page.locator('.lines tbody tr', { hasText: '笔记本' })
    const rejected = line.getByRole('textbox', { name: '不合格', exact: true })
    await rejected.fill('2')
    const accepted = await line.getByRole('textbox', { name: '合格', exact: true }).inputValue()
    expect(Number(accepted) + 2).toBe(
      Number(await line.getByRole('textbox', { name: '实到', exact: true }).inputValue())
    )
    await page.locator('form').getByRole('button', { name: '验收', exact: true }).click()
    await page.locator('.findings', { hasText: '不合格原因' }).waitFor()
    expect(shownPath(page)).toContain('/supplies/acceptances/new')
    await line.getByRole('textbox', { name: '不合格原因' }).fill('封面破损')
    await page.locator('form').getByRole('button', { name: '验收', exact: true }).click()
    await recordPage(page, 'acceptances')
    story.acceptanceNumber = await numberOf(page)
    const shown = await page.locator('.record').innerText()
    expect(shown).toContain('有不合格')
    expect(shown).toContain('封面破损')
    const returns = await desk.at(keeper, '/supplies/acceptances/returns')
    await returns.locator('[role=row]', { hasText: '封面破损' }).waitFor()
  })

  it('only what was accepted is counted into stock', async () => {
    const page = await desk.at(keeper, '/supplies/stock-ins')
    const group = page.locator('section', { hasText: story.acceptanceNumber }).last()
    await group.getByRole('button', { name: '入库', exact: true }).click()
    await page.getByText('已入库 RK-').waitFor()
    const now = await notebooks(await desk.at(keeper, '/supplies/statements'))
    expect(now.in).toBe(before.in + 10)
    expect(now.closing).toBe(before.closing + 10)
  })

  it('a request for notebooks is approved, and the counter refuses more than was approved', async () => {
    const form = await desk.at(claimant, '/supplies/requests/new')
    await form.getByLabel('用途').fill('档案整理')
    await choose(form, form.locator('[data-cell="0:0"] input'), 'bjb', '笔记本')
    await form.getByRole('textbox', { name: '申请数量' }).fill('5')
    await form.getByRole('button', { name: '提交申请' }).click()
    await recordPage(form, 'requests')
    story.request = shownPath(form)
    story.requestNumber = await numberOf(form)
    await agree(await desk.at(unitHead, story.request), '黎向前')
    await agree(await desk.at(director, story.request), '谢晓岚')

    const page = await desk.at(keeper, '/supplies/counter')
    await page.getByRole('textbox', { name: '找申请' }).fill(story.requestNumber)
    await page.keyboard.press('Enter')
    const quantity = page.getByRole('textbox', { name: '笔记本这次发' })
    await quantity.waitFor()
    expect(await quantity.inputValue()).toBe('5')
    await quantity.fill('6')
    await page.getByText('批准后还可领5本').waitFor()
    await page.keyboard.press('F2')
    await page.locator('.sign .findings', { hasText: '双方都要签字' }).waitFor()
    expect(await page.locator('.findings').innerText()).toContain('SUP-16')
    expect(await page.getByText('已发放').count()).toBe(0)
  })

  it('claimant and keeper sign in place; the slip is written and the counter is ready for the next', async () => {
    const page = await desk.at(keeper, '/supplies/counter')
    await page.getByRole('textbox', { name: '找申请' }).fill(story.requestNumber)
    await page.keyboard.press('Enter')
    const pins = page.locator('.sign input[type=password]')
    await pins.first().waitFor()
    await pins.nth(0).fill(demoPin)
    await pins.nth(0).press('Enter')
    await pins.nth(1).fill(demoPin)
    await pins.nth(1).press('Enter')
    const done = page.getByText('已发放 LY-')
    await done.waitFor()
    story.issueNumber = /LY-\d{4}-\d{6}/.exec(await done.innerText())?.[0] ?? ''
    const slip = page.frameLocator('iframe[title="领用小票"]').locator('body')
    await expect.poll(() => slip.innerText()).toContain(story.issueNumber)
    expect(await slip.innerText()).toContain('5本')
    expect(
      await page.getByRole('textbox', { name: '找申请' }).evaluate((input) => input === document.activeElement)
    ).toBe(true)
    expect(await page.locator('.customer').innerText()).not.toContain(story.requestNumber)
    // what was printed takes no room on the screen
    const { width, height, roomWide, roomHigh } = await page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement
      return { width: scrollWidth, height: scrollHeight, roomWide: clientWidth, roomHigh: clientHeight }
    })
    expect([width, height]).toEqual([roomWide, roomHigh])
  })

  it('the monthly statement and the issue register are exported as shown', async () => {
    const page = await desk.at(keeper, '/supplies/statements')
    const shown = await notebooks(page)
    expect(shown.out).toBe(before.out + 5)
    const statement = await downloaded(page, () => page.getByRole('button', { name: '导出月报' }).click())
    expect(statement.name).toMatch(/\.xlsx$/)
    const row = (await sheetRows(statement.bytes, '收发存月报')).find((cells) => cells.includes('笔记本')) ?? []
    const figures = row.map(decimal)
    for (const figure of [shown.in, shown.out, shown.closing]) expect(figures).toContain(figure)

    const register = await desk.at(keeper, '/supplies/issues')
    await register.locator('[role=row]', { hasText: story.issueNumber }).waitFor()
    const file = await downloaded(register, () => register.getByRole('button', { name: '导出', exact: true }).click())
    const issue =
      (await sheetRows(file.bytes, '出库(领用)登记')).find((cells) => cells.includes(story.issueNumber)) ?? []
    for (const cell of ['政工股', '冯佳宁', '笔记本', '5', '档案整理', '谢晓岚', '罗振邦'])
      expect(issue).toContain(cell)
  })

  it('the issue form is printed with both opinions', async () => {
    const page = await desk.at(claimant, story.request)
    const file = await downloaded(page, () => page.getByRole('button', { name: '打印审批单' }).click())
    const text = await wordText(file.bytes)
    for (const part of [story.requestNumber, '笔记本', '档案整理', '黎向前', '谢晓岚']) expect(text).toContain(part)
  })
})
