import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium'
import { agree, desks, downloaded, sheetRows, wordText } from './support/recordWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'

// One certificate from the application to the sealed page, and one application the custodian refuses; each `it` goes on
// where the last ended.
const clerk = 'pengyifan'
const unitHead = 'longxiaolin'
const leader = 'shenguodong'
const director = 'xiexiaolan'
const custodian = 'tangyuwei'

const page1x1 = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64'
)
const title = '一中队执法人员身份证明'

let browser: Browser
let suite: RunningSuite
let desk: ReturnType<typeof desks>
const story = { request: '', requestNumber: '', useNumber: '', refusalNumber: '' }

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

/** Counts what is typed on a page from now on: key presses, and the fields they change. */
async function countTyping(page: Page): Promise<() => Promise<{ keys: number; fields: string[] }>> {
  await page.evaluate(`
    window.typing ?? addEventListener('keydown', () => (typing.keys += 1), true)
    window.typing ?? addEventListener('input', ({ target }) => typing.fields.add(target.getAttribute('aria-label')), true)
    window.typing = { keys: 0, fields: new Set() }
  `)
  return () => page.evaluate<{ keys: number; fields: string[] }>(`({ keys: typing.keys, fields: [...typing.fields] })`)
}

/** Brings an application to the counter by what is typed into the search. */
async function atCounter(typed: string, document: string): Promise<Page> {
  const page = await desk.at(custodian, '/seals/counter')
  await page.locator('.customer li', { hasText: document }).waitFor()
  await page.getByRole('textbox', { name: '找申请' }).fill(typed)
  await page.keyboard.press('Enter')
  await page.locator('.lines .title', { hasText: document }).waitFor()
  return page
}

