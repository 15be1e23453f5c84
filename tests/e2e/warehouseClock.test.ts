import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium'
import { agree, desks, downloaded, dueLines, wordText } from './support/recordWork'
import { demoBureau, startSuiteAt, type ClockedSuite } from './support/suite'
import { draw, picture, shownPath } from './support/goodsWork'
import {
  askExit,
  attachSquadPhoto,
  destroyAtStation,
  fillDestruction,
  finishExit,
  nameDecision,
  sayOwnerless,
  shownDue,
  signAtCounter,
  submitExit,
  takeInAtCounter
} from './support/warehouseCounter'

// One intake of four lines, seized on Monday 2026-01-12, followed until all of it has been dealt with; each `it` goes
// on where the last ended, on a later day. Worked out by hand from the rule catalogue and the State Council's calendar
// of 2026:
//   WH-04 live fish, January is winter: 5 days from 01-12 → Saturday 01-17; last working day before it Friday 01-16;
//         ownerless (WH-07) one more day 01-18, so from 01-19.
//   WH-04 durable goods: 30 days → 02-11.   WH-05 seizure: 30 days → 02-11. Both on one day: the statute leads.
//   WH-05 testing 02-02 … 02-06, five days not counted → 02-16; extension of 30 days → 03-18. From then on WH-04 leads
//   with 02-11.
//         Durable goods ownerless when the extended seizure has ended: one more day 03-19, so from 03-20.
//   WH-14: the last three days of March 2026 begin with Sunday 03-29, so Monday 03-30, 03-31 and 04-01; those of June
//   with Sunday
//         06-28, so 06-29, 06-30 and 07-01. It is told 62 days ahead: 07-01 from 04-30 on.
//   Spring festival: off from 02-15 to 02-23; Saturday 02-14 is worked.
const keeper = 'daichangchun'
const officer = 'renpingsheng'
const squadHead = 'longxiaolin'
const legalReviewer = 'jiangyingxue'
const leader = 'shenguodong'
const party = '项某'

let browser: Browser
let suite: ClockedSuite
let desk: ReturnType<typeof desks>
const story = { number: '', intake: '', umbrella: '' }

