import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { workday } from '../support/setDate.mjs'
import {
  begin,
  carrierPage,
  decided,
  field,
  officer,
  press,
  recordPage,
  refused,
  stateIs
} from './support/confidentialWork'
import { choose, desks, downloaded, handIn, wordText } from './support/recordWork'
import { demoBureau, startSuiteAt, type ClockedSuite } from './support/suite'

// Carriers of the demo bureau that lie in the cabinet and stand on no list.
const missing = 'MJ-2026-000001 0102'
const scanned = 'MJ-2026-000004 0102'
const returned = ['MJ-2025-000007 0101', 'MJ-2025-000007 0102'] as const
const destroyed = 'MJ-2026-000001 0101'

let browser: Browser
let suite: ClockedSuite
let desk: ReturnType<typeof desks>

beforeAll(async () => {
  const bureau = await demoBureau()
  suite = await startSuiteAt(workday, '09:30', bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

/** Puts carriers on a list and has it decided; the officer's page stands on it. */
async function listed(kind: string, agency: string, labels: readonly string[]): Promise<Page> {
  const page = await desk.at(officer, '/confidential/endings/new')
  await page.getByRole('combobox', { name: '方式' }).click()
  await page.locator('.el-select-dropdown__item:visible', { hasText: kind }).click()
  await field(page, '接收或销毁单位').fill(agency)
  for (const label of labels) await page.getByText(label, { exact: true }).click()
  await handIn(page, '报保密工作分管领导', () => recordPage(page, 'endings'))
  await decided(desk, page)
  return desk.at(officer, new URL(page.url()).hash.slice(1))
}

describe('how a carrier leaves', () => {
  it('SEC-09 is looked at with every other carrier; the one nobody finds opens an incident', async () => {
    const page = await desk.at(officer, '/confidential/checks/new')
    await choose(page, page.getByRole('combobox', { name: '小组成员' }), 'lxq', '黎向前')
    await handIn(page, '开始', () => recordPage(page, 'checks'))
    await begin(page, '登记核对')
    const left = page.locator('.row', { has: page.locator('.label') })
    await left.first().waitFor()
    await left.filter({ hasText: missing }).getByRole('button', { name: '缺失', exact: true }).click()
    await page.getByLabel(`${missing}的说明`).fill('柜内各格均无')
    await page.getByRole('button', { name: '确认缺失，登记事件' }).click()
    await page.locator('.notice', { hasText: '已登记事件MSG-2026-' }).waitFor()
    const line = field(page, '扫载体标签')
    await line.fill(scanned)
    await line.press('Enter')
    await page.locator('.notice', { hasText: `${scanned} 在柜` }).waitFor()
    // The list is read again after the notice.
    await expect.poll(() => left.filter({ hasText: scanned }).count()).toBe(0)
    for (let open = await left.count(); open > 0; open -= 1) {
      const label = await left.first().locator('.label').innerText()
      await left.first().getByRole('button').first().click()
      await page.locator('.notice', { hasText: label }).waitFor()
      await expect.poll(() => left.count()).toBe(open - 1)
    }
    await begin(page, '完成核查')
    await press(page, '完成核查')
    await refused(page, '小组成员')
    await page.getByLabel('黎向前的签字码').fill(demoPin)
    await press(page, '完成核查')
    await stateIs(page, '已完成')
    const incidents = await desk.at(officer, '/confidential/checks/incidents')
    await incidents.locator('[role=row]', { hasText: missing }).filter({ hasText: '处理中' }).waitFor()
  })

  it('SEC-10 goes back to its issuer, each carrier against a receipt of its own', async () => {
    const page = await listed('清退', '县委办公室机要科', returned)
    await begin(page, '登记回执')
    await field(page, '地点').fill('县委机要科')
    await page.getByLabel(`${returned[0]}的回执号`).fill('机要回88号')
    await press(page, '凭回执销号')
    await page.locator('.record form').waitFor({ state: 'detached' })
    // One receipt ends one life.
    await stateIs(page, '已批准')
    await stateIs(await carrierPage(desk, returned[0]), '已清退')
    await stateIs(await carrierPage(desk, returned[1]), '在柜')
  })

  it('SEC-10 is destroyed before two supervisors who are neither the officer nor the decider', async () => {
    const page = await listed('销毁', '县涉密载体销毁中心', [destroyed])
    await begin(page, '登记销毁')
    await field(page, '地点').fill('县涉密载体销毁中心')
    const supervisors = page.getByRole('group', { name: '监销人' })
    const sign = async (place: number, typed: string, name: string) => {
      const group = supervisors.nth(place)
      await choose(page, group.getByRole('combobox'), typed, name)
      await group.locator('input[type=password]').fill(demoPin)
    }
    await sign(0, 'zgl', '曾广陵')
    await press(page, '登记销毁')
    await refused(page, '监销')
    await sign(1, 'tyw', '唐雨薇')
    await press(page, '登记销毁')
    await refused(page, '监销')
    await sign(1, 'gj', '高洁')
    await press(page, '登记销毁')
    await stateIs(page, '已办结')
    // SEC-15: the paper says who puts it out, though its opinions were kept when they were given.
    const paper = await downloaded(page, () => page.getByRole('button', { name: '打印销毁审批单与清册' }).click())
    const text = await wordText(paper.bytes)
    expect(text).toContain('秘密★')
    expect(text).toContain('导出人：唐雨薇')
    expect(text).not.toContain('导出人：系统')
    await stateIs(await carrierPage(desk, destroyed), '已销毁')
  })
})
