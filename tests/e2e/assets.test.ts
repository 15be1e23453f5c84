import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { workday } from '../support/setDate.mjs'
import { agreeInTurn, at, attach, pickAsset, recordOf, refusedBy, stateIs } from './support/assetWork'
import { shownPath } from './support/goodsWork'
import { choose, desks, downloaded, handIn, wordText } from './support/recordWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'

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

describe('a thing comes, moves and goes', () => {
  /** The request of the first act, which the second goes on with. */
  let request = ''

  it('AST-03 AST-04 two printers above the standard of the room are asked for with the reason, and approved by all', async () => {
    const form = await desk.at(at.applicant, '/assets/acquisitions/new')
    await form.getByLabel('使用房间').fill('206室')
    await form.getByText('206室：2人').waitFor()
    await form.getByLabel('理由').fill('考察材料双面打印')
    await form.getByLabel('预算').fill('年度办公设备预算3160元')
    await form.locator('[data-cell="0:0"] input').fill('A4黑白打印机')
    await form.locator('[data-cell="0:4"] input').fill('2')
    await form.locator('[data-cell="0:5"] input').fill('1580')
    await form.getByRole('button', { name: '提交审批' }).click()
    // One printer a room; the request says why, nothing typed is lost.
    await refusedBy(form, 'AST-04', '206室有2人，现有打印机0台，再加2台')
    await handIn(form, '提交审批', () => recordOf(form, 'acquisitions'), '两人分处里外间，须各配一台')
    request = shownPath(form)
    await stateIs(form, '审批中')
    const early = await desk.at(at.clerk, request)
    await early.getByRole('button', { name: '验收：批准后才能采购、验收' }).waitFor()
    await agreeInTurn(desk, request, [
      ['lixiangqian', '黎向前'],
      [at.director, '谢晓岚'],
      [at.financeHead, '蒋明珠'],
      [at.leader, '陆远航'],
      ['zhouqiming', '周启明'],
      ['hewenqing', '贺文清']
    ])
    await stateIs(await desk.at(at.clerk, request), '已批准')
  })

  it('AST-05 AST-07 what was approved is accepted by two with all papers, put on cards, and labelled by scanning', async () => {
    const page = await desk.at(at.clerk, request)
    await stateIs(page, '已批准')
    await page.getByRole('button', { name: '验收', exact: true }).click()
    await page.getByLabel('取得日期').fill(workday)
    await page.getByLabel('采购日期').fill(workday)
    await page.getByLabel('供应商').fill('云溪县新城办公设备行')
    await page.getByLabel('合同号').fill('HT-0519')
    await page.getByLabel('发票号').fill('04305190')
    await page.getByLabel('验收结论').fill('型号、数量相符，通电正常')
    await page.locator('[data-cell="0:3"] input').fill('SN-51、SN-52')
    await page.getByRole('button', { name: '共同验收' }).click()
    await refusedBy(page, 'AST-05', '办公室验收人签字')
    for (const paper of ['合同', '验收单扫描件', '发票']) await attach(page, paper)
    await page.getByLabel('办公室验收人的签字码').fill(demoPin)
    await page.getByLabel('申请科室验收人的签字码').fill(demoPin)
    await handIn(page, '共同验收', () => recordOf(page, 'acceptances'))
    await stateIs(page, '待建卡')

    await page.getByRole('button', { name: '建卡', exact: true }).click()
    await choose(page, page.getByRole('combobox', { name: '使用人', exact: true }), 'fjn', '冯佳宁')
    await choose(page, page.getByRole('combobox', { name: '保管人', exact: true }), 'fjn', '冯佳宁')
    await page.getByLabel('存放地点').fill('206室')
    await handIn(page, '建卡', () => recordOf(page, 'acceptances'))
    await stateIs(page, '已建卡')
    const numbers = await page
      .locator('section', { hasText: '卡片' })
      .locator('a[href*="/assets/cards/"]')
      .allInnerTexts()
    expect(numbers).toHaveLength(2)

    const labels = await desk.at(at.clerk, '/assets/labels')
    const row = labels.locator('[role=row]', { hasText: numbers[0] ?? '' })
    await row.waitFor()
    await row.locator('.el-checkbox').click()
    await labels.getByRole('button', { name: '打印资产标签' }).click()
    const printed = await downloaded(labels, () => labels.getByRole('button', { name: 'A4 纸排版' }).click())
    const text = await wordText(printed.bytes)
    for (const part of [numbers[0] ?? '', 'A4黑白打印机', '政工股']) expect(text).toContain(part)
    const line = labels.getByRole('textbox', { name: '标签贴好后扫一下' })
    await line.fill(numbers[0] ?? '')
    await line.press('Enter')
    await labels.getByText(`${numbers[0]} A4黑白打印机 已确认贴好`).waitFor()
    await row.waitFor({ state: 'detached' })
    await line.fill('GD77777')
    await line.press('Enter')
    await labels.getByText('账上没有编号 GD77777').waitFor()
  })

  it('AST-03 what was sent back is corrected in its own form and goes through the chain again', async () => {
    const page = await desk.at(at.applicant, '/assets/home')
    await page.locator('tr', { hasText: '退回补正的购置申请' }).getByRole('button', { name: '去补正' }).click()
    await page.locator('[role=row]', { hasText: '投影仪' }).locator('a').first().click()
    await page.getByText('会议室已有一台，请说明现有设备能否调剂').first().waitFor()
    await page.getByRole('button', { name: '补正重报' }).click()
    const form = page.locator('form')
    expect(await form.getByLabel('预算').inputValue()).toBe('年度办公设备预算，6500元')
    await form.getByLabel('理由').fill('现有一台已借给文明办，迎检期间无法调剂')
    await form.getByLabel('补正说明').fill('说明了现有设备情况')
    await handIn(page, '保存并重报', () => stateIs(page, '审批中'))
    await page.getByText('说明了现有设备情况（修改：理由）').first().waitFor()
  })

  it.each([
    ['借用单', 'xiangbeichen', 'loans', '请写明联合检查的文号', '用途', '联合检查', '云环联〔2026〕7号联合检查'],
    ['装备领用单', 'zhuobufan', 'equipment', '今年已领两套，请说明用途', '用途', '夏季换装', '防汛值守备用一套'],
    [
      '损失认定单',
      'yishuihan',
      'damages',
      '请附漏水报修的情况说明',
      '经过',
      '屋顶漏水浸泡，柜体锈穿',
      '屋顶漏水浸泡，6月3日已报修'
    ]
  ])(
    'AST-03 a %s sent back is corrected in its own form, what was typed standing in it',
    async (_what, applicant, folder, objection, field, before, after) => {
      const page = await desk.at(applicant, `/assets/${folder}?state=returned`)
      await page.locator('[role=row]', { hasText: '退回补正' }).locator('a').first().click()
      await page.getByText(objection).first().waitFor()
      await page.getByRole('button', { name: '补正重报' }).click()
      const form = page.locator('form')
      expect(await form.getByLabel(field, { exact: true }).inputValue()).toBe(before)
      await form.getByLabel(field, { exact: true }).fill(after)
      await form.getByRole('button', { name: '保存并重报' }).click()
      await page.locator('.has-problem', { hasText: '补正说明' }).waitFor()
      expect(await form.getByLabel(field, { exact: true }).inputValue()).toBe(after)
      await form.getByLabel('补正说明').fill('按意见写明')
      await handIn(page, '保存并重报', () => stateIs(page, '审批中'))
      await page.getByText(`按意见写明（修改：${field}）`).first().waitFor()
      await page.locator('.record', { hasText: after }).waitFor()
    }
  )

  it('AST-09 custody passes with both signatures, not with the approval', async () => {
    const list = await desk.at(at.clerk, '/assets/transfers?state=approved')
    await list.locator('[role=row]', { hasText: '已批准' }).locator('a').first().click()
    await stateIs(list, '已批准')
    const card = await list.locator('a[href*="/assets/cards/"]').first().getAttribute('href')
    const keeper = async () => {
      const page = await desk.at(at.director, (card ?? '').replace(/^.*#/, ''))
      return page.locator('.record dl').nth(3).innerText()
    }
    expect(await keeper()).toContain('冯佳宁')
    await list.getByRole('button', { name: '双方签字交接' }).click()
    await list.getByLabel('移交人 冯佳宁的签字码').fill(demoPin)
    await list.getByRole('button', { name: '双方签字，办结交接' }).click()
    await refusedBy(list, 'AST-09', '向北辰')
    await list.getByLabel('移交人 冯佳宁的签字码').fill(demoPin)
    await list.getByLabel('接收人 向北辰的签字码').fill(demoPin)
    await handIn(list, '双方签字，办结交接', () => stateIs(list, '已交接'))
    const after = await keeper()
    expect(after).toContain('向北辰')
    expect(after).toContain('执法大队')
    expect(after).not.toContain('冯佳宁')
  })

  it('AST-12 retirement is refused before the minimum life; what has reached it is decided, disposed of and off the book', async () => {
    const form = await desk.at(at.accountant, '/assets/retirements/new')
    await pickAsset(form, 'GD00001')
    await form.getByLabel('原因').fill('主板损坏，无维修价值')
    await form.getByLabel('鉴定').fill('办公室会同使用科室查看，无维修价值')
    await form.getByRole('button', { name: '提交审批' }).click()
    await refusedBy(form, 'AST-12', '才满最低使用年限6年，未到年限不得申退')
    await form.getByRole('button', { name: '移除' }).click()
    await pickAsset(form, '台式', 'GD00003')
    await handIn(form, '提交审批', () => recordOf(form, 'retirements'))
    const retirement = shownPath(form)
    await agreeInTurn(desk, retirement, [
      [at.financeHead, '蒋明珠'],
      [at.leader, '陆远航'],
      [at.director, '谢晓岚']
    ])
    const page = await desk.at(at.clerk, retirement)
    await page.getByRole('button', { name: '处置下账' }).click()
    await page.getByLabel('处置日期').fill(workday)
    await page.getByLabel('处置去向').fill('交县定点再生资源回收企业')
    const panel = page.locator('form')
    await panel.getByRole('button', { name: '处置下账' }).click()
    await refusedBy(page, 'AST-12', '批准文号')
    await page.getByLabel('批准文号').fill('云财资〔2026〕16号')
    await page.getByLabel('残值收入').fill('50')
    await handIn(page, '处置下账', () => stateIs(page, '已处置'))
    await page.locator('a', { hasText: 'GD00003' }).click()
    await stateIs(page, '已下账')
    const printed = await downloaded(page, () => page.getByRole('button', { name: '打印资产管理卡' }).click())
    expect(await wordText(printed.bytes)).toContain('GD00003')
    const cards = await desk.at(at.clerk, '/assets/cards?q=T490')
    await cards.locator('[role=row]', { hasText: 'GD00004' }).waitFor()
    expect(await cards.locator('[role=row]', { hasText: 'GD00003' }).count()).toBe(0)
  })
})
