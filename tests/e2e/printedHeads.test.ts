import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sqlite3 from 'sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { headCode } from '@main/platform/backup/headCode'
import { launchChromium } from '../support/chromium'
import { desks } from './support/recordWork'
import { demoBureau, startSuite, type DemoBureau, type RunningSuite } from './support/suite'

const inspector = 'dengbingzheng'
const pictures = process.env['WINDOW_PICTURES']

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

/** Rows of the database beside the running host. */
const rows = <T>(sql: string) =>
  new Promise<T[]>((resolve, reject) => {
    const database = new sqlite3.Database(join(bureau.data, 'ledger.sqlite'), sqlite3.OPEN_READONLY)
    database.all<T>(sql, (fault, found) => database.close(() => (fault ? reject(fault) : resolve(found))))
  })

async function drawn(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  for (const zoom of [1, 1.5]) {
    await page.evaluate(`document.documentElement.style.zoom = '${zoom}'`)
    await page.screenshot({ path: join(pictures, `${name}-${zoom * 100}.png`) })
    await page.evaluate(`document.documentElement.style.zoom = ''`)
  }
}

it('tells by a scanned QR whether what a filed print says is still part of the log', async () => {
  const [{ id } = { id: '' }] = await rows<{ id: string }>('SELECT id FROM bureau')
  const heads = await rows<{ chain: string; length: number; hash: string }>('SELECT * FROM chain_heads')
  const [supplies, seals] = ['supplies', 'seals'].map((chain) => heads.find((head) => head.chain === chain))
  const printed = { supplies: supplies ?? expect.fail('no head'), seals: seals ?? expect.fail('no head') }
  const page = await desk.at(inspector, '/audit')
  await page.getByRole('button', { name: '核对打印件', exact: true }).click()
  const field = page.getByRole('textbox', { name: '二维码' })
  // A barcode gun is a keyboard: what has the focus gets its keys, and a line end is its last.
  const scan = async (text: string) => {
    await field.focus()
    await page.keyboard.insertText(text)
    await page.keyboard.press('Enter')
  }
  await scan(headCode(id, printed))
  await page.getByText(`办公用品：印的第${printed.supplies.length}条就是现在的末条`).waitFor()
  expect(await page.getByText(`印章：印的第${printed.seals.length}条就是现在的末条`).count()).toBe(1)
  expect(await field.inputValue()).toBe('')
  await drawn(page, 'printed-same')

  await scan(headCode(id, { ...printed, seals: { ...printed.seals, hash: 'e'.repeat(64) } }).toLowerCase())
  await page.getByText(`第${printed.seals.length}条的校验值与印的不符：历史被整体改写过`).waitFor()
  await page.getByText('请停止使用，保留数据文件夹').waitFor()
  await drawn(page, 'printed-rewritten')

  await scan(headCode('01900000-0000-7000-8000-0000000000aa', printed))
  await page.getByText('是别的单位的数据印出来的').waitFor()
  await scan('LY-2026-000001')
  await page.getByText('没有扫全').first().waitFor()
  expect(await page.getByText('是别的单位的数据印出来的').count()).toBe(0)
  await drawn(page, 'printed-other')
})
