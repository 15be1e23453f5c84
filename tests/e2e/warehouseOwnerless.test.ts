import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium'
import { agree, desks, downloaded, wordText } from './support/recordWork'
import { demoBureau, startSuiteAt, type ClockedSuite } from './support/suite'
import { shownPath } from './support/goodsWork'
import {
  askExit,
  attachSquadPhoto,
  destroyAtStation,
  fillDestruction,
  sayOwnerless,
  shownDue,
  submitExit,
  takeInAtCounter
} from './support/warehouseCounter'

// Vegetables and a sofa left behind on Monday 2026-02-09, before the spring festival (off from 02-15 to 02-23, Saturday
// 02-14 worked). By hand, from WH-04 and WH-07: perishable, February is winter: 5 days → 02-14; one more day 02-15;
// ownerless from 02-16, New Year's Eve. The sofa: 30 days → 03-11, one more day, ownerless from 03-13. Abandoned goods
// have no statutory clock, so WH-04 leads alone.
const keeper = 'daichangchun'
const officer = 'renpingsheng'
const documentNumber = '云城弃字〔2026〕17号'

let browser: Browser
let suite: ClockedSuite
let desk: ReturnType<typeof desks>
const story = { number: '', intake: '', exit: '' }

beforeAll(async () => {
  const bureau = await demoBureau('2026-01-06')
  suite = await startSuiteAt('2026-02-09', '15:00', bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

/** Fills in the application to destroy the vegetables as ownerless, without the photographs. */
async function askDestruction() {
  const page = await desk.at(officer, story.intake)
  await askExit(page, '销毁', { 菜苔: '30' })
  await sayOwnerless(page, '2026年2月9日在现场张贴通知')
  await page.getByRole('textbox', { name: '理由' }).fill('当事人弃物离开，蔬菜已腐坏')
  return page
}

describe('goods left behind, over the spring festival', () => {
  it('are taken in without a party, with the reason and a witness', async () => {
    const page = await desk.at(keeper, '/warehouse/counter')
    const made = await takeInAtCounter(page, {
      basis: '当事人遗弃',
      documentNumber,
      detained: ['2026-02-09', '1430'],
      goods: [
        ['菜苔', '30', '公斤', '易腐'],
        ['旧沙发', '1', '张', '易存放']
      ],
      location: '北区66号'
    })
    expect(made.words).toContain('最早 2026年2月14日 到期（暂扣物品处理期限）')
    story.number = made.number
    const register = await desk.at(keeper, '/warehouse/intakes')
    await register.locator('[role=row]', { hasText: made.number }).locator('a').first().click()
    await register.locator('.record .columns').waitFor()
    story.intake = shownPath(register)
  })

  it('may be asked for and decided before the day, not without the photographs', async () => {
    await suite.setDay('2026-02-13', '09:00')
    const page = await askDestruction()
    await page.getByRole('button', { name: '提交出库申请' }).click()
    const finding = page.locator('.findings li', { hasText: '按无主物品处理前须由片区拍照取证' })
    await finding.waitFor()
    for (const part of ['WH-07', '《仓库管理制度》第二部分第六条', '片区拍摄的照片'])
      expect(await finding.innerText()).toContain(part)
    expect(await page.getByRole('textbox', { name: '理由' }).inputValue()).toBe('当事人弃物离开，蔬菜已腐坏')
    await attachSquadPhoto(page)
    story.exit = await submitExit(page)
    for (const [account, name] of [
      ['longxiaolin', '龙啸林'],
      ['jiangyingxue', '江映雪'],
      ['shenguodong', '沈国栋']
    ] as const)
      await agree(await desk.at(account, story.exit), name)
  })

  it.each([
    ['2026-02-13', '还有1天', '2月16日起按无主物品处理', '还有26天'],
    ['2026-02-14', '今天到期', '2月16日起按无主物品处理', '还有25天'],
    ['2026-02-15', '逾期1天', '2月16日起按无主物品处理', '还有24天']
  ])(
    'on %s the vegetables read %s (%s), the sofa %s, and nothing may be destroyed',
    async (day, left, todo, sofaLeft) => {
      await suite.setDay(day, '10:00')
      const due = await shownDue(await desk.at(keeper, '/warehouse/due'), '当事人遗弃')
      expect(due['菜苔']).toMatchObject({ dueOn: '2026-02-14', left, clock: '暂扣物品处理期限', rule: 'WH-04' })
      expect(due['菜苔']?.todo).toContain(todo)
      expect(due['旧沙发']).toMatchObject({ dueOn: '2026-03-11', left: sofaLeft, rule: 'WH-04' })
      const page = await desk.at(keeper, story.exit)
      await fillDestruction(page)
      await page.getByRole('button', { name: '共同签字，办结出库' }).click()
      const finding = page.locator('.findings li', {
        hasText: '菜苔要到2026年2月16日才可按无主物品处理，在此之前不能销毁'
      })
      await finding.waitFor()
      expect(await finding.innerText()).toContain('WH-07')
      expect(await finding.innerText()).toContain('《仓库管理制度》第二部分第六条')
      expect(await page.getByLabel('销毁方式').inputValue()).toBe('压缩后填埋')
      expect(await page.locator('.record header').first().innerText()).not.toContain('已出库')
    }
  )

  it('on the day itself the due list says that they may be treated as ownerless', async () => {
    await suite.setDay('2026-02-16', '09:00')
    const due = await shownDue(await desk.at(keeper, '/warehouse/due'), '当事人遗弃')
    expect(due['菜苔']).toMatchObject({ left: '逾期2天', rule: 'WH-04' })
    expect(due['菜苔']?.todo).toContain('当事人不来的，可按无主物品处理')
  })

  it('two officers destroy them at the transfer station, and the record says all of it', async () => {
    const counter = await desk.at(keeper, story.exit)
    await destroyAtStation(counter)
    const page = await desk.at(keeper, story.exit)
    const file = await downloaded(page, () => page.getByRole('button', { name: '打印无主物品处理记录' }).click())
    const text = await wordText(file.bytes)
    for (const part of ['无主物品处理记录', documentNumber, '菜苔', '2026年2月9日起，2026年2月16日起可按无主物品处理'])
      expect(text).toContain(part)
    for (const part of [
      '2026年2月9日在现场张贴通知',
      '县城北垃圾中转站',
      '压缩后填埋',
      '任平生',
      '彭一帆',
      '社区网格员刘某',
      '2026年2月16日09时00分'
    ])
      expect(text).toContain(part)
    const due = await shownDue(await desk.at(keeper, '/warehouse/due'), '当事人遗弃')
    expect(due).not.toHaveProperty('菜苔')
    expect(due).toHaveProperty('旧沙发')
  })
})
