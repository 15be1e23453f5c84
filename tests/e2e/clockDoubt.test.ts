import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { choose, desks } from './support/recordWork'
import { demoBureau, startSuiteAt, type ClockedSuite } from './support/suite'

const administrator = 'fangzimo'
const pictures = process.env['WINDOW_PICTURES']

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

it('SYS-03 a date moved three days ahead stops acts, keeps what was typed, and two people let them go on', async () => {
  const page = await desk.at(administrator, '/office/units')
  await page.getByRole('button', { name: '新增科室或中队' }).click()
  const name = page.getByRole('textbox', { name: '名称', exact: true })
  await name.fill('机动中队')
  await choose(page, page.getByRole('combobox', { name: '类别' }), '', '中队')
  await suite.moveDate('2026-01-09', '10:00')
  const submit = page.locator('form').getByRole('button', { name: '新增', exact: true })
  await submit.click()

  const doubted = '电脑时间现在是2026-01-09 10:00，按此前的记录应是2026-01-06 10:00前后'
  const window = page.getByRole('form', { name: '电脑时间' })
  await window.waitFor()
  expect(await page.locator('#content').innerText()).toContain(doubted)
  expect(await name.inputValue()).toBe('机动中队')
  if (pictures !== undefined)
    for (const zoom of [1, 1.5]) {
      await page.evaluate(`document.documentElement.style.zoom = '${zoom}'`)
      await page.screenshot({ path: join(pictures, `clockDoubt-${zoom * 100}.png`) })
      await page.evaluate(`document.documentElement.style.zoom = ''`)
    }

  const goOn = window.getByRole('button', { name: '时间没有错，继续办理' })
  await goOn.click()
  await page.getByText('确认电脑时间须由另一职责的人当面用签字码复核').first().waitFor()
  await choose(page, window.getByRole('combobox', { name: '复核人' }), 'xxl', '谢晓岚')
  await window.getByLabel('复核人的签字码').fill(demoPin)
  await goOn.click()
  await window.waitFor({ state: 'detached' })

  expect(await name.inputValue()).toBe('机动中队')
  await submit.click()
  await page.getByText('已新增').waitFor()
  await page.locator('#content', { hasText: '机动中队' }).waitFor()
})
