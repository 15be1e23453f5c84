import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPicture } from '@main/office/demo/pictures'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { workday } from '../support/setDate.mjs'
import { tempFolder } from '../support/tempFolder'
import { choose, desks, handIn } from './support/recordWork'
import { calledOn, handFile, intakeCall, picture } from './support/goodsWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'

// A keeper and an officer enter what cannot be; the window says what is wrong, by which rule and article, and keeps
// what was typed.
const keeper = 'daichangchun'
const officer = 'renpingsheng'
const taken = '云城扣字〔2026〕981号'
const year = Number(workday.slice(0, 4))

let browser: Browser
let suite: RunningSuite
let desk: ReturnType<typeof desks>
let intake = ''

beforeAll(async () => {
  const bureau = await demoBureau()
  const goods = [{ name: '铁皮桶', count: 3, measure: '个' }]
  const [made] = await calledOn(bureau, [intakeCall({ party: '邹某', documentNumber: taken, basis: 'seizure', goods })])
  intake = `/warehouse/intakes/${String(made?.['id'])}`
  suite = await startSuite(bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

const field = (page: Page, name: string) => page.locator(`[id="warehouse.intake-${name}"]`)
const detained = (page: Page) => page.locator('input[aria-label="扣押时间（日期）"]')
/** The refusal that says so, with its rule and the article it rests on. */
async function refused(page: Page, rule: string, article: string, ...words: readonly string[]): Promise<void> {
  for (const word of words) {
    const finding = page.locator('.findings').filter({ hasText: word }).first()
    await finding.waitFor()
    const text = await finding.innerText()
    for (const part of [rule, article]) expect(text).toContain(part)
  }
}

/** Small bytes that claim to be a picture of ten billion pixels. */
function pictureBomb(): Buffer {
  const bytes = demoPicture(0xff0000)
  bytes.writeUInt32BE(100_000, 16)
  bytes.writeUInt32BE(100_000, 20)
  return bytes
}
const renamed = (name: string, head: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(600)])
})

describe('photos at the intake counter', () => {
  const photoCell = (page: Page) => page.locator('[aria-label^="第1行照片，"]')
  const said = (cell: Locator, words: string) => cell.locator('[role=alert]', { hasText: words }).waitFor()

  it('too large, dropped, pasted or picked: refused in words, and nothing else typed is lost', async () => {
    const page = await desk.at(keeper, '/warehouse/counter')
    await field(page, 'documentNumber').fill('云城扣字〔2026〕982号')
    await field(page, 'party').fill('邬某')
    await page.locator('[data-cell="0:0"] input').fill('旧轮胎')
    const cell = photoCell(page)
    for (const how of ['drop', 'paste'] as const) {
      await cell.evaluate((box, given) => {
        const carried = new DataTransfer()
        carried.items.add(new File([new Uint8Array(100 * 1024 * 1024)], `大图${given}.png`, { type: 'image/png' }))
        box.dispatchEvent(
          given === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true })
            : new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true })
        )
      }, how)
      await said(cell, `“大图${how}.png”有100 MB，超过50 MB，请压缩或分开后再传`)
    }
    const large = join(tempFolder('large'), '大图选.png')
    writeFileSync(large, Buffer.alloc(51 * 1024 * 1024))
    await page.locator('input[type=file][aria-label="第1行照片"]').setInputFiles(large)
    await said(cell, '“大图选.png”有51 MB，超过50 MB')
    expect(await page.locator('[data-cell="0:0"] input').inputValue()).toBe('旧轮胎')
    expect(await field(page, 'party').inputValue()).toBe('邬某')
  })

  it('no picture under a picture’s name, and a picture too wide to show', async () => {
    const page = await desk.at(keeper, '/warehouse/counter')
    const chooser = page.locator('input[type=file][aria-label="第1行照片"]')
    const cell = photoCell(page)
    await chooser.setInputFiles(renamed('程序.jpg', 'MZ\x90\x00'))
    await said(cell, '“程序.jpg”没有传上：只能上传图片')
    await chooser.setInputFiles(renamed('压缩.jpg', 'PK\x03\x04'))
    await said(cell, '“压缩.jpg”没有传上：只能上传图片')
    await chooser.setInputFiles({ name: '清单.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') })
    await said(cell, '“清单.jpg”不是图片，请重新拍照或选择图片')
    await handFile(cell, 'paste', '炸弹.png', pictureBomb())
    await said(cell, '“炸弹.png”没有传上：图片尺寸过大（超过1亿像素）')
    expect(await cell.locator('.thumb').count()).toBe(0)
    await handFile(cell, 'drop', '轮胎.png', demoPicture(0x333333))
    await page.getByRole('button', { name: '去掉第1行照片第1张' }).waitFor()
    expect(await cell.locator('[role=alert]').count()).toBe(0)
    expect(await field(page, 'party').inputValue()).toBe('邬某')
  })
})

