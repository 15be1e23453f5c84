import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPicture } from '@main/office/demo/pictures'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { agree, choose, desks, downloaded, handIn, sheetRows, wordText } from './support/recordWork'
import { draw, handFile, picture, shownPath } from './support/goodsWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'
import { counterField as field, pasteText } from './support/warehouseCounter'

// Four lines taken in from one party, one of them returned in two parts; each `it` goes on where the last ended.
const keeper = 'daichangchun'
const officer = 'renpingsheng'
const squadHead = 'longxiaolin'
const party = '项某'
const documentNumber = '云城扣字〔2026〕901号'

let browser: Browser
let suite: RunningSuite
let desk: ReturnType<typeof desks>
const story = { intakeNumber: '', intake: '', firstExit: '' }

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

/** Winter of the year in which these tests take place, and every clock has run out. */
const winter = '2026-01-12'
const daysLater = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const inWords = (day: string) =>
  day
    .split('-')
    .map(Number)
    .reduce((words, part, index) => `${words}${part}${'年月日'[index]}`, '')

const lineRow = (page: Page, name: string) => page.locator('[role=row]', { hasText: party }).filter({ hasText: name })

/** Asks for stools to be returned; the others stay. */
async function askReturn(page: Page, quantity: string): Promise<void> {
  await page.getByRole('button', { name: '申请出库', exact: true }).click()
  await page.locator('.lines tbody tr', { hasText: '折叠凳' }).waitFor()
  await choose(page, page.getByRole('combobox', { name: '去向' }), '', '退还')
  await page.getByLabel('决定文书').first().fill('云城退字〔2026〕90号')
  await page.locator('input[aria-label="决定日期"]').fill(winter)
  await page.getByRole('textbox', { name: '理由' }).fill('期满解除查封扣押，退还当事人')
  await page
    .locator('section[aria-label^="决定文书扫描件"] input[type=file]')
    .setInputFiles(picture('决定书.png', 0xf0e8d0))
  await page.getByRole('button', { name: '去掉决定书.png' }).waitFor()
  for (const staying of ['大白菜', '遮阳伞', '电子秤'])
    await page.locator('.lines tbody tr', { hasText: staying }).getByRole('button', { name: '这次不出' }).click()
  await page.getByRole('textbox', { name: '这次出库' }).fill(quantity)
}

/** Keeper, squad head and party sign at the counter, and the goods go. */
async function handOver(route: string): Promise<void> {
  const page = await desk.at(keeper, route)
  await page.getByRole('button', { name: '办理出库', exact: true }).click()
  await page.getByLabel('领取人证件').fill('居民身份证')
  await page.getByLabel('保管员 戴长春的签字码').fill(demoPin)
  const submit = page.getByRole('button', { name: '共同签字，办结出库' })
  await submit.click()
  await page.locator('.findings', { hasText: '片区负责人或指定人员签字' }).first().waitFor()
  await choose(page, page.getByRole('combobox', { name: '片区负责人或指定人员' }), 'lxl', '龙啸林')
  await page.getByLabel('片区负责人或指定人员的签字码').fill(demoPin)
  await draw(page, page.getByRole('group', { name: '当事人（领取人）' }))
  await submit.click()
  await page.locator('.record header', { hasText: '已出库' }).waitFor()
}

