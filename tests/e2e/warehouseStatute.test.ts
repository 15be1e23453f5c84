import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium'
import { agree, desks } from './support/recordWork'
import { demoBureau, startSuiteAt, type ClockedSuite } from './support/suite'
import { shownPath } from './support/goodsWork'
import { askExit, nameDecision, shownDue, submitExit, takeInAtCounter } from './support/warehouseCounter'

// By hand, from WH-05 and WH-06 and the State Council's calendar of 2026 (festival off 02-15 … 02-23, Saturday 02-14
// worked):
//   The demo bureau of 2026-01-06 had seized 唐某's mixer on 2025-12-28 → 30 days → 01-27, and 吴某's umbrellas on 01-05 →
//   02-04.
//   Evidence preserved on 02-09: working days 02-10, 11, 12, 13, 14, then 02-24 and 25 → 02-25; WH-04 only on 03-11.
//   Seized on the spot on Thursday 02-12 at 15:20: 24 hours → 02-13 15:20, whole minute included.
const keeper = 'daichangchun'
const officer = 'renpingsheng'
const squadHead = 'longxiaolin'
const leader = 'shenguodong'

let browser: Browser
let suite: ClockedSuite
let desk: ReturnType<typeof desks>
const story = { umbrellas: '', lamps: '', tricycle: '' }