describe('an intake that cannot be', () => {
  it('names what is missing, doubled or in the future, and goes on once it is right', async () => {
    const page = await desk.at(keeper, '/warehouse/counter')
    await choose(page, field(page, 'squadId'), 'yzd', '一中队')
    await choose(page, field(page, 'basis'), '', '查封扣押')
    await choose(page, field(page, 'officers.0.personId'), 'rps', '任平生')
    await field(page, 'officers.0.certificate').fill('湘云城执0101')
    await choose(page, field(page, 'officers.1.personId'), 'rps', '任平生')
    await field(page, 'officers.1.certificate').fill('湘云城执0101')
    await field(page, 'documentNumber').fill(taken)
    await detained(page).fill(`${year + 1}-02-01`)
    await page.locator('input[aria-label="扣押时间（时间）"]').fill('0900')
    await field(page, 'place').fill('城北市场')
    await field(page, 'cause').fill('占道经营')
    const cells = ['旧轮胎', '', '', '5', '个', '磨损', '', '', '柜台专架']
    for (const [column, value] of cells.entries())
      if (value) await page.locator(`[data-cell="0:${column}"] input`).fill(value)
    await choose(page, page.locator('[data-cell="0:6"] input'), '', '易存放')
    await page.getByText('拒绝签名', { exact: true }).click()
    await page.keyboard.press('F2')
    await refused(
      page,
      'WH-03',
      '《仓库管理制度》',
      '两名执法人员都是',
      `文书号${taken}已用于入库单`,
      '晚于现在',
      '须记明原因和见证人',
      '双方都要签字'
    )
    expect(await page.locator('[data-cell="0:0"] input').inputValue()).toBe('旧轮胎')

    await choose(page, field(page, 'officers.1.personId'), 'pyf', '彭一帆')
    await field(page, 'officers.1.certificate').fill('湘云城执0102')
    await field(page, 'documentNumber').fill('云城扣字〔2026〕982号')
    await detained(page).fill(workday)
    await page.locator('input[aria-label="扣押时间（时间）"]').fill('0001')
    await page.locator('input[aria-label="事先批准日期"]').fill(workday)
    await page.getByLabel('拒签原因').fill('当事人拒绝签名')
    await page.getByLabel('见证人').fill('网格员刘某')
    await page.getByLabel('交件人 任平生的签字码').fill('000000')
    await page.getByLabel('保管员 戴长春的签字码').fill(demoPin)
    await page.keyboard.press('F2')
    await page
      .getByText(/签字码/)
      .filter({ hasText: /不对|不正确|错误/ })
      .first()
      .waitFor()
    await page.getByLabel('交件人 任平生的签字码').fill(demoPin)
    await handIn(page, '入库（F2）', () => page.getByText('已入库 ZK-').waitFor(), '联合整治行动收缴，随收随入库')
  })
})

