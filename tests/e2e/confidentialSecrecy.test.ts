import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium'
import { planted, plantedWords, readable, toldBy, traces } from '../support/plantedWords'
import { workday } from '../support/setDate.mjs'
import { chooseSeveral, desks, downloaded, handIn } from './support/recordWork'
import { demoBureau, runCommand, startSuiteAt, type ClockedSuite } from './support/suite'

const officer = 'tangyuwei'
const leader = 'qinyuehua'
/**
 * The administrator, a leader without the post, the head of the bureau, the inspector: none of them may learn that
 * there is a file.
 */
const strangers = ['fangzimo', 'luyuanhang', 'zhouqiming', 'dengbingzheng'] as const

let browser: Browser
let suite: ClockedSuite
let desk: ReturnType<typeof desks>
let number = ''
let address = ''
let carrierAddress = ''

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

const field = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true })

/** Everything the host answers a page from now on. */
function answersTo(page: Page): () => Promise<string> {
  const bodies: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().includes('/rpc/')) bodies.push(response.text().catch(() => ''))
  })
  return async () => (await Promise.all(bodies)).join('\n')
}

/** Shows a screen and waits until nothing more is asked for. */
async function look(page: Page, route: string): Promise<string> {
  await page.goto(new URL(`#${route}`, suite.url).href)
  await page.waitForLoadState('networkidle')
  return page.locator('body').innerText()
}

/** What a page's browser keeps: its storages, databases, cookies, and the addresses it remembers. */
async function keptBy(page: Page): Promise<string> {
  const kept = await page.context().storageState({ indexedDB: true })
  const session = await page.evaluate(() => JSON.stringify({ ...sessionStorage }))
  return JSON.stringify([kept, session, page.url()])
}

describe('what a confidential file leaves behind', () => {
  let officersAnswers: () => Promise<string>

  it('SEC-02 its words are typed, read, searched and printed by the officer, the title after the machine was confirmed', async () => {
    const page = await desk.at(officer, '/confidential/office/machine')
    officersAnswers = answersTo(page)
    await page.locator('form .el-checkbox').click()
    await field(page, '确认依据').fill('涉密计算机备案3号')
    await page.getByRole('button', { name: '确认并开启' }).click()
    await page.getByRole('button', { name: '关闭标题登记' }).waitFor()
    const form = await desk.at(officer, '/confidential/files/new')
    await field(form, '标题').fill(planted.title)
    await field(form, '来文机关').fill(planted.issuer)
    await field(form, '文号').fill(planted.documentNumber)
    await field(form, '代号').fill(planted.code)
    await field(form, '备注').fill(planted.notes)
    await form.getByRole('combobox', { name: '密级', exact: true }).click()
    await form.locator('.el-select-dropdown__item:visible', { hasText: '秘密' }).click()
    await field(form, '制发日期').fill('20260511')
    await form.getByLabel('年限').fill('5')
    await field(form, '份号').fill('0301')
    await form.getByLabel('页数').fill('8')
    await chooseSeveral(form, form.getByRole('combobox', { name: '知悉人员' }), [['jyx', '江映雪']])
    await handIn(form, '登记入柜', () => form.waitForURL(/#\/confidential\/files\/[0-9a-f-]{36}$/))
    number = await form.locator('.record > header .quiet').innerText()
    address = new URL(form.url()).hash.slice(1)
    carrierAddress =
      (await form.locator('a', { hasText: `${number} 0301` }).getAttribute('href'))?.replace('#', '') ?? ''
    expect(carrierAddress).toMatch(/^\/confidential\/carriers\//)
    const receipt = await downloaded(form, () => form.getByRole('button', { name: '打印签收单' }).click())
    // The paper is the officer's to keep: here the words are found, by the same look as everywhere below.
    expect(toldBy(readable(receipt.bytes))).toContain(planted.issuer)
    const list = await desk.at(officer, '/confidential/files')
    await list.locator('.list input').first().fill('螭龙堰')
    await expect.poll(() => list.locator('[role=row] a').allInnerTexts()).toEqual([number])
    expect(toldBy(await officersAnswers())).toEqual(plantedWords)
  })

  it('SEC-02 the band stays, nothing can be copied, and the contents go off the screen after two minutes without a touch', async () => {
    const page = await desk.at(officer, address)
    await page.locator('.record dl').first().waitFor()
    await page.locator('.band', { hasText: '不得拍照' }).waitFor()
    const copied = await page
      .locator('.record dl')
      .first()
      .evaluate((facts) => {
        const event = new ClipboardEvent('copy', { bubbles: true, cancelable: true })
        return facts.dispatchEvent(event)
      })
    expect(copied).toBe(false)
    expect(toldBy(await page.locator('body').innerText())).toContain(planted.code)
    await page.clock.fastForward('01:50')
    expect(await page.getByText('内容已隐藏').count()).toBe(0)
    await page.clock.fastForward('00:20')
    await page.getByText('2 分钟没有操作，内容已隐藏').waitFor()
    expect(toldBy(await page.locator('body').innerText())).toEqual([])
    await page.getByRole('button', { name: '继续查看' }).click()
    expect(toldBy(await page.locator('body').innerText())).toContain(planted.code)
  })

  it.each(strangers)(
    'SEC-01 %s finds nothing: not by address, by search, by count, in no answer of the host',
    async (account) => {
      const page = await desk.at(account, '/help')
      const answers = answersTo(page)
      const seen = [
        await look(page, address),
        await look(page, carrierAddress),
        await look(page, '/confidential/files'),
        await look(page, '/confidential/home'),
        await look(page, '/confidential/mine'),
        await look(page, '/'),
        await look(page, '/inbox'),
        await look(page, '/exports'),
        await look(page, '/exceptions'),
        await look(page, '/audit')
      ]
      await page.keyboard.press('Control+k')
      await page.keyboard.type(number)
      // What was typed is told back, and nothing else.
      const nothing = `没有找到“${number}”`
      await page.getByText(nothing).waitFor()
      seen.push(await page.locator('body').innerText())
      const told = `${seen.join('\n')}\n${await answers()}`
        .replaceAll(address.slice(-36), '')
        .replaceAll(carrierAddress.slice(-36), '')
        .replaceAll(nothing, '')
      expect(toldBy(told)).toEqual([])
      expect(told).not.toContain('MJ-2026-')
      expect(told).not.toContain('载体所在')
      expect(await page.locator('.line[aria-rowindex]', { hasText: 'MJ-' }).count()).toBe(0)
    }
  )

  it('SEC-02 the leader in charge is told numbers only', async () => {
    const page = await desk.at(leader, '/help')
    const answers = answersTo(page)
    await expect.poll(() => look(page, address)).toContain(number)
    await look(page, '/confidential/files')
    await look(page, '/')
    await look(page, '/audit')
    expect(toldBy(await answers())).toEqual([])
  })

  it('SEC-02 no planted word is kept by any browser, in the data folder, its log or a backup', async () => {
    for (const account of [officer, leader, ...strangers])
      expect(toldBy(await keptBy(await desk.at(account, '/help'))), account).toEqual([])
    // What cannot be understood is refused and logged without its words.
    const broken = await fetch(new URL('/rpc/confidential/files/register', suite.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ json: { ...planted, title: planted.title.repeat(50) } })
    })
    expect(broken.ok).toBe(false)
    await suite.stop()
    await runCommand('backup', '--data', suite.data)
    expect(await traces(suite.data)).toEqual([])
  })
})
