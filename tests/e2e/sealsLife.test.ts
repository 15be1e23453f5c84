import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { workday } from '../support/setDate.mjs'
import { agree, choose, desks, downloaded, handIn, wordText } from './support/recordWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'

// One seal from its application to its destruction, and a second that is lost on the way; each `it` goes on where the
// last ended.
const clerk = 'pengyifan'
const unitHead = 'longxiaolin'
const officeLeader = 'luyuanhang'
const director = 'xiexiaolan'
const custodian = 'tangyuwei'
const head = 'zhouqiming'
const imprint = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64'
)
const name = '一中队勤务专用章'
const engraver = '云溪县永安刻章服务部'

let browser: Browser
let suite: RunningSuite
let desk: ReturnType<typeof desks>
const story = { engraving: '', seal: '', use: '', destruction: '' }

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
const inState = (page: Page, state: string) => page.locator('.record > header', { hasText: state }).waitFor()
const field = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true })
const submit = (page: Page, label: string) =>
  page.locator('form.form').getByRole('button', { name: label, exact: true }).click()
const held = (page: Page, rule: string) => page.locator('.findings', { hasText: rule }).waitFor()
const pinOf = (page: Page, party: string) => page.getByRole('group', { name: party }).locator('input[type=password]')
const today = workday.replaceAll('-', '')
const attach = (page: Page, file: string) =>
  page.locator('form.form input[type=file]').setInputFiles({ name: file, mimeType: 'image/png', buffer: imprint })

/** Begins an act of the record that is open. */
async function begin(page: Page, act: string): Promise<void> {
  await page.getByRole('toolbar').first().getByRole('button', { name: act, exact: true }).click()
  await page.locator('form.form').waitFor()
}
/** Opens the seal's page at somebody's desk. */
async function sealAt(account: string, act?: string): Promise<Page> {
  const page = await desk.at(account, story.seal)
  await page.locator('.record .columns').waitFor()
  if (act) await begin(page, act)
  return page
}
/** Opens what is to be printed of the open record and gives its text. */
async function printed(page: Page, label: string): Promise<string> {
  return wordText((await downloaded(page, () => page.getByRole('button', { name: `打印${label}` }).click())).bytes)
}