describe('papers that cannot be', () => {
  const submit = (page: Page, name: string) => page.locator('form').getByRole('button', { name, exact: true }).click()
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

  it('a decision dated before the detention or tomorrow, on exit and on the intake', async () => {
    const page = await desk.at(officer, intake)
    await press(page, '申请出库')
    await choose(page, page.getByRole('combobox', { name: '去向' }), '', '退还')
    await page.getByLabel('决定文书').first().fill('云城退字〔2026〕98号')
    await page.getByRole('textbox', { name: '理由' }).fill('期满退还')
    await page
      .locator('section[aria-label^="决定文书扫描件"] input[type=file]')
      .setInputFiles(picture('决定书.png', 0xf0e8d0))
    await page.getByRole('button', { name: '去掉决定书.png' }).waitFor()
    const decidedOn = page.locator('input[aria-label="决定日期"]')
    await decidedOn.fill(`${year - 1}-01-05`)
    await submit(page, '提交出库申请')
    await refused(page, 'WH-09', '第二部分第六条', '决定日期不能早于扣押日期')
    await decidedOn.fill(`${year + 1}-12-05`)
    await submit(page, '提交出库申请')
    await refused(page, 'WH-09', '第二部分第六条', '决定日期不能晚于今天')
    await decidedOn.fill(workday)
    await page.getByRole('textbox', { name: '这次出库' }).fill('4')
    await submit(page, '提交出库申请')
    await refused(page, 'WH-10', '《执法人员行为规范制度》', '铁皮桶在库只有3个，不能出库4个')
    expect(await page.getByRole('textbox', { name: '理由' }).inputValue()).toBe('期满退还')

    const on = await desk.at(officer, intake)
    await press(on, '登记处理决定')
    await choose(on, on.getByRole('combobox', { name: '处理决定' }), '', '解除并退还')
    await on.getByLabel('决定文书号').fill('云城退字〔2026〕99号')
    await on.locator('input[aria-label="决定日期"]').fill(`${year + 1}-12-05`)
    await submit(on, '登记处理决定')
    await refused(on, 'WH-05', '《关于行政案件办理的程序规定》', '决定日期不能晚于今天')
  })

  it('an extension of more than the law allows, and a test that ends before it begins', async () => {
    const page = await desk.at(officer, intake)
    await press(page, '申请延期')
    await page.getByLabel('延期天数').or(page.getByLabel('延长天数')).first().fill('31')
    await page.locator('form textarea').first().fill('案情复杂')
    await submit(page, '提交延期申请')
    await refused(page, 'WH-05', '第五十一条', '30')
    const on = await desk.at(officer, intake)
    await press(on, '登记检测期间')
    await on.getByLabel('检测鉴定机构').fill('县质检所')
    await on.locator('input[aria-label="开始日期"]').fill(workday)
    await on.locator('input[aria-label="结束日期"]').fill(`${year - 1}-01-05`)
    await on.getByLabel('告知书文号').fill('云城检告〔2026〕98号')
    await submit(on, '登记检测期间')
    await refused(on, 'WH-05', '第五十一条', '结束日期不能早于')
    expect(await on.getByLabel('检测鉴定机构').inputValue()).toBe('县质检所')
  })

  it('goods moved to another owner’s place, and a third party’s agreement that ends before it begins', async () => {
    const page = await desk.at(keeper, intake)
    await press(page, '委托第三人保管')
    await page.getByText('铁皮桶 3个').waitFor()
    await page.locator('input[aria-label="起始日期"]').fill(`${year + 1}-03-01`)
    await page.locator('input[aria-label="截止日期"]').fill(workday)
    await choose(page, page.getByRole('combobox', { name: '责任人' }), 'rps', '任平生')
    await submit(page, '委托保管')
    await refused(page, 'WH-12', '第十七条', '截止日期不能早于起始日期', '起始日期不能晚于今天', '还缺保管人')
    const line = await desk.at(keeper, intake)
    await line.getByRole('link', { name: /^ZK-\d{4}-\d+-01$/ }).click()
    await press(line, '移位')
    await line.getByRole('textbox', { name: '新库位' }).fill('柜台专架')
    await line.getByRole('textbox', { name: '移位原因' }).fill('腾地方')
    await submit(line, '移位')
    await refused(line, 'WH-13', '第二部分第三条', '请另选库位，或写明分隔标识')
    expect(await line.getByRole('textbox', { name: '移位原因' }).inputValue()).toBe('腾地方')
  })
})

describe('wrong parameters of the seasons', () => {
  it('are refused in 系统 before anybody is asked to approve them', async () => {
    const page = await desk.at('fangzimo', '/system/rules')
    const rule = page.locator('tr', { hasText: 'WH-04' }).first()
    await rule.getByRole('button', { name: '调整' }).click()
    const spring = page.getByLabel('春季月份')
    await page.getByLabel('调整依据').fill('局务会纪要')
    for (const wrong of ['3,4,13', '三月', '']) {
      await spring.fill(wrong)
      await page.getByRole('button', { name: '提交审批' }).click()
      await page
        .locator('.notice, [role=alert]', {
          hasText: wrong ? '春季月份应为1至12的月份，用逗号分开，如 3,4,5' : '春季月份应为文字，不能为空'
        })
        .first()
        .waitFor()
      expect(await spring.inputValue()).toBe(wrong)
      expect(await page.getByLabel('调整依据').inputValue()).toBe('局务会纪要')
    }
    const office = page.locator('tr', { hasText: 'WH-02' }).first()
    await office.getByRole('button', { name: '调整' }).click()
    await page.getByLabel('上午上班').fill('25:00')
    await page.getByLabel('调整依据').fill('局务会纪要')
    await page.getByRole('button', { name: '提交审批' }).click()
    await page.locator('.notice', { hasText: '上午上班应为一天中的时刻，如 8:00' }).waitFor()
  })
})
