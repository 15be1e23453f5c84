import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, officePage } from '../support/chromium'
import { choose, desks } from './support/recordWork'
import { demoBureau, signIn, startSuite, type DemoBureau, type RunningSuite } from './support/suite'

// Wrong things put into the forms of the seals ledger: each is told in words with its rule and article, and nothing
// typed is lost.
const clerk = 'pengyifan'
const custodian = 'tangyuwei'
const director = 'xiexiaolan'
const auxiliary = 'mixiaoguang'

let browser: Browser
let suite: RunningSuite
let bureau: DemoBureau
let desk: ReturnType<typeof desks>

beforeAll(async () => {
  bureau = await demoBureau()
  suite = await startSuite(bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

const field = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true })
const submit = (page: Page, label: string) =>
  page.locator('form.form').getByRole('button', { name: label, exact: true }).click()
const pick = (page: Page, label: string, typed: string, option: string) =>
  choose(page, page.getByRole('combobox', { name: label, exact: true }), typed, option)

/** The rule holds the act, in words, on an article. */
async function held(page: Page, rule: string, words: RegExp, article: RegExp): Promise<void> {
  const finding = page.locator('.findings li', { hasText: `${rule} 说明` }).filter({ hasText: words })
  await finding.first().waitFor()
  expect(await finding.first().innerText()).toMatch(article)
}
/** A field says what is wrong with it. */
const marked = (page: Page, label: string, words: RegExp) =>
  page.locator('.field.has-problem', { hasText: label }).filter({ hasText: words }).first().waitFor()

describe('the application', () => {
  it('marks what is not filled, and numbers that cannot be', async () => {
    const page = await desk.at(clerk, '/seals/requests/new')
    await field(page, '份数').fill('0')
    await submit(page, '提交申请')
    await marked(page, '文件名称', /请填写/)
    await marked(page, '份数', /大于零/)
    await marked(page, '类别', /请选择/)
  })

  it('SEAL-09 SEAL-21 names the scope the purpose is out of, and the seal a licence needs', async () => {
    const page = await desk.at(clerk, '/seals/requests/new')
    await pick(page, '类别', '支票', '支票')
    await pick(page, '印章', '行政章', '局行政章')
    await field(page, '文件名称').fill('转账支票')
    await field(page, '份数').fill('1')
    await submit(page, '提交申请')
    await held(page, 'SEAL-09', /“支票”不在“局行政章”的使用范围内/, /《印章管理制度》第四条/)
    await pick(page, '类别', '许可', '行政许可决定、许可证')
    await pick(page, '印章', '行政章', '局行政章')
    await held(page, 'SEAL-21', /行政审批专用章/, /第十四条/)
    expect(await field(page, '文件名称').inputValue()).toBe('转账支票')
    await page.getByRole('button', { name: '取消', exact: true }).click()
  })

  it('K-11 is not for auxiliaries', async () => {
    const page = await desk.at(auxiliary, '/seals/requests/new')
    await pick(page, '类别', 'zm', '证明')
    await field(page, '文件名称').fill('本人收入证明')
    await submit(page, '提交申请')
    const notice = page.locator('form.form [role=alert]', { hasText: '米晓光是' })
    await notice.waitFor()
    expect(await notice.innerText()).toMatch(
      /不能提出申请，请由正式职工办理（依据：.+《印章管理制度》第五条第（四）项第4目，K-11）/
    )
    expect(await field(page, '文件名称').inputValue()).toBe('本人收入证明')
  })
})

describe('the counter', () => {
  it('SEAL-07 gives one approval to one of two windows only, and tells the other by which entry', async () => {
    const first = await desk.at(custodian, '/seals/counter')
    const second = await officePage(browser)
    await signIn(second, suite, custodian, bureau.password)
    await second.goto(new URL('#/seals/counter', suite.url).href)
    for (const page of [first, second]) {
      await page.locator('.customer li button', { hasText: '专项资金申请审批表' }).click()
      await page.getByRole('checkbox', { name: /盖章页内容完整/ }).press('Space')
    }
    await second.getByRole('textbox', { name: '备注' }).fill('第二窗口')
    await first.keyboard.press('F2')
    await first.getByText('已用印 YY-').waitFor()
    await second.keyboard.press('F2')
    await held(second, 'SEAL-07', /这份审批已用印（YY-\d{4}-\d{6}）/, /《印章管理制度》第五条/)
    expect(await second.getByRole('textbox', { name: '备注' }).inputValue()).toBe('第二窗口')
    expect(await second.getByText('已用印 YY-').count()).toBe(0)
  })

  it('SEAL-11 SEAL-07 stamps nowhere else and nothing beyond what was approved', async () => {
    const page = await desk.at(custodian, '/seals/counter')
    await page.locator('.customer li button', { hasText: '环卫作业月报表' }).click()
    await page.getByRole('checkbox', { name: /盖章页内容完整/ }).press('Space')
    await page.getByRole('checkbox', { name: /就在印章保管室/ }).press('Space')
    await page.getByRole('textbox', { name: '份数', exact: true }).fill('9')
    await page.getByRole('textbox', { name: '备注' }).click()
    await held(page, 'SEAL-11', /不得带出保管室/, /第五条第（二）项/)
    await held(page, 'SEAL-07', /批准5份，不能盖9份/, /第五条/)
    await page.keyboard.press('F2')
    await held(page, 'SEAL-07', /批准5份，不能盖9份/, /第五条/)
    expect(await page.getByRole('textbox', { name: '份数', exact: true }).inputValue()).toBe('9')
  })

  it('SEAL-08 takes no document signed in the future or by somebody who leads nothing', async () => {
    const page = await desk.at(custodian, '/seals/counter/short')
    await field(page, '文件名称').fill('关于冬季铲雪的通知')
    await field(page, '文号').fill('云城管发〔2026〕66号')
    await pick(page, '经办人', 'pyf', '彭一帆')
    await pick(page, '签发领导', 'pyf', '彭一帆')
    await field(page, '签发日期').fill('20991231')
    await submit(page, '用印登记')
    await held(page, 'SEAL-08', /签发日期不能晚于今天/, /《印章管理制度》第五条/)
    await held(page, 'SEAL-08', /彭一帆在签发之日不是局领导/, /第五条/)
    expect(await field(page, '文号').inputValue()).toBe('云城管发〔2026〕66号')
  })
})

describe('blanks', () => {
  it('SEAL-12 are numbered upwards, not twice, and not by the thousand', async () => {
    const page = await desk.at(clerk, '/seals/blanks/new')
    await pick(page, '印章', '行政章', '局行政章')
    await field(page, '用途').fill('查封现场')
    await field(page, '格式').fill('封条（二联）')
    await field(page, '号码前缀').fill('FT')
    await field(page, '起号').fill('10')
    await field(page, '止号').fill('5')
    await submit(page, '提交申请')
    await held(page, 'SEAL-12', /止号不能小于起号/, /《印章管理制度》第五条第（二）项/)
    await field(page, '止号').fill('40')
    await submit(page, '提交申请')
    await held(page, 'SEAL-12', /号码与批次KB-.+重复/, /第五条/)
    await field(page, '止号').fill('9999')
    await submit(page, '提交申请')
    await held(page, 'SEAL-12', /一批最多500份/, /第五条/)
    expect(await field(page, '格式').inputValue()).toBe('封条（二联）')
    await page.getByRole('button', { name: '取消', exact: true }).click()
  })
})

describe('the register', () => {
  it('takes no seal engraved tomorrow or brought into use before it was engraved', async () => {
    const page = await desk.at(director, '/seals/register/enter')
    await field(page, '名称').fill('旧印章')
    await field(page, '印文').fill('旧印章印文')
    await pick(page, '类别', '内设', '内设机构印章')
    await field(page, '尺寸').fill('4厘米')
    await pick(page, '保管部门', '政工', '政工股')
    await pick(page, '保管人', 'wry', '温如玉')
    await field(page, '刻制日期').fill('20991231')
    await field(page, '启用日期').fill('20200101')
    await submit(page, '登记')
    await marked(page, '刻制日期', /不能晚于今天/)
    await marked(page, '启用日期', /不能早于刻制日期/)
    expect(await field(page, '印文').inputValue()).toBe('旧印章印文')
  })

  it('K-07 K-11 gives a seal to nobody for a time that is over, and to no auxiliary at all', async () => {
    const page = await desk.at(custodian, '/seals/register')
    await page.locator('[role=row]', { hasText: '局行政章' }).locator('a').first().click()
    await page.getByRole('toolbar').first().getByRole('button', { name: '临时代管', exact: true }).click()
    await pick(page, '接收人', 'mxg', '米晓光')
    await field(page, '代管至').fill('20200101')
    await field(page, '原因').fill('外出开会')
    await pick(page, '指定代管人的领导', 'xxl', '谢晓岚')
    await submit(page, '双方签字，办结交接')
    await held(page, 'K-11', /米晓光/, /《/)
    await held(page, 'K-07', /./, /《/)
    await held(page, 'SEAL-06', /签字/, /《印章管理制度》/)
    expect(await field(page, '原因').inputValue()).toBe('外出开会')
  })
})
