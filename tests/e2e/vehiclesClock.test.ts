import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium'
import { desks, handIn } from './support/recordWork'
import { demoBureau, startSuiteAt, type ClockedSuite } from './support/suite'

// The bureau as of Monday 2026-09-14, followed over the Mid-Autumn and National Day holidays: off 09-25 to 09-27 and
// 10-01 to 10-07. Worked out by hand:
//   湘EB2875 is insured for 24 more days, until 10-08; 庄晓梦's licence is good for 12, until 09-26. Papers are told 30 days ahead.
//   Before a holiday vehicles are laid up, the day before it at the latest; that is told from seven days before the holiday on: 09-18.
const officer = 'weijianye'
const applicant = 'keyushu'

let browser: Browser
let suite: ClockedSuite
let desk: ReturnType<typeof desks>

beforeAll(async () => {
  const bureau = await demoBureau('2026-09-14')
  suite = await startSuiteAt('2026-09-17', '09:00', bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

/** The lines of the due list on the home page that hold some words. */
async function dueWith(words: string): Promise<readonly string[]> {
  const page = await desk.at(officer, '/')
  await page.locator('#due table').waitFor()
  const more = page.locator('#due').getByRole('button', { name: '全部列出' })
  while (await more.count()) await more.first().click()
  const rows = await page.locator('#due tbody tr').allInnerTexts()
  return rows.filter((row) => row.includes(words)).map((row) => row.replace(/\s+/g, ' '))
}

describe('vehicles over National Day', () => {
  it('VEH-07 are to be laid up from seven days before the holiday on', async () => {
    expect(await dueWith('节放假')).toEqual([])
    await suite.setDay('2026-09-18', '09:00')
    expect(await dueWith('中秋节放假（2026年9月25日起）前封存车辆')).toMatchObject([expect.stringContaining('还有6天')])
  })

  it('VEH-07 are laid up with odometer and place, none that is still out, and are not offered meanwhile', async () => {
    await suite.setDay('2026-09-30', '17:00')
    const page = await desk.at(officer, '/vehicles/layups/new')
    await page.getByText('下一个节假日：国庆节').waitFor()
    const cars = page.locator('.lines tbody tr')
    await expect.poll(() => cars.count()).toBe(4)
    await page.getByRole('button', { name: '封存', exact: true }).click()
    await page.locator('.lines', { hasText: '湘EB2875出车未返回，不能封存' }).waitFor()
    await page.getByRole('button', { name: '删除第2行' }).click()
    await handIn(page, '封存', () => page.waitForURL(/#\/vehicles\/layups$/))
    await expect.poll(() => page.locator('.line[aria-rowindex]', { hasText: '封存中' }).count()).toBe(3)

    await suite.setDay('2026-10-02', '09:00')
    const board = await desk.at(applicant, '/vehicles/board')
    await board.getByRole('button', { name: /湘EA0613 2026-10-02 10:00 封存/ }).waitFor()
  })
})

describe('papers day by day', () => {
  it('VEH-17 VEH-03 count down to the day, then stand over it, and take the car off what can be asked for', async () => {
    await suite.setDay('2026-10-07', '09:00')
    expect(await dueWith('湘EB2875交强险')).toMatchObject([expect.stringMatching(/将到期.*还有1天/)])
    expect(await dueWith('庄晓梦驾驶证')).toMatchObject([expect.stringMatching(/已过期.*逾期11天/)])
    await suite.setDay('2026-10-08', '09:00')
    expect(await dueWith('湘EB2875交强险')).toMatchObject([expect.stringMatching(/将到期/)])
    await suite.setDay('2026-10-09', '09:00')
    expect(await dueWith('湘EB2875交强险')).toMatchObject([expect.stringMatching(/已过期.*逾期1天/)])
    const hour = (time: string) => encodeURIComponent(new Date(`2026-10-09T${time}:00+08:00`).toISOString())
    const form = await desk.at(applicant, `/vehicles/trips/new?from=${hour('14:00')}&until=${hour('15:00')}`)
    await form.locator('.notice', { hasText: /湘EB2875：.*交强险/ }).waitFor()
  })

  it('VEH-17 an inspection is told thirty days before it runs out, no day earlier', async () => {
    await suite.setDay('2026-11-12', '09:00')
    expect(await dueWith('湘EA0613年检')).toEqual([])
    await suite.setDay('2026-11-13', '09:00')
    expect(await dueWith('湘EA0613年检')).toMatchObject([expect.stringMatching(/将到期.*还有30天/)])
  })
})

describe('after the holiday', () => {
  it('VEH-07 are taken back with their odometer; a difference asks who approved the use and why, and is a stretch without a trip', async () => {
    await suite.setDay('2026-11-16', '08:30')
    expect((await dueWith('国庆节封存后应启封核对里程')).length).toBe(3)
    const page = await desk.at(officer, '/vehicles/layups')
    await page.locator('.line[aria-rowindex]', { hasText: '湘EA0613' }).filter({ hasText: '封存中' }).locator('a').first().click()
    const sealed = Number(/封存里程\s*(\d+)/.exec(await page.locator('.record dl').first().innerText())?.[1])
    await page.getByRole('button', { name: '启封', exact: true }).click()
    await page.getByLabel('启封里程').fill(String(sealed + 5))
    await page.locator('form').getByRole('button', { name: '启封', exact: true }).click()
    await page.locator('.findings', { hasText: '湘EA0613封存期间里程相差5公里，没有批准启用' }).waitFor()
    await page.getByLabel('批准启用').fill('防汛值守，值班领导批准')
    await handIn(page, '启封', () => page.locator('.record > header', { hasText: '已启封' }).waitFor(), '值守期间转移群众')
    const apart = await desk.at(officer, '/vehicles/distances')
    const row = apart.locator('.line[aria-rowindex]', { hasText: '启封CF-2026' }).filter({ hasText: '湘EA0613' })
    await row.waitFor()
    expect(await row.innerText()).toMatch(/待说明[\s\S]*\b5\b/)
  })
})