describe('the use of a seal, from the application to the register', () => {
  it('an application takes at most five typed fields; seal, purpose and impressions come with the kind of document', async () => {
    const page = await desk.at(clerk, '/seals/requests/new')
    const kind = page.getByRole('combobox', { name: '类别' })
    await kind.waitFor()
    const typing = await countTyping(page)
    // The kinds are there before anybody types: a slow machine reads them late.
    await kind.click()
    await page.locator('.el-select-dropdown__item:visible').first().hover({ trial: true })
    const marked = page.locator('.el-select-dropdown__item.is-hovering:visible', { hasText: /^证明/ })
    // Typed anew where a list that was still being drawn has lost its mark.
    await expect
      .poll(async () => {
        await kind.fill('')
        await kind.pressSequentially('zm')
        return marked.waitFor({ timeout: 5_000 }).then(
          () => true,
          () => false
        )
      })
      .toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.field', { hasText: '印章' }).first().innerText()).toContain('局行政章')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type(title)
    await page.keyboard.press('Tab')
    await page.keyboard.type('2')
    await page.keyboard.press('Tab')
    await page.keyboard.type('县政务服务中心')
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(/#\/seals\/requests\/[0-9a-f-]{36}$/)
    story.request = shownPath(page)
    const { keys, fields } = await typing()
    expect(fields.toSorted()).toEqual(['份数', '发往单位', '文件名称', '类别'].toSorted())
    expect(fields.length).toBeLessThanOrEqual(5)
    // Under a minute for whoever types eighty characters a minute.
    expect(keys).toBeLessThan(80)
    const facts = page.locator('.record .columns')
    await facts.waitFor()
    const shown = await facts.innerText()
    for (const part of ['局行政章', title, '县政务服务中心', '出具证明', '云溪县城市管理和综合执法局'])
      expect(shown).toContain(part)
    story.requestNumber = await page.locator('.record > header .quiet').first().innerText()
    expect(story.requestNumber).toMatch(/^YSQ-\d{4}-\d{6}$/)
  })

  it('before the approval the seal cannot be put on it, and the grey button says why', async () => {
    const page = await desk.at(custodian, story.request)
    await page.getByRole('button', { name: '用印登记：批准后才能用印' }).waitFor()
    const counter = await desk.at(custodian, '/seals/counter')
    await counter.locator('.customer li').first().waitFor()
    expect(await counter.locator('.customer').innerText()).not.toContain(title)
  })

  it('the unit head, the leader in charge and the office director, as authorised, agree', async () => {
    await agree(await desk.at(unitHead, story.request), '龙啸林', '情况属实。')
    await agree(await desk.at(leader, story.request), '沈国栋')
    await agree(await desk.at(director, story.request), '谢晓岚', '按授权同意。')
    await (await desk.at(clerk, story.request)).locator('.record > header', { hasText: '已批准待用印' }).waitFor()
  })

  it('the counter refuses an unseen page and more copies than approved, and loses nothing typed', async () => {
    const page = await atCounter(story.requestNumber, title)
    const approvals = await page.locator('.lines table').innerText()
    for (const name of ['龙啸林', '沈国栋', '谢晓岚']) expect(approvals).toContain(name)
    await page.getByRole('textbox', { name: '备注' }).fill('当面核对')
    await page.getByRole('textbox', { name: '份数', exact: true }).fill('3')
    await page.locator('.sign .findings', { hasText: 'SEAL-07' }).waitFor()
    await page.keyboard.press('F2')
    await page.locator('.sign .findings', { hasText: 'SEAL-12' }).waitFor()
    expect(await page.getByText('已用印 YY-').count()).toBe(0)
    expect(await page.getByRole('textbox', { name: '备注' }).inputValue()).toBe('当面核对')
  })

  it('the page is looked at, stamped and scanned; the entry stands in the register and the approval is used up', async () => {
    const page = await atCounter(story.requestNumber, title)
    await page.getByRole('checkbox', { name: /盖章页内容完整/ }).press('Space')
    await page
      .locator('.lines input[type=file]')
      .setInputFiles({ name: '盖章页.png', mimeType: 'image/png', buffer: page1x1 })
    await page.locator('.lines', { hasText: '盖章页.png' }).waitFor()
    await page.keyboard.press('F2')
    const done = page.getByText('已用印 YY-')
    await done.waitFor()
    story.useNumber = /YY-\d{4}-\d{6}/.exec(await done.innerText())?.[0] ?? ''
    expect(
      await page.getByRole('textbox', { name: '找申请' }).evaluate((input) => input === document.activeElement)
    ).toBe(true)
    await expect.poll(() => page.locator('.customer').innerText()).not.toContain(title)

    const used = await desk.at(custodian, story.request)
    await used.getByRole('button', { name: '用印登记：这份审批已用印，不能重复使用' }).waitFor()
    await used.getByRole('link', { name: story.useNumber }).click()
    const use = used.locator('.record')
    await use.locator('section', { hasText: '盖章页扫描件' }).getByRole('button', { name: '打开扫描件' }).waitFor()
    const shown = await use.innerText()
    for (const part of [story.useNumber, title, '唐雨薇', '彭一帆', '谢晓岚']) expect(shown).toContain(part)
    const scan = await downloaded(used, () => used.getByRole('button', { name: '打开扫描件' }).click())
    expect(scan.bytes.equals(page1x1)).toBe(true)
  })

  it('the register of uses is exported with the entry, and the approval form carries every opinion', async () => {
    const register = await desk.at(custodian, '/seals/uses')
    await register.locator('[role=row]', { hasText: story.useNumber }).waitFor()
    const file = await downloaded(register, () => register.getByRole('button', { name: '导出', exact: true }).click())
    const entry = (await sheetRows(file.bytes, '用印登记')).find((cells) => cells.includes(story.useNumber)) ?? []
    for (const cell of ['局行政章', title, '县政务服务中心', '2', '一中队', '彭一帆', '唐雨薇'])
      expect(entry).toContain(cell)

    const page = await desk.at(clerk, story.request)
    const form = await downloaded(page, () => page.getByRole('button', { name: '打印用印审批单' }).click())
    const text = await wordText(form.bytes)
    for (const part of [
      story.requestNumber,
      title,
      '情况属实。',
      '龙啸林',
      '沈国栋',
      '按授权同意。',
      '谢晓岚',
      '唐雨薇'
    ])
      expect(text).toContain(part)
  })
})

describe('SEAL-14 the custodian refuses, and the refusal is an entry with a printed notice', () => {
  const waiting = '专项资金申请审批表'

  it('an approved application with a blank page is refused at the counter; the notice names ground, article and what is needed', async () => {
    const page = await atCounter('zxzj', waiting)
    await page.getByRole('button', { name: '拒绝用印', exact: true }).click()
    await page.getByRole('combobox', { name: '拒绝情形' }).click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '空白' }).click()
    await page.getByRole('textbox', { name: '具体情况' }).fill('第三页签字栏空白')
    const notice = await downloaded(page, () => page.getByRole('button', { name: '拒绝，登记并打印通知' }).click())
    const done = page.getByText('已登记拒绝用印 JY-')
    await done.waitFor()
    story.refusalNumber = /JY-\d{4}-\d{6}/.exec(await done.innerText())?.[0] ?? ''
    expect(notice.name).toMatch(/\.docx$/)
    const text = await wordText(notice.bytes)
    for (const part of [
      '拒绝用印通知',
      story.refusalNumber,
      waiting,
      '吕思齐',
      '空白',
      '第三页签字栏空白',
      '第五条',
      '需补正',
      '唐雨薇'
    ])
      expect(text).toContain(part)
  })

  it('the refusal stands in its register; the application is neither used up nor lost', async () => {
    const register = await desk.at(custodian, '/seals/refusals')
    await register.locator('[role=row]', { hasText: story.refusalNumber }).locator('a').first().click()
    const record = register.locator('.record .columns')
    await record.waitFor()
    const shown = await record.innerText()
    for (const part of [waiting, '第三页签字栏空白', '未用印']) expect(shown).toContain(part)
    const counter = await desk.at(custodian, '/seals/counter')
    await counter.locator('.customer li', { hasText: waiting }).waitFor()
  })

  it('somebody from outside without an application is refused as well', async () => {
    const page = await desk.at(custodian, '/seals/counter/refuse')
    await page.getByRole('combobox', { name: '印章' }).click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '局行政章' }).first().click()
    await page.getByRole('textbox', { name: '文件名称' }).fill('个人担保书')
    await page.getByRole('textbox', { name: '外来人员姓名' }).fill('段某')
    await page.getByRole('button', { name: '拒绝，登记并打印通知' }).click()
    await page.locator('.findings', { hasText: 'SEAL-14' }).waitFor()
    expect(await page.getByRole('textbox', { name: '文件名称' }).inputValue()).toBe('个人担保书')
    await page.getByRole('combobox', { name: '拒绝情形' }).click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '经办人不是本单位职工' }).click()
    const notice = await downloaded(page, () => page.getByRole('button', { name: '拒绝，登记并打印通知' }).click())
    const text = await wordText(notice.bytes)
    for (const part of ['个人担保书', '段某', '经办人不是本单位职工']) expect(text).toContain(part)
  })
})
