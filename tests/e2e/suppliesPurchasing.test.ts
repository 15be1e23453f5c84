import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { workday } from '../support/setDate.mjs'
import { choose, desks, handIn } from './support/recordWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'

const keeper = 'luozhenbang'
const buyer = 'xiazhiqiu'
const finance = 'lvsiqi'
const claimant = 'fengjianing'
const director = 'xiexiaolan'

// One white dot: what a scanner would have given.
const scan = {
  name: '扫描件.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
    'base64'
  )
}

let browser: Browser
let suite: RunningSuite
let desk: ReturnType<typeof desks>
let head: string

beforeAll(async () => {
  const bureau = await demoBureau()
  head = bureau.accounts.find(({ posts }) => posts.includes('主要领导'))?.name ?? ''
  suite = await startSuite(bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

const recordPage = (page: Page, folder: string) => page.waitForURL(new RegExp(`#/supplies/${folder}/[0-9a-f-]{36}$`))
const stateIs = (page: Page, word: string) => page.locator('.record > header', { hasText: word }).waitFor()
const panelGone = (page: Page) => page.locator('.record form.form').waitFor({ state: 'detached' })

describe('purchasing beside the monthly round', () => {
  it('a new item joins the catalogue and can be asked for at once', async () => {
    const page = await desk.at(keeper, '/supplies/catalogue/new')
    await page.getByLabel('品名').fill('便签纸')
    await page.getByLabel('规格').fill('76×76mm')
    await page.getByLabel('单位').fill('本')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.locator('.findings', { hasText: '安全库存' }).waitFor()
    await page.getByLabel('货位').fill('A-2-3')
    await page.getByLabel('安全库存').fill('10')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await recordPage(page, 'catalogue')
    const form = await desk.at(claimant, '/supplies/requests/new')
    await choose(form, form.locator('[data-cell="0:0"] input'), 'bqz', '便签纸')
    await expect.poll(() => form.locator('.lines tbody').innerText()).toContain('76×76mm')
  })

  it('a unit purchase from the limit on is refused until the signed application is attached, and nothing typed is lost', async () => {
    const page = await desk.at(claimant, '/supplies/purchases/unit')
    await page.getByLabel('用途').fill('档案室打印机耗材')
    await choose(page, page.locator('[data-cell="0:0"] input'), 'xg', '硒鼓')
    await page.getByRole('textbox', { name: '申购数' }).fill('4')
    await page.getByRole('textbox', { name: '预计单价' }).fill('165')
    await page.getByRole('button', { name: '提交采购申请' }).click()
    await page.locator('.findings', { hasText: 'SUP-04' }).waitFor()
    expect(await page.getByLabel('用途').inputValue()).toBe('档案室打印机耗材')
    await page.locator('input[type=file]').setInputFiles(scan)
    await page.getByRole('button', { name: '扫描件.png', exact: true }).waitFor()
    await handIn(page, '提交采购申请', () => recordPage(page, 'purchases'))
    await stateIs(page, '审批中')
    expect(await page.locator('.record').innerText()).toContain('打开签字申请表')
  })

  it('a request that is withdrawn puts what was typed for it back into its form', async () => {
    const page = await desk.at(claimant, '/supplies/purchases')
    await page.locator('[role=row]', { hasText: '审批中' }).locator('a').first().click()
    await recordPage(page, 'purchases')
    await page.locator('.record', { hasText: '档案室打印机耗材' }).waitFor()
    await page.getByRole('button', { name: '撤回', exact: true }).click()
    await page.getByText('当初填写的内容会放回申请表').waitFor()
    await page.getByRole('button', { name: '确定撤回' }).click()
    await stateIs(page, '已撤回')
    const again = await desk.at(claimant, '/supplies/purchases/unit')
    await expect.poll(() => again.getByLabel('用途').inputValue()).toBe('档案室打印机耗材')
    // Its paper stays with it; a form that named it could not be handed in.
    await again.getByText('原来附的文件留在撤回的单据上，请重新附上').waitFor()
    expect(await again.getByText('不用再传').count()).toBe(0)
    await expect.poll(() => again.locator('.lines tbody').innerText()).toContain('硒鼓')
    expect(await again.getByRole('textbox', { name: '申购数' }).inputValue()).toBe('4')
    expect(await again.getByRole('textbox', { name: '预计单价' }).inputValue()).toBe('165.00')
  })

  it('a purchase that was returned is put right by its applicant and goes to the approvers again', async () => {
    const page = await desk.at(claimant, '/supplies/purchases/unit')
    await page.getByLabel('用途').fill('值班室用')
    await choose(page, page.locator('[data-cell="0:0"] input'), 'xg', '硒鼓')
    await page.getByRole('textbox', { name: '申购数' }).fill('3')
    await page.getByRole('textbox', { name: '预计单价' }).fill('60')
    await handIn(page, '提交采购申请', () => recordPage(page, 'purchases'))
    const route = new URL(page.url()).hash.slice(1)

    const above = await desk.at(director, route)
    await above.getByRole('button', { name: '退回补正', exact: true }).click()
    await above.getByRole('textbox', { name: '需要补正的内容' }).fill('请减为一支。')
    await above.getByRole('button', { name: '确定', exact: true }).click()
    await stateIs(above, '退回补正')

    const waiting = (await desk.at(claimant, '/supplies')).locator('tr', { hasText: '退回补正的采购' })
    await waiting.getByRole('button', { name: '去补正' }).click()
    await page.locator('[role=row]', { hasText: '退回补正' }).locator('a').first().click()
    await stateIs(page, '退回补正')
    await page.getByRole('toolbar').getByRole('button', { name: '补正', exact: true }).click()
    await page.getByLabel('采购数').fill('1')
    await page.getByRole('button', { name: '补正后再报' }).click()
    await page.locator('form', { hasText: '请填写补正说明' }).waitFor()
    expect(await page.getByLabel('采购数').inputValue()).toBe('1')
    await page.getByLabel('补正说明').fill('已减为一支')
    await handIn(page, '补正后再报', () => stateIs(page, '审批中'))
    await desk.at(director, route)
    await above.locator('.record', { hasText: '60.00' }).waitFor()
    await above.getByRole('button', { name: '同意', exact: true }).waitFor()
  })

  it('K-03 an emergency purchase needs the leader who agreed by telephone, and the PIN of the keeper who took the call', async () => {
    const page = await desk.at(claimant, '/supplies/purchases/emergency')
    await page.getByLabel('紧急情况').fill('防汛值守急需')
    await choose(page, page.locator('[data-cell="0:0"] input'), 'ljd', '垃圾袋')
    await page.getByRole('textbox', { name: '申购数' }).fill('10')
    await page.getByRole('textbox', { name: '预计单价' }).fill('5')
    await page.getByRole('button', { name: '登记紧急采购' }).click()
    await page.locator('.findings, .problems, [role=alert]').first().waitFor()
    // the leader in charge of the unit and the head, nobody else of the bureau
    const leaders = page.getByRole('combobox', { name: '批准领导' })
    await leaders.click()
    const offered = page.locator(`[id="${await leaders.getAttribute('aria-controls')}"] .el-select-dropdown__item`)
    await expect.poll(() => offered.count()).toBe(2)
    for (const name of ['陆远航', head]) expect((await offered.allInnerTexts()).join()).toContain(name)
    await leaders.press('Escape')
    await choose(page, leaders, 'lyh', '陆远航')
    await page.getByRole('textbox', { name: '批准时间（日期）' }).fill(workday)
    await page.getByRole('textbox', { name: '批准时间（时间）' }).fill('0:01')
    const taker = page.getByRole('group', { name: '接听记录人' })
    const pin = taker.locator('input[type=password]')
    // The applicant does not take down the consent to an application of their own.
    await choose(page, taker.getByRole('combobox'), 'fjn', '冯佳宁')
    await pin.fill(demoPin)
    await page.getByRole('button', { name: '登记紧急采购' }).click()
    await page.locator('.findings', { hasText: '申请人不能为自己的申请接听记录' }).waitFor()
    expect(await page.getByLabel('紧急情况').inputValue()).toBe('防汛值守急需')
    await choose(page, taker.getByRole('combobox'), 'lzb', '罗振邦')
    await pin.fill(demoPin)
    await handIn(page, '登记紧急采购', () => recordPage(page, 'purchases'))
    await page.locator('.notice', { hasText: '陆远航电话请示待补手续' }).waitFor()
  })

  it('a delivered purchase closes only after the exchange is settled and finance has checked the invoice', async () => {
    const list = await desk.at(keeper, '/supplies/acceptances/returns')
    await list.locator('[role=row]', { hasText: '待退换' }).locator('a').first().click()
    await list.getByRole('button', { name: '办结退换' }).click()
    await list.getByLabel('处理结果').fill('供应商退款，不再补货')
    await list.getByRole('combobox', { name: '办理方式' }).click()
    await list.locator('.el-select-dropdown__item:visible', { hasText: '退货' }).click()
    await list.locator('form').getByRole('button', { name: '办结退换' }).click()
    await stateIs(list, '已退货')
    await list.locator('dl a').first().click()
    await recordPage(list, 'purchases')
    const purchase = new URL(list.url()).hash.slice(1)

    const page = await desk.at(buyer, purchase)
    await page.getByRole('button', { name: '办结', exact: true }).click()
    await page.getByRole('button', { name: '办结采购' }).click()
    await page.locator('.findings', { hasText: '发票' }).waitFor()
    await page.getByRole('button', { name: '取消' }).click()
    await page.getByRole('button', { name: '登记发票清单' }).click()
    await page.getByLabel('发票号').fill('25442000000012345678')
    await page.locator('input[type=file]').nth(0).setInputFiles(scan)
    await page.getByRole('button', { name: '扫描件.png', exact: true }).first().waitFor()
    await page.locator('input[type=file]').nth(1).setInputFiles(scan)
    await expect.poll(() => page.getByRole('button', { name: '扫描件.png', exact: true }).count()).toBe(2)
    await page.getByRole('button', { name: '登记票据' }).click()
    await panelGone(page)

    const money = await desk.at(finance, purchase)
    const accepted = money.locator('.record section', { hasText: '采购物品' }).locator('tbody tr')
    await accepted.first().waitFor()
    const cents = await accepted.evaluateAll((rows) =>
      rows.reduce((sum, row) => {
        const cells = [...row.querySelectorAll('td')].map((cell) =>
          Number((cell.textContent ?? '').replaceAll(',', ''))
        )
        return sum + Math.round((cells.at(-2) ?? 0) * (cells.at(-5) ?? 0) * 100)
      }, 0)
    )
    await money.getByRole('button', { name: '财务核对' }).click()
    await money.getByLabel('发票金额').fill((cents / 100 + 1).toFixed(2))
    await money.getByRole('button', { name: '核对无误' }).click()
    await money.locator('.findings').first().waitFor()
    await money.getByLabel('发票金额').fill((cents / 100).toFixed(2))
    await money.getByRole('button', { name: '核对无误' }).click()
    await panelGone(money)

    const closing = await desk.at(buyer, purchase)
    await closing.getByRole('button', { name: '办结', exact: true }).click()
    await handIn(closing, '办结采购', () => stateIs(closing, '已办结'), '缺货部分不再供应')
  })
})
