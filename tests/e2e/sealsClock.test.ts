import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium'
import { desks, dueLines, handIn } from './support/recordWork'
import { demoBureau, startSuiteAt, type ClockedSuite } from './support/suite'

// The demo bureau of Tuesday 2026-01-06 on later days, all of them calendar days, worked out by hand from the rule
// catalogue:
//   SEAL-06 行政审批专用章 is kept by a stand-in for three days: 01-06 + 3 → 01-09.
//   SEAL-17 a seal found lost on Monday 01-12: leader and police the same day, the newspaper within 7 days → 01-19.
//   SEAL-19 every unit with seals once a quarter, due on its last day and owed beside those that follow: the fourth of
//           2025 by 12-31, the first of 2026 by 03-31, the second by 06-30, the third by 09-30.
const director = 'xiexiaolan'
const squadHead = 'longxiaolin'

let browser: Browser
let suite: ClockedSuite
let desk: ReturnType<typeof desks>

beforeAll(async () => {
  const bureau = await demoBureau('2026-01-06')
  suite = await startSuiteAt('2026-01-06', '10:00', bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

/** The lines of the office director's due list that name something, each as title, day and rule. */
const dueOf = async (what: string) => dueLines(await desk.at(director, '/'), what)
const field = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true })

describe('the clocks of the seals on a moved clock', () => {
  it.each([
    ['2026-01-06', '2026-01-09（还有3天）'],
    ['2026-01-09', '2026-01-09'],
    ['2026-01-10', '2026-01-09（逾期1天）']
  ])('SEAL-06 on %s the end of the stand-in reads %s', async (day, when) => {
    await suite.setDay(day, '10:00')
    expect(await dueOf('代管期满')).toEqual([['“行政审批专用章”代管期满，应办理交回', when, '依据 SEAL-06']])
  })

  it('SEAL-17 a seal found lost is reported by its keeper', async () => {
    await suite.setDay('2026-01-12', '15:00')
    const page = await desk.at(squadHead, '/seals/register')
    await page.locator('[role=row]', { hasText: '一中队印章' }).locator('a').first().click()
    await page.locator('.record .columns').waitFor()
    await page.getByRole('toolbar').first().getByRole('button', { name: '报告遗失', exact: true }).click()
    await page.locator('input[aria-label="发现时间（时间）"]').fill('1430')
    await field(page, '经过').fill('执勤途中发现印章盒遗失')
    await field(page, '遗失起始日期').fill('20260112')
    await handIn(page, '报告遗失', () => page.waitForURL(/losses\/[0-9a-f-]{36}$/))
  })

  it.each([
    ['2026-01-12', '2026-01-12', '2026-01-19（还有7天）'],
    ['2026-01-13', '2026-01-12（逾期1天）', '2026-01-19（还有6天）'],
    ['2026-01-19', '2026-01-12（逾期7天）', '2026-01-19'],
    ['2026-01-20', '2026-01-12（逾期8天）', '2026-01-19（逾期1天）']
  ])('SEAL-17 on %s leader and police read %s, the newspaper %s', async (day, report, notice) => {
    await suite.setDay(day, '16:00')
    expect((await dueOf('“一中队印章”遗失')).toSorted()).toEqual(
      [
        ['“一中队印章”遗失，应到派出所报案', report, '依据 SEAL-17'],
        ['“一中队印章”遗失，应报告局领导', report, '依据 SEAL-17'],
        ['“一中队印章”遗失，应登报声明作废', notice, '依据 SEAL-17']
      ].toSorted()
    )
  })

  const inspection = (period: string, when: string) => [`检查办公室的用印情况（${period}）`, when, '依据 SEAL-19']
  // What was not done in a quarter stays due beside those that follow (K-13).
  const [before, first, second, third] = [
    '2025年10月1日至2025年12月31日',
    '2026年1月1日至2026年3月31日',
    '2026年4月1日至2026年6月30日',
    '2026年7月1日至2026年9月30日'
  ] as const
  it.each([
    ['2026-03-31', [inspection(before, '2025-12-31（逾期90天）'), inspection(first, '2026-03-31')]],
    [
      '2026-04-01',
      [
        inspection(before, '2025-12-31（逾期91天）'),
        inspection(first, '2026-03-31（逾期1天）'),
        inspection(second, '2026-06-30（还有90天）')
      ]
    ],
    [
      '2026-06-30',
      [
        inspection(before, '2025-12-31（逾期181天）'),
        inspection(first, '2026-03-31（逾期91天）'),
        inspection(second, '2026-06-30')
      ]
    ],
    [
      '2026-07-01',
      [
        inspection(before, '2025-12-31（逾期182天）'),
        inspection(first, '2026-03-31（逾期92天）'),
        inspection(second, '2026-06-30（逾期1天）'),
        inspection(third, '2026-09-30（还有91天）')
      ]
    ]
  ])('SEAL-19 on %s the inspection of a unit reads %j', async (day, expected) => {
    await suite.setDay(day, '10:00')
    expect(await dueOf('检查办公室')).toEqual(expected)
  })
})
