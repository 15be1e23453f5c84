import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sqlite3 from 'sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium'
import { workday } from '../support/setDate.mjs'
import { shownPath } from './support/goodsWork'
import { agree, choose, desks, downloaded, handIn } from './support/recordWork'
import { demoBureau, startSuiteAt, type ClockedSuite } from './support/suite'

// The demo bureau under the text of the city office, where the last step of a trip is signed outside (BZ-03 六).
const driver = 'pengyifan'
const squadHead = 'longxiaolin'
const leader = 'luyuanhang'
const officer = 'weijianye'
const plate = '湘EA0613'
const scanned = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64'
)

let browser: Browser
let suite: ClockedSuite
let desk: ReturnType<typeof desks>
const story = { trip: '', number: '' }

const underTheCityOffice = (data: string) =>
  new Promise<void>((resolve, reject) => {
    const file = new sqlite3.Database(join(data, 'ledger.sqlite'))
    file.run(`UPDATE bureau SET profile = 'baicheng-office'`, (fault: Error | null) =>
      file.close(() => (fault ? reject(fault) : resolve()))
    )
  })

beforeAll(async () => {
  const bureau = await demoBureau(workday)
  await underTheCityOffice(bureau.data)
  suite = await startSuiteAt(workday, '09:00', bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

const stateIs = (page: Page, word: string) => page.locator('.record > header', { hasText: word }).waitFor()
const select = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })

describe('a trip whose last step is signed outside the bureau', () => {
  it('waits for the paper once the bureau’s own leaders have agreed; nobody of the bureau can agree for them', async () => {
    const page = await desk.at(driver, '/vehicles/board')
    await page.getByRole('button', { name: `${plate} ${workday} 10:00 空闲` }).press('Enter')
    await page.waitForURL(/#\/vehicles\/trips\/new/)
    await choose(page, select(page, '用车人'), 'rps', '任平生')
    await choose(page, select(page, '用途'), '', '应急保障')
    await page.getByLabel('事由').fill('防汛抢险送物资')
    await page.getByLabel('目的地').fill('通榆县')
    await handIn(page, '提交申请', () => page.waitForURL(/#\/vehicles\/trips\/[0-9a-f-]{36}$/))
    story.trip = shownPath(page)
    await stateIs(page, '审批中')
    story.number = /PC-2026-\d{6}/.exec(await page.locator('.record > header').innerText())?.[0] ?? ''
    await agree(await desk.at(squadHead, story.trip), '龙啸林')
    const last = await desk.at(leader, story.trip)
    await agree(last, '陆远航')
    await last.locator('.steps li.current', { hasText: '由外单位领导在打印的审批单上签署' }).waitFor()
    for (const name of ['同意', '登记纸质审批'])
      expect(await last.getByRole('button', { name, exact: true }).count(), name).toBe(0)
    const own = await desk.at(driver, story.trip)
    await own.locator('.steps li.current').waitFor()
    expect(await own.getByRole('button', { name: '登记纸质审批', exact: true }).count()).toBe(0)
  })

  it('is recorded by the vehicle office from the scan of that very paper, found in its inbox', async () => {
    const page = await desk.at(officer, '/inbox')
    await page.locator('li', { hasText: '防汛抢险送物资' }).locator('b').click()
    await page.locator('li', { hasText: '签署件待登记' }).first().waitFor()
    await page.getByRole('button', { name: '登记纸质审批', exact: true }).first().click()
    const form = page.locator('form', { has: page.getByLabel('纸面编号') })
    await form.getByRole('textbox', { name: '签署人', exact: true }).fill('江副局长')
    await form.getByRole('textbox', { name: '签署日期' }).fill(workday)
    await form.getByLabel('纸面编号').fill('PC-2026-999999')
    await form.getByRole('button', { name: '登记纸质审批', exact: true }).click()
    await page.locator('.findings', { hasText: '签署件扫描件' }).first().waitFor()
    await page.locator('.findings', { hasText: '不是同一份' }).first().waitFor()
    await form.locator('input[type=file]').first().setInputFiles({
      name: '审批单签署件.png',
      mimeType: 'image/png',
      buffer: scanned
    })
    await form.getByText('审批单签署件.png').waitFor()
    await form.getByLabel('纸面编号').fill(story.number.toLowerCase())
    await form.getByRole('button', { name: '登记纸质审批', exact: true }).click()
    await form.waitFor({ state: 'detached' })

    const record = await desk.at(driver, story.trip)
    await stateIs(record, '已批准')
    const step = record.locator('.steps li.done', { hasText: '江副局长' })
    await step.getByText('纸质签署', { exact: true }).waitFor()
    await step.getByText('韦建业登记扫描件').waitFor()
    const { bytes } = await downloaded(record, () => step.getByRole('button', { name: '打开签署件' }).click())
    expect(bytes.equals(scanned)).toBe(true)
  })
})