describe('a seal is applied for, engraved and brought into use', () => {
  it('a returned application is corrected by its applicant; the old opinion stays beside the new', async () => {
    const page = await desk.at(clerk, '/seals/register/engravings/new')
    await field(page, '理由').fill('夜间勤务行文')
    await field(page, '依据').fill('局党组会议纪要〔2026〕9号')
    await field(page, '名称').fill(name)
    await field(page, '印文').fill('一中队勤务章')
    await choose(page, page.getByRole('combobox', { name: '类别' }), '内设', '内设机构印章')
    await field(page, '尺寸').fill('直径4.0厘米')
    await handIn(page, '提交申请', () => page.waitForURL(/engravings\/[0-9a-f-]{36}$/))
    story.engraving = shownPath(page)

    const headDesk = await desk.at(unitHead, story.engraving)
    await headDesk.getByRole('button', { name: '退回补正', exact: true }).click()
    await headDesk.getByRole('textbox', { name: '需要补正的内容' }).fill('印文要写全称。')
    await headDesk.getByRole('button', { name: '确定', exact: true }).click()
    await inState(headDesk, '退回补正')
    await headDesk.getByRole('button', { name: '补正重报：由申请人办理' }).waitFor()

    const waiting = (await desk.at(clerk, '/seals')).locator('tr', { hasText: '退回补正的刻制申请' })
    await waiting.waitFor()
    expect(await waiting.locator('.many').innerText()).toBe('1')
    const others = await desk.at(unitHead, '/seals')
    await others.locator('.begin').waitFor()
    await others.waitForLoadState('networkidle')
    expect(await others.getByText('退回补正的刻制申请').count()).toBe(0)
    await waiting.getByRole('button', { name: '去补正' }).click()
    await waiting.page().waitForURL(/#\/seals\/register\/engravings/)
    const again = await desk.at(clerk, story.engraving)
    await begin(again, '补正重报')
    expect(await field(again, '印文').inputValue()).toBe('一中队勤务章')
    await field(again, '印文').fill('云溪县城市管理执法大队一中队勤务专用章')
    await submit(again, '保存并重报')
    await again.locator('.has-problem', { hasText: '补正说明' }).waitFor()
    await field(again, '补正说明').fill('印文已写全称')
    await submit(again, '保存并重报')
    await inState(again, '审批中')
    const life = again.locator('section', { hasText: '经过' }).last()
    await expect.poll(() => life.innerText()).toContain('印文已写全称（修改：印文）')
    expect(await life.innerText()).toContain('印文要写全称。')
  })

  it('before the approval it cannot be engraved; unit, office and head agree', async () => {
    const page = await desk.at(director, story.engraving)
    await page.getByRole('button', { name: '登记刻制：批准后才能登记刻制' }).waitFor()
    await agree(await desk.at(unitHead, story.engraving), '龙啸林')
    await agree(await desk.at(director, story.engraving), '谢晓岚')
    await agree(await desk.at(head, story.engraving), '周启明')
  })

  it('SEAL-03 it is registered only from a designated shop, not before its approval, with its imprint', async () => {
    const page = await desk.at(director, story.engraving)
    await begin(page, '登记刻制')
    await field(page, '刻制单位').fill(engraver)
    await field(page, '刻制批准文号').fill('云城管批〔2026〕77号')
    await field(page, '刻制日期').fill('20200101')
    await field(page, '存放').fill('一中队保险柜')
    await field(page, '安全防范').fill('双锁、监控')
    await submit(page, '登记刻制')
    await held(page, 'SEAL-03')
    const said = await page.locator('.findings').innerText()
    expect(said).toContain('《印章管理制度》第二条')
    expect(said).toContain('印模')
    expect(await field(page, '刻制批准文号').inputValue()).toBe('云城管批〔2026〕77号')
    await field(page, '刻制日期').fill(today)
    await page.locator('.field', { hasText: '公安机关指定' }).locator('.el-switch, .el-checkbox').first().click()
    await attach(page, '印模.png')
    await page.locator('form.form', { hasText: '印模.png' }).waitFor()
    await handIn(page, '登记刻制', () => page.waitForURL(/#\/seals\/register\/[0-9a-f-]{36}$/))
    story.seal = shownPath(page)
    await inState(page, '已刻制待启用')
  })

  it('SEAL-04 the office brings it into use by a notice that carries number and imprint text', async () => {
    const page = await sealAt(director, '发文启用')
    await submit(page, '发文启用')
    await held(page, 'SEAL-04')
    await field(page, '启用文号').fill('云城管办〔2026〕101号')
    await submit(page, '发文启用')
    await inState(page, '已启用待领取')
    const notice = await printed(page, '启用通知')
    for (const part of [name, '云城管办〔2026〕101号', '云溪县城市管理执法大队一中队勤务专用章'])
      expect(notice).toContain(part)
  })

  it('SEAL-06 its custodian receives it with both signatures, and the handover is printed', async () => {
    const page = await sealAt(director, '领取')
    await choose(page, page.getByRole('combobox', { name: '接收人', exact: true }), 'lxl', '龙啸林')
    await field(page, '原因').fill('新章启用，由中队长保管')
    await pinOf(page, '移交人').fill(demoPin)
    await pinOf(page, '接收人').fill('000000')
    await submit(page, '双方签字，办结交接')
    await page
      .locator('form.form [role=alert], form.form .has-problem, form.form .foot', { hasText: '签字码' })
      .first()
      .waitFor()
    expect(await field(page, '原因').inputValue()).toBe('新章启用，由中队长保管')
    await pinOf(page, '接收人').fill(demoPin)
    await submit(page, '双方签字，办结交接')
    await inState(page, '使用中')
    await page.locator('section', { hasText: '交接' }).locator('table a').first().click()
    await page.locator('.record .columns', { hasText: '谢晓岚' }).waitFor()
    const paper = await printed(page, '交接单')
    for (const part of [name, '谢晓岚', '龙啸林', '新章启用，由中队长保管']) expect(paper).toContain(part)
  })
})

describe('the seal in use', () => {
  it('a use returned by the unit head is corrected in place and stamped by the new custodian', async () => {
    const page = await desk.at(clerk, '/seals/requests/new')
    await choose(page, page.getByRole('combobox', { name: '类别' }), '总结', '部门请示、报告、计划、总结')
    await choose(page, page.getByRole('combobox', { name: '印章' }), '勤务', name)
    await field(page, '文件名称').fill('夜间勤务工作总结')
    await field(page, '份数').fill('5')
    await handIn(page, '提交申请', () => page.waitForURL(/requests\/[0-9a-f-]{36}$/))
    story.use = shownPath(page)
    const headDesk = await desk.at(unitHead, story.use)
    await headDesk.getByRole('button', { name: '退回补正', exact: true }).click()
    await headDesk.getByRole('textbox', { name: '需要补正的内容' }).fill('两份就够。')
    await headDesk.getByRole('button', { name: '确定', exact: true }).click()
    await inState(headDesk, '退回补正')

    const again = await desk.at(clerk, story.use)
    await begin(again, '补正重报')
    await expect.poll(() => field(again, '份数').inputValue()).toBe('5')
    await field(again, '份数').fill('2')
    await field(again, '补正说明').fill('按两份')
    await submit(again, '保存并重报')
    await inState(again, '审批中')
    await expect.poll(() => again.locator('.record').innerText()).toContain('按两份（修改：份数、用印次数）')
    await agree(await desk.at(unitHead, story.use), '龙啸林')

    const counter = await desk.at(unitHead, '/seals/counter')
    await counter.locator('.customer li button', { hasText: '夜间勤务工作总结' }).click()
    await counter.getByRole('checkbox', { name: /盖章页内容完整/ }).press('Space')
    await counter.keyboard.press('F2')
    await counter.getByText('已用印 YY-').waitFor()
  })
})

describe('the seal goes out of use', () => {
  it('SEAL-02 suspended it takes no application any more', async () => {
    const page = await sealAt(director, '停用')
    await field(page, '停用原因').fill('勤务制度调整')
    await submit(page, '停用印章')
    await inState(page, '停用')
    const asking = await desk.at(clerk, '/seals/requests/new')
    await choose(asking, asking.getByRole('combobox', { name: '类别' }), '总结', '部门请示、报告、计划、总结')
    await choose(asking, asking.getByRole('combobox', { name: '印章' }), '勤务', name)
    await field(asking, '文件名称').fill('再次总结')
    await submit(asking, '提交申请')
    await held(asking, 'SEAL-02')
    expect(await field(asking, '文件名称').inputValue()).toBe('再次总结')
    await asking.getByRole('button', { name: '取消', exact: true }).click()
  })

  it('SEAL-18 recovered with signatures, it is sealed away', async () => {
    const page = await sealAt(director, '收回')
    await choose(page, page.getByRole('combobox', { name: '接收人', exact: true }), 'tyw', '唐雨薇')
    await field(page, '原因').fill('停用收回')
    await pinOf(page, '移交人').fill(demoPin)
    await pinOf(page, '接收人').fill(demoPin)
    await submit(page, '双方签字，办结交接')
    await inState(page, '已收回')
    await begin(page, '封存')
    await field(page, '封存处').fill('档案室铁皮柜')
    await field(page, '封存原因').fill('勤务制度调整')
    await submit(page, '封存印章')
    await inState(page, '已封存')
  })

  it('SEAL-18 it is destroyed on approval before two witnesses, and the record names them', async () => {
    const page = await sealAt(custodian, '申请销毁')
    await field(page, '销毁方式').fill('切割粉碎')
    await field(page, '销毁原因').fill('不再使用')
    await handIn(page, '报批销毁', () => page.waitForURL(/destructions\/[0-9a-f-]{36}$/))
    story.destruction = shownPath(page)
    const again = await sealAt(custodian)
    await again.getByRole('button', { name: /^申请销毁：销毁申请YZX-.+正在办理/ }).waitFor()
    await agree(await desk.at(director, story.destruction), '谢晓岚')
    // Nobody decides two steps of one request running (K-02): the office's step goes up to its leader.
    await agree(await desk.at(officeLeader, story.destruction), '陆远航')
    await agree(await desk.at(head, story.destruction), '周启明')
    const done = await desk.at(custodian, story.destruction)
    await begin(done, '登记销毁')
    await field(done, '地点').fill('局机关后院')
    await choose(done, done.getByRole('group', { name: '监销人一' }).getByRole('combobox'), 'xxl', '谢晓岚')
    await pinOf(done, '监销人一').fill(demoPin)
    await submit(done, '登记销毁')
    await held(done, '两名监销人签字')
    await choose(done, done.getByRole('group', { name: '监销人二' }).getByRole('combobox'), 'lxl', '龙啸林')
    await pinOf(done, '监销人二').fill(demoPin)
    await attach(done, '销毁照片.png')
    await done.locator('form.form', { hasText: '销毁照片.png' }).waitFor()
    // Who agreed to the destruction does not witness it (K-12): somebody else does.
    await submit(done, '登记销毁')
    await held(done, '谢晓岚是审批人，不能再作监销人')
    expect(await field(done, '地点').inputValue()).toBe('局机关后院')
    await choose(done, done.getByRole('group', { name: '监销人一' }).getByRole('combobox'), 'wry', '温如玉')
    await pinOf(done, '监销人一').fill(demoPin)
    await submit(done, '登记销毁')
    await inState(done, '已销毁')
    const record = await printed(done, '销毁记录')
    for (const part of [name, '切割粉碎', '局机关后院', '温如玉', '龙啸林', '周启明']) expect(record).toContain(part)
    await inState(await sealAt(director), '已销毁')
  })
})

describe('a seal that is lost', () => {
  it('SEAL-17 is reported by its custodian, is void from that day, and the report is printed', async () => {
    const list = await desk.at(unitHead, '/seals/register')
    await list.locator('[role=row]', { hasText: '一中队印章' }).locator('a').first().click()
    await list.locator('.record .columns').waitFor()
    await begin(list, '报告遗失')
    await field(list, '经过').fill('执勤途中发现印章盒遗失')
    await field(list, '遗失起始日期').fill('20991231')
    await submit(list, '报告遗失')
    await held(list, 'SEAL-17')
    expect(await field(list, '经过').inputValue()).toBe('执勤途中发现印章盒遗失')
    await field(list, '遗失起始日期').fill(today)
    await handIn(list, '报告遗失', () => list.waitForURL(/losses\/[0-9a-f-]{36}$/))
    const report = await printed(list, '遗失报告')
    for (const part of ['一中队印章', '执勤途中发现印章盒遗失', '龙啸林']) expect(report).toContain(part)
  })
})

describe('SEAL-19 the inspection that is due', () => {
  it('is started from the due list on its unit and period', async () => {
    const page = await desk.at(custodian, '/')
    await page.getByText('以后到期', { exact: true }).waitFor()
    const more = page.getByRole('button', { name: /全部列出/ })
    while (await more.count()) await more.first().click()
    const due = page.getByRole('link', { name: /^检查.+的用印情况/ }).first()
    const unit = /^检查(.+)的用印情况/.exec(await due.innerText())?.[1] ?? ''
    await due.click()
    await page.waitForURL(/#\/seals\/inspections\/new\?unit=/)
    await expect.poll(() => page.locator('.field', { hasText: '被查单位' }).innerText()).toContain(unit)
    expect(await field(page, '检查期间').inputValue()).toMatch(/^\d{4}-\d{2}-01$/)
    await submit(page, '抽取样本')
    await inState(page, '检查中')
    expect(await page.locator('.record .columns').innerText()).toContain(unit)
  })
})