beforeAll(async () => {
  const bureau = await demoBureau('2026-01-06')
  suite = await startSuiteAt('2026-01-12', '10:00', bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

const seizure = { clock: '查封扣押期限', rule: 'WH-05' }
const bureauPeriod = { clock: '暂扣物品处理期限', rule: 'WH-04' }
const dueOnPage = async (route = '/warehouse/due') => shownDue(await desk.at(keeper, route), party)
const homeText = async (account: string) => {
  const page = await desk.at(account, '/')
  await page.locator('#due table').waitFor()
  const more = page.locator('#due').getByRole('button', { name: '全部列出' })
  while (await more.count()) await more.first().click()
  return page.locator('#due').innerText()
}

describe('four lines of one seizure on a moved clock', () => {
  it('are taken in with photos and both signatures; the fish come first', async () => {
    const page = await desk.at(keeper, '/warehouse/counter')
    const made = await takeInAtCounter(page, {
      party,
      basis: '查封扣押',
      documentNumber: '云城扣字〔2026〕901号',
      detained: ['2026-01-12', '0930'],
      goods: [
        ['活草鱼', '20', '公斤', '易腐'],
        ['烧烤炉', '2', '台', '易存放'],
        ['折叠凳', '10', '张', '易存放'],
        ['遮阳伞', '1', '把', '易存放']
      ],
      location: '西区88号'
    })
    expect(made.words).toContain('共4项')
    expect(made.words).toContain('最早 2026年1月17日 到期（暂扣物品处理期限）')
    story.number = made.number
    const register = await desk.at(keeper, '/warehouse/intakes')
    await register.locator('[role=row]', { hasText: made.number }).locator('a').first().click()
    await register.locator('.record .columns').waitFor()
    story.intake = shownPath(register)
  })

  it.each([
    ['2026-01-12', '还有5天', '最迟1月16日办理', '还有30天'],
    ['2026-01-16', '还有1天', '最迟1月16日办理', '还有26天'],
    ['2026-01-17', '今天到期', '期限不因放假顺延', '还有25天'],
    ['2026-01-18', '逾期1天', '1月19日起按无主物品处理', '还有24天'],
    ['2026-01-19', '逾期2天', '当事人不来的，可按无主物品处理', '还有23天']
  ])('on %s the fish read %s (%s), the durable goods %s', async (day, fishLeft, fishTodo, durableLeft) => {
    await suite.setDay(day, '10:30')
    const due = await dueOnPage()
    expect(due['活草鱼']).toMatchObject({ dueOn: '2026-01-17', left: fishLeft, ...bureauPeriod })
    expect(due['活草鱼']?.todo).toContain(fishTodo)
    for (const name of ['烧烤炉', '折叠凳', '遮阳伞'])
      expect(due[name]).toMatchObject({ dueOn: '2026-02-11', left: durableLeft, ...seizure })
    const home = await homeText(squadHead)
    expect(home).toContain(`${party}的活草鱼：暂扣物品处理期限，`)
    expect(home).toContain(fishTodo)
  })

  it('the party takes the fish and four of the ten stools back, and the other six three days later', async () => {
    for (const [day, going] of [
      ['2026-01-19', { 活草鱼: '20', 折叠凳: '4' }],
      ['2026-01-22', { 折叠凳: '6' }]
    ] as const) {
      await suite.setDay(day, '11:00')
      const page = await desk.at(officer, story.intake)
      await askExit(page, '退还', going)
      await nameDecision(page, '云城退字〔2026〕90号', '2026-01-19')
      await page.getByRole('textbox', { name: '理由' }).fill('当事人已接受处理，退还')
      const exit = await submitExit(page)
      await agree(await desk.at(squadHead, exit), '龙啸林')
      const counter = await desk.at(keeper, exit)
      await counter.getByRole('button', { name: '办理出库', exact: true }).click()
      await counter.getByLabel('领取人证件').fill('居民身份证')
      await signAtCounter(counter)
      await draw(counter, counter.getByRole('group', { name: '当事人（领取人）' }))
      await finishExit(counter)
      const due = await dueOnPage()
      expect(Object.keys(due).sort()).toEqual(
        day === '2026-01-19' ? ['折叠凳', '烧烤炉', '遮阳伞'] : ['烧烤炉', '遮阳伞']
      )
    }
  })

  it('a test needs the written notice to the party; its five days move the seizure, and WH-04 leads alone', async () => {
    await suite.setDay('2026-02-06', '16:00')
    const page = await desk.at(officer, story.intake)
    await page.getByRole('button', { name: '登记检测期间', exact: true }).click()
    await page.getByLabel('检测鉴定机构').fill('县产品质量检验所')
    await page.locator('input[aria-label="开始日期"]').fill('2026-02-02')
    await page.locator('input[aria-label="结束日期"]').fill('2026-02-06')
    await page.getByLabel('告知书文号').fill('云城检告〔2026〕9号')
    const submit = page.locator('form').getByRole('button', { name: '登记检测期间', exact: true })
    await submit.click()
    await page.locator('.findings', { hasText: '检测期间须书面告知当事人' }).waitFor()
    await page
      .locator('section[aria-label^="告知书扫描件"] input[type=file]')
      .setInputFiles(picture('告知书.png', 0xf0e8d0))
    await page.getByRole('button', { name: '去掉告知书.png' }).waitFor()
    await submit.click()
    await page.getByText('2026年2月2日至2026年2月6日不计入期限').waitFor()
    const grill = await page.locator('tr', { hasText: '先到，以此为准' }).filter({ hasText: '烧烤炉' }).innerText()
    expect(grill).toContain('2026年2月16日')
    expect((await dueOnPage())['烧烤炉']).toMatchObject({ dueOn: '2026-02-11', left: '还有5天', ...bureauPeriod })
  })

  it('an extension of 31 days is refused; 30 are approved by squad head and leader before the end', async () => {
    await suite.setDay('2026-02-09', '10:00')
    const page = await desk.at(officer, story.intake)
    await page.getByRole('button', { name: '申请延期', exact: true }).click()
    await page.getByLabel('延长天数').fill('31')
    await page.getByRole('textbox', { name: '理由' }).fill('案情复杂，检测结论待复核')
    await page.getByRole('button', { name: '提交延期申请' }).click()
    await page.locator('.findings', { hasText: '延长期限最长30日，不能延长31日' }).waitFor()
    await page.getByLabel('延长天数').fill('30')
    await page.getByRole('button', { name: '提交延期申请' }).click()
    await page.waitForURL(/#\/warehouse\/due\/extensions\/[0-9a-f-]{36}$/)
    const extension = shownPath(page)
    await agree(await desk.at(squadHead, extension), '龙啸林')
    await suite.setDay('2026-02-10', '09:00')
    await agree(await desk.at(leader, extension), '沈国栋')
    const record = await desk.at(officer, extension)
    await record.locator('.record', { hasText: '2026-03-18' }).waitFor()
    await record.getByRole('button', { name: '登记告知当事人', exact: true }).click()
    await record.locator('form').getByRole('button', { name: '登记告知', exact: true }).click()
    await record.locator('form.form').waitFor({ state: 'detached' })
    await record
      .locator('.record dl, .record', { hasText: '告知当事人日期' })
      .filter({ hasText: '2026-02-10' })
      .first()
      .waitFor()
    const intake = await desk.at(keeper, story.intake)
    expect(
      await intake.locator('tr', { hasText: '先到，以此为准' }).filter({ hasText: '烧烤炉' }).innerText()
    ).toContain('2026年3月18日')
  })

  it.each([
    ['2026-02-10', '还有1天', '3月20日起按无主物品处理'],
    ['2026-02-11', '今天到期', '3月20日起按无主物品处理'],
    [
      '2026-02-12',
      '逾期1天',
      '已过处理期限，应立即退还或移送（法定期限到3月18日）；当事人不来的，3月20日起按无主物品处理'
    ],
    // Saturday worked for the festival, New Year's Day, and the first day after it.
    [
      '2026-02-14',
      '逾期3天',
      '已过处理期限，应立即退还或移送（法定期限到3月18日）；当事人不来的，3月20日起按无主物品处理'
    ],
    [
      '2026-02-17',
      '逾期6天',
      '已过处理期限，应立即退还或移送（法定期限到3月18日）；当事人不来的，3月20日起按无主物品处理'
    ],
    [
      '2026-02-24',
      '逾期13天',
      '已过处理期限，应立即退还或移送（法定期限到3月18日）；当事人不来的，3月20日起按无主物品处理'
    ],
    [
      '2026-03-18',
      '逾期35天',
      '已过处理期限，应立即退还或移送（法定期限到3月18日）；当事人不来的，3月20日起按无主物品处理'
    ],
    ['2026-03-19', '逾期36天', '法定期限已于3月18日届满而未作决定，应解除并退还；当事人不来的，3月20日起按无主物品处理']
  ])('on %s the extended goods read %s', async (day, left, todo) => {
    await suite.setDay(day, '09:30')
    const due = await dueOnPage()
    for (const name of ['烧烤炉', '遮阳伞']) {
      expect(due[name]).toMatchObject({ dueOn: '2026-02-11', left, ...bureauPeriod })
      expect(due[name]?.todo).toContain(todo)
    }
    expect(await homeText(leader)).toContain(left.startsWith('逾期') ? `2026-02-11（${left}）` : '2026-02-11')
  })

  it('the grills may not go to the treasury or be confiscated after the end: they have to be released', async () => {
    const page = await desk.at(officer, story.intake)
    await askExit(page, '上缴', { 烧烤炉: '2' })
    await nameDecision(page, '云城罚字〔2026〕91号', '2026-03-19')
    await page.getByLabel('接收单位').fill('县财政局')
    await page.getByRole('textbox', { name: '理由' }).fill('没收上缴')
    await page.getByRole('button', { name: '提交出库申请' }).click()
    const finding = page.locator('.findings li', { hasText: '法定期限已于2026年3月18日届满而未作处理决定' })
    await finding.waitFor()
    expect(await finding.innerText()).toContain('WH-05')
    expect(await finding.innerText()).toContain('第五十一条')
    const intake = await desk.at(officer, story.intake)
    await intake.getByRole('button', { name: '申请延期：只能延长一次' }).waitFor()
  })

  it('the umbrella nobody came for is decided on 03-19, not destroyed before 03-20, and only with photographs', async () => {
    await suite.setDay('2026-03-19', '15:00')
    const page = await desk.at(officer, story.intake)
    await askExit(page, '销毁', { 遮阳伞: '1' })
    await sayOwnerless(page, '2026年2月25日在局公告栏公示十五日')
    await page.getByRole('textbox', { name: '理由' }).fill('当事人逾期未来处理')
    await page.getByRole('button', { name: '提交出库申请' }).click()
    await page.locator('.findings').getByText('按无主物品处理前须由片区拍照取证').waitFor()
    await attachSquadPhoto(page)
    story.umbrella = await submitExit(page)
    for (const [account, name] of [
      [squadHead, '龙啸林'],
      [legalReviewer, '江映雪'],
      [leader, '沈国栋']
    ] as const)
      await agree(await desk.at(account, story.umbrella), name)
    const early = await desk.at(keeper, story.umbrella)
    await fillDestruction(early)
    await early.getByRole('button', { name: '共同签字，办结出库' }).click()
    const findings = early.locator('.findings')
    await findings.getByText('遮阳伞要到2026年3月20日才可按无主物品处理').waitFor()
    expect(await findings.innerText()).toContain('WH-07')
    expect(await findings.innerText()).toContain('第二部分第六条')
    await suite.setDay('2026-03-20', '15:00')
    await destroyAtStation(await desk.at(keeper, story.umbrella))
    const exit = await desk.at(keeper, story.umbrella)
    const text = await wordText(
      (await downloaded(exit, () => exit.getByRole('button', { name: '打印无主物品处理记录' }).click())).bytes
    )
    for (const part of [
      '无主物品处理记录',
      party,
      '遮阳伞',
      '2026年1月12日起，2026年3月20日起可按无主物品处理',
      '县城北垃圾中转站',
      '任平生',
      '彭一帆'
    ])
      expect(text).toContain(part)
  })

  it('the release of the grills is decided, and they are the last on the due list', async () => {
    const page = await desk.at(officer, story.intake)
    await page.getByRole('button', { name: '登记处理决定', exact: true }).click()
    const form = page.locator('form')
    await form.getByLabel('处理决定').first().click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '没收' }).click()
    await form.getByLabel('决定文书号').fill('云城解字〔2026〕3号')
    await page.locator('input[aria-label="决定日期"]').fill('2026-03-20')
    const submit = form.getByRole('button', { name: '登记处理决定', exact: true })
    await submit.click()
    await page.locator('.findings', { hasText: '期满后只能作解除并退还的决定' }).waitFor()
    await form.getByLabel('处理决定').first().click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '解除并退还' }).click()
    await submit.click()
    await page.getByText('处理决定：解除并退还').waitFor()
    const clocks = await page.locator('tr', { hasText: '先到，以此为准' }).filter({ hasText: '烧烤炉' }).innerText()
    expect(clocks).toContain('2026年3月20日')
    expect(Object.keys(await dueOnPage())).toEqual(['烧烤炉'])
  })
})