describe('detained goods, from the counter to the party', () => {
  it('the counter refuses an intake nobody has signed, and keeps what was typed', async () => {
    const page = await desk.at(keeper, '/warehouse/counter')
    await field(page, 'documentNumber').fill(documentNumber)
    // A scanned number ends in Enter, which goes on to the next field.
    await field(page, 'documentNumber').press('Enter')
    expect(await field(page, 'caseNumber').evaluate((input) => input === document.activeElement)).toBe(true)
    await choose(page, field(page, 'squadId'), 'yzd', '一中队')
    await choose(page, field(page, 'basis'), '', '查封扣押')
    await choose(page, field(page, 'officers.0.personId'), 'rps', '任平生')
    await field(page, 'officers.0.certificate').fill('湘云城执0101')
    await choose(page, field(page, 'officers.1.personId'), 'pyf', '彭一帆')
    await field(page, 'officers.1.certificate').fill('湘云城执0102')
    await field(page, 'party').fill(party)
    await page.locator('input[aria-label="扣押时间（日期）"]').fill(winter)
    await page.locator('input[aria-label="扣押时间（时间）"]').fill('0930')
    await page.locator('input[aria-label="事先批准日期"]').fill(winter)
    await field(page, 'place').fill('城北市场')
    await field(page, 'cause').fill('占道经营')
    const goods = [
      '大白菜\t\t\t40\t公斤\t新鲜\t易腐\t80\t西区88号',
      '折叠凳\t\t\t10\t张\t八成新\t易存放\t200\t西区88号',
      '遮阳伞\t3米\t\t1\t把\t伞面破损\t易存放\t120\t西区88号',
      '电子秤\t30公斤\t\t2\t台\t完好\t易存放\t160\t西区88号'
    ]
    await pasteText(page.locator('[data-cell="0:0"] input'), goods.join('\n'))
    await expect.poll(() => page.locator('.lines tbody tr').count()).toBe(4)
    for (const [index, colour] of [0x3f7d3a, 0xb5562b, 0x2b5fb5].entries()) {
      await page
        .locator(`input[type=file][aria-label="第${index + 1}行照片"]`)
        .setInputFiles(picture(`物品${index + 1}.png`, colour))
      await page.getByRole('button', { name: `去掉第${index + 1}行照片第1张` }).waitFor()
    }
    await handFile(page.locator('[aria-label^="第4行照片，"]'), 'paste', '截图.png', demoPicture(0x775599))
    await page.getByRole('button', { name: '去掉第4行照片第1张' }).waitFor()

    await page.keyboard.press('F2')
    await page.locator('.findings', { hasText: '双方都要签字' }).waitFor()
    expect(await page.locator('.findings').innerText()).toContain('当事人签名须留存手写签名')
    expect(await page.getByText('已入库 ZK-').count()).toBe(0)
    expect(await page.locator('[data-cell="3:0"] input').inputValue()).toBe('电子秤')
  })

  it('party, officer and keeper sign; the squad is told the day that comes first', async () => {
    const page = await desk.at(keeper, '/warehouse/counter')
    // Coming back to the counter brings the draft back, photos and all.
    await page.getByText('没有交的草稿').waitFor()
    await page.getByRole('button', { name: '去掉第4行照片第1张' }).waitFor()
    await draw(page, page.getByRole('group', { name: '当事人签名', exact: true }))
    await page.getByLabel('交件人 任平生的签字码').fill(demoPin)
    await page.getByLabel('保管员 戴长春的签字码').fill(demoPin)
    const done = page.getByText('已入库 ZK-')
    await handIn(page, '入库（F2）', () => done.waitFor(), '联合整治行动收缴，随收随入库')
    const words = await done.innerText()
    story.intakeNumber = /ZK-\d{4}-\d{6}/.exec(words)?.[0] ?? ''
    expect(words).toContain('共4项')
    expect(words).toContain(`最早 ${inWords(daysLater(winter, 5))} 到期（暂扣物品处理期限）`)
    const slip = page.frameLocator('iframe[title="入库小票"]').locator('body')
    await expect.poll(() => slip.innerText()).toContain(story.intakeNumber)
    expect(await slip.innerText()).toContain('大白菜')
    // The next squad finds an empty counter.
    expect(await field(page, 'party').inputValue()).toBe('')
    expect(await page.locator('.lines tbody tr').count()).toBe(1)
  })

  it('the register shows the clocks side by side, and the tags are printed', async () => {
    const page = await desk.at(keeper, '/warehouse/intakes')
    await page.locator('[role=row]', { hasText: story.intakeNumber }).locator('a').first().click()
    await page.locator('.record .columns').waitFor()
    story.intake = shownPath(page)
    const cabbage = page.locator('tr', { hasText: '先到，以此为准' }).filter({ hasText: '大白菜' })
    expect(await cabbage.locator('.leads').innerText()).toContain(inWords(daysLater(winter, 5)))
    expect(await cabbage.innerText()).toContain(inWords(daysLater(winter, 30)))
    await page.getByRole('button', { name: '打印标签' }).click()
    const said = await page.getByText(/^打印 \d+ 张标签$/).innerText()
    const tags = await downloaded(page, () => page.getByRole('button', { name: 'A4 纸排版' }).click())
    // as many as it says, one for each of the four lines
    const printed = (await wordText(tags.bytes)).match(new RegExp(`${story.intakeNumber}-\\d+`, 'g'))
    expect([said, new Set(printed).size]).toEqual(['打印 4 张标签', 4])
    const list = await downloaded(page, () => page.getByRole('button', { name: '打印入库清单' }).click())
    const text = await wordText(list.bytes)
    for (const part of [story.intakeNumber, party, '大白菜', '折叠凳', '遮阳伞', '电子秤', '任平生', '戴长春'])
      expect(text).toContain(part)
  })

  it('the due list names each line, its rule and what to do', async () => {
    const page = await desk.at(keeper, '/warehouse/due')
    await page.getByLabel('查找').fill(party)
    await expect.poll(() => page.locator('[role=row]', { hasText: party }).count()).toBe(4)
    const cabbage = await lineRow(page, '大白菜').innerText()
    for (const part of [daysLater(winter, 5), '逾期', 'WH-04', '无主物品处理']) expect(cabbage).toContain(part)
    expect(await lineRow(page, '折叠凳').innerText()).toContain(daysLater(winter, 30))
  })

  it('four of ten stools are returned; the keeper cannot let them go before all have signed', async () => {
    const page = await desk.at(officer, story.intake)
    await askReturn(page, '4')
    await page.getByRole('button', { name: '提交出库申请' }).click()
    await page.waitForURL(/#\/warehouse\/exits\/[0-9a-f-]{36}$/)
    story.firstExit = shownPath(page)
    const early = await desk.at(keeper, story.firstExit)
    await early.getByRole('button', { name: '办理出库：尚未批准或已终止' }).waitFor()
    await agree(await desk.at(squadHead, story.firstExit), '龙啸林', '已作决定，同意退还。')
    await handOver(story.firstExit)
    const lines = await desk.at(keeper, '/warehouse/lines')
    await lines.getByLabel('查找').fill(party)
    const stools = lineRow(lines, '折叠凳')
    await expect.poll(() => stools.innerText()).toContain('部分出库')
    expect((await stools.innerText()).split('\n')).toContain('6')
  })

  it('no more than the six left can be asked for; returning them ends the line', async () => {
    const page = await desk.at(officer, story.intake)
    await askReturn(page, '7')
    await page.getByRole('button', { name: '提交出库申请' }).click()
    await page.getByText('折叠凳在库只有6张，不能出库7张').first().waitFor()
    expect(await page.locator('.findings').innerText()).toContain('WH-10')
    await page.getByRole('textbox', { name: '这次出库' }).fill('6')
    await page.getByRole('button', { name: '提交出库申请' }).click()
    await page.waitForURL(/#\/warehouse\/exits\/[0-9a-f-]{36}$/)
    const exit = shownPath(page)
    await agree(await desk.at(squadHead, exit), '龙啸林')
    await handOver(exit)

    const due = await desk.at(keeper, '/warehouse/due')
    await due.getByLabel('查找').fill(party)
    await expect.poll(() => due.locator('[role=row]', { hasText: party }).count()).toBe(3)
    expect(await lineRow(due, '折叠凳').count()).toBe(0)
  })

  it('the custody chain, the return list and the register of exits say both parts', async () => {
    const page = await desk.at(keeper, story.intake)
    await page.getByRole('link', { name: `${story.intakeNumber}-02` }).click()
    const chain = page.locator('section', { hasText: '物品流转（监管链）' }).last()
    await chain.locator('tbody tr').nth(3).waitFor()
    const acts = (await chain.locator('tbody tr').allInnerTexts()).map((row) =>
      row.split('\t').map((cell) => cell.trim())
    )
    expect(acts.map(([, act]) => act)).toEqual(['暂扣', '入库', '出库', '出库'])
    expect(acts.slice(2).map((cells) => cells[5])).toEqual(['4', '6'])
    expect(await page.locator('.record > header').innerText()).toContain('已出库')

    const exit = await desk.at(keeper, story.firstExit)
    const text = await wordText(
      (await downloaded(exit, () => exit.getByRole('button', { name: '打印退还清单' }).click())).bytes
    )
    for (const part of [party, '折叠凳', '云城退字〔2026〕90号']) expect(text).toContain(part)

    const register = await desk.at(keeper, '/warehouse/exits')
    await register.getByLabel('查找').fill(party)
    await expect.poll(() => register.locator('[role=row]', { hasText: party }).count()).toBe(2)
    const file = await downloaded(register, () => register.getByRole('button', { name: '导出', exact: true }).click())
    const rows = (await sheetRows(file.bytes, '出库登记')).filter((cells) =>
      cells.some((cell) => cell.includes('折叠凳'))
    )
    expect(rows.map((cells) => cells.find((cell) => /^[46](\.0+)?$/.test(cell))).sort()).toEqual(['4', '6'])
  })
})