beforeAll(async () => {
  const bureau = await demoBureau('2026-01-06')
  suite = await startSuiteAt('2026-01-27', '23:50', bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

async function intakeOf(party: string): Promise<Page> {
  const register = await desk.at(keeper, '/warehouse/intakes')
  await register.getByLabel('查找').fill(party)
  const rows = register.locator('[role=row]:not(.head)')
  const row = rows.filter({ hasText: party })
  // Only what was looked for: before that the rows still move.
  await expect.poll(async () => [await rows.count(), await row.count()]).toEqual([1, 1])
  await row.locator('a').first().click()
  await register.locator('.record .columns').waitFor()
  return register
}
async function fillExtension(page: Page): Promise<void> {
  await page.getByRole('button', { name: '申请延期', exact: true }).click()
  await page.getByLabel('延长天数').fill('30')
  await page.getByRole('textbox', { name: '理由' }).fill('案情复杂')
}
const sendExtension = (page: Page) => page.getByRole('button', { name: '提交延期申请' }).click()
const dueOf = async (party: string) => shownDue(await desk.at(keeper, '/warehouse/due'), party)
const groupOnHome = async (account: string, title: string) => {
  const page = await desk.at(account, '/')
  await page.locator('#due table').waitFor()
  const more = page.locator('#due').getByRole('button', { name: '全部列出' })
  while (await more.count()) await more.first().click()
  return page.locator('#due tbody', { hasText: title }).first().innerText()
}
/** Asks for the goods to go to the treasury, and gives what is said against it. */
async function refusedTreasury(intake: string, goods: string, quantity: string, decidedOn: string): Promise<string> {
  const page = await desk.at(officer, intake)
  await askExit(page, '上缴', { [goods]: quantity })
  await nameDecision(page, '云城罚字〔2026〕77号', decidedOn)
  await page.getByLabel('接收单位').fill('县财政局')
  await page.getByRole('textbox', { name: '理由' }).fill('上缴')
  await page.getByRole('button', { name: '提交出库申请' }).click()
  await page.locator('.findings li').first().waitFor()
  return page.locator('.findings').innerText()
}

describe('an extension of a seizure', () => {
  it('opened on the last evening and handed in after midnight is refused', async () => {
    expect((await dueOf('唐某'))['混凝土搅拌机']).toMatchObject({
      dueOn: '2026-01-27',
      left: '今天到期',
      rule: 'WH-05'
    })
    const page = await intakeOf('唐某')
    await fillExtension(page)
    await suite.setDay('2026-01-28', '00:05')
    await sendExtension(page)
    const finding = page.locator('.findings li', {
      hasText: '查封扣押期限已于2026年1月27日届满，不能再延期，应解除并退还'
    })
    await finding.waitFor()
    expect(await finding.innerText()).toContain('WH-05')
    expect(await finding.innerText()).toContain('第五十一条')
    await (await intakeOf('唐某')).getByRole('button', { name: '申请延期：期限已届满，应解除并退还' }).waitFor()
    expect((await dueOf('唐某'))['混凝土搅拌机']).toMatchObject({
      left: '逾期1天',
      rule: 'WH-05',
      clock: '查封扣押期限',
      todo: '期满未作决定，应解除查封扣押并退还'
    })
  })

  it('asked for in time is not approved by the leader the day after the end', async () => {
    await suite.setDay('2026-02-04', '16:00')
    expect((await dueOf('吴某'))['遮阳伞']).toMatchObject({ dueOn: '2026-02-04', left: '今天到期', rule: 'WH-05' })
    const page = await intakeOf('吴某')
    story.umbrellas = shownPath(page)
    await fillExtension(page)
    await sendExtension(page)
    await page.waitForURL(/#\/warehouse\/due\/extensions\/[0-9a-f-]{36}$/)
    const extension = shownPath(page)
    await agree(await desk.at(squadHead, extension), '龙啸林')
    await suite.setDay('2026-02-05', '08:30')
    const late = await desk.at(leader, extension)
    await late.getByRole('button', { name: '同意', exact: true }).click()
    await late.getByRole('button', { name: '确定', exact: true }).click()
    const finding = late.locator('.findings li', {
      hasText: '查封扣押期限已于2026年2月4日届满，延期须在届满前批准，现应解除并退还'
    })
    await finding.waitFor()
    expect(await finding.innerText()).toContain('WH-05')
  })

  it('so the umbrellas can only be given back', async () => {
    expect(await refusedTreasury(story.umbrellas, '遮阳伞', '2', '2026-02-05')).toContain(
      '法定期限已于2026年2月4日届满而未作处理决定，应当解除并退还当事人'
    )
    const page = await desk.at(officer, story.umbrellas)
    await askExit(page, '退还', { 遮阳伞: '2' })
    await nameDecision(page, '云城解字〔2026〕5号', '2026-02-05')
    await page.getByRole('textbox', { name: '理由' }).fill('期满解除查封扣押')
    const exit = await submitExit(page)
    await agree(await desk.at(squadHead, exit), '龙啸林')
  })
})

describe('preserved evidence', () => {
  it('has seven working days, which the festival interrupts', async () => {
    await suite.setDay('2026-02-09', '10:00')
    const made = await takeInAtCounter(await desk.at(keeper, '/warehouse/counter'), {
      party: '何某',
      basis: '先行登记保存',
      documentNumber: '云城存字〔2026〕31号',
      detained: ['2026-02-09', '0900'],
      goods: [['广告灯箱', '3', '个', '易存放']],
      location: '东区31号'
    })
    expect(made.words).toContain('最早 2026年2月25日 到期（先行登记保存处理期限）')
    story.lamps = shownPath(await intakeOf('何某'))
  })

  it('leads before the thirty days of the bureau', async () => {
    expect((await dueOf('何某'))['广告灯箱']).toEqual({
      dueOn: '2026-02-25',
      left: '还有16天',
      todo: '作出处理决定',
      clock: '先行登记保存处理期限',
      rule: 'WH-05'
    })
    const clocks = await (await desk.at(keeper, story.lamps)).locator('tr', { hasText: '先到，以此为准' }).innerText()
    expect(clocks).toContain('2026年2月25日')
    expect(clocks).toContain('2026年3月11日')
  })
})

describe('a seizure on the spot', () => {
  it('is taken in with its twenty-four hours running', async () => {
    await suite.setDay('2026-02-12', '15:50')
    const counter = await desk.at(keeper, '/warehouse/counter')
    const made = await takeInAtCounter(counter, {
      party: '孙某',
      basis: '查封扣押',
      onTheSpot: true,
      documentNumber: '云城扣字〔2026〕932号',
      detained: ['2026-02-12', '1520'],
      goods: [['三轮车', '1', '辆', '易存放']],
      location: '东区32号'
    })
    expect(made.words).toContain('最早 2026-02-13 15:20 到期（当场扣押补办批准手续）')
    const slip = counter.frameLocator('iframe[title="入库小票"]').last().locator('body')
    await expect.poll(() => slip.innerText()).toContain('2026-02-13 15:20')
    story.tricycle = shownPath(await intakeOf('孙某'))
  })

  it.each([
    ['2026-02-12', '16:00', '还有1天', '报告分管领导并补办批准手续', '本周到期'],
    ['2026-02-13', '15:20', '今天到期', '报告分管领导并补办批准手续', '今天到期'],
    ['2026-02-13', '15:21', '已逾期', '未按时补办批准手续，应补办或立即解除', '已逾期']
  ])('on %s at %s reads %s: %s', async (day, time, left, todo, group) => {
    await suite.setDay(day, time)
    expect((await dueOf('孙某'))['三轮车']).toEqual({
      dueOn: '2026-02-13 15:20前',
      left,
      todo,
      clock: '当场扣押补办批准手续',
      rule: 'WH-06'
    })
    const clocks = await (
      await desk.at(keeper, story.tricycle)
    )
      .locator('tr', { hasText: '先到，以此为准' })
      .innerText()
    expect(clocks).toContain('2026-02-13 15:20前')
    expect(clocks).toContain(left)
    expect(await groupOnHome(leader, '孙某的三轮车')).toContain(group)
  })

  it('refused by the leader, the tricycle has to be released at once and may go nowhere else', async () => {
    await suite.setDay('2026-02-13', '16:30')
    const page = await desk.at(leader, story.tricycle)
    await page.getByRole('button', { name: '不同意', exact: true }).click()
    await page.getByRole('textbox', { name: /意见|理由/ }).fill('不符合当场扣押的条件')
    await page.getByRole('button', { name: '确定', exact: true }).click()
    await page.getByText('不批准，应解除').waitFor()
    expect((await dueOf('孙某'))['三轮车']).toEqual({
      dueOn: '2026-02-13',
      left: '今天到期',
      todo: '立即解除并退还当事人',
      clock: '应立即解除并退还',
      rule: 'WH-06'
    })
    const refusal = await refusedTreasury(story.tricycle, '三轮车', '1', '2026-02-13')
    expect(refusal).toContain('当场扣押未获批准，应当立即解除并退还当事人，不能作其他处理')
    expect(refusal).toContain('WH-06')
    expect(refusal).toContain('第五十条')
  })
})

describe('preserved evidence over the festival', () => {
  it.each([
    ['2026-02-14', '还有11天', '作出处理决定', '以后到期'],
    ['2026-02-18', '还有7天', '作出处理决定', '本周到期'],
    ['2026-02-24', '还有1天', '作出处理决定', '本周到期'],
    ['2026-02-25', '今天到期', '作出处理决定', '今天到期'],
    ['2026-02-26', '逾期1天', '期满未作决定，应解除登记保存并退还', '已逾期']
  ])('on %s reads %s: %s', async (day, left, todo, group) => {
    await suite.setDay(day, '11:00')
    expect((await dueOf('何某'))['广告灯箱']).toEqual({
      dueOn: '2026-02-25',
      left,
      todo,
      clock: '先行登记保存处理期限',
      rule: 'WH-05'
    })
    expect(await groupOnHome(leader, '何某的广告灯箱')).toContain(group)
  })

  it('after the end cannot go to the treasury, nor be extended at any time', async () => {
    expect(await refusedTreasury(story.lamps, '广告灯箱', '3', '2026-02-26')).toContain('法定期限已于2026年2月25日届满')
    const page = await desk.at(officer, story.lamps)
    await page.getByRole('button', { name: '申请延期：只有查封扣押可以延期' }).waitFor()
  })
})