describe('WH-14 the clean-up on the keeper’s due list', () => {
  const cleanUp = (quarter: string) => `${quarter}清整仓库`
  const line = async (what: string) => {
    const [[title = '', when = ''] = []] = await dueLines(await desk.at(keeper, '/'), what)
    return { title, when }
  }

  it.each([
    ['2026-03-29', '2026-04-01（还有3天）'],
    ['2026-03-31', '2026-04-01（还有1天）'],
    ['2026-04-01', '2026-04-01'],
    ['2026-04-02', '2026-04-01（逾期1天）']
  ])('on %s that of the first quarter, 03-30 to 04-01, reads %s', async (day, when) => {
    await suite.setDay(day, '09:00')
    const said = await line(cleanUp('2026年第1季度'))
    expect(said.title).toContain('（2026-03-30至2026-04-01），各片区指派人员')
    expect(said.when).toBe(when)
  })

  it.each([
    ['2026-04-29', false],
    ['2026-04-30', true]
  ])('on %s that of the second quarter is there: %s', async (day, there) => {
    await suite.setDay(day, '09:00')
    expect((await line(cleanUp('2026年第2季度'))).title.includes('2026-06-29至2026-07-01')).toBe(there)
  })

  it('the differences of the last one stand there until somebody settles them, and lead to its record', async () => {
    const page = await desk.at(keeper, '/')
    await page.getByRole('link', { name: '2025年第4季度清整有2项差异没有处理' }).click()
    await page.waitForURL(/#\/warehouse\/cleanups\/[0-9a-f-]{36}$/)
    await page.locator('.record', { hasText: '2025年第4季度' }).waitFor()
    expect(await page.locator('.record').innerText()).toContain('盘亏核销2（ZC-2026-')
  })
})
