import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium'
import { desks, downloaded, wordText } from './support/recordWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'

const director = 'xiexiaolan'

let browser: Browser
let suite: RunningSuite
let desk: ReturnType<typeof desks>

beforeAll(async () => {
  const bureau = await demoBureau()
  suite = await startSuite(bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

it('shows beside the opinion the form as it will print, without a script or picture the page may not have', async () => {
  const page = await desk.at(director, '/inbox')
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.locator('.left li', { hasText: '报废' }).click()
  const paper = page.getByRole('document', { name: '表单样张' })
  await paper.getByText('办公用品报废审批单').waitFor()
  const request = page.getByRole('region', { name: '所选事项' })
  await request.getByText('办公室意见').first().waitFor()
  // The signature of the paper's own number is a drawn picture.
  expect(
    await paper
      .locator('img')
      .evaluateAll((pictures: HTMLImageElement[]) => pictures.map(({ naturalWidth }) => naturalWidth > 0))
  ).toEqual([true])
  expect(complaints).toEqual([])

  const sheet = await paper.boundingBox()
  const opinions = await request.getByRole('button', { name: '同意', exact: true }).boundingBox()
  expect((sheet?.x ?? 0) + (sheet?.width ?? 0)).toBeLessThanOrEqual(opinions?.x ?? 0)
  expect(await paper.evaluate((frame) => frame.scrollWidth <= frame.clientWidth)).toBe(true)
})

it('shows on a record the print preview of what printing then gives', async () => {
  const page = await desk.at(director, '/inbox')
  await page.locator('.left li', { hasText: '报废' }).click()
  await page.getByRole('link', { name: '看原单' }).click()
  await page.getByRole('button', { name: '打印预览' }).click()
  const preview = page.getByRole('dialog')
  const paper = preview.getByRole('document', { name: '表单样张' })
  await paper.getByText('办公用品报废审批单').waitFor()
  const { bytes } = await downloaded(page, () => preview.getByRole('button', { name: '打印', exact: true }).click())
  const printed = (await wordText(bytes)).replace(/\s/g, '')
  const shown = (await paper.innerText()).replace(/\s/g, '')
  const number = /BF-\d{4}-\d{6}/.exec(shown)?.[0] ?? ''
  expect(number).not.toBe('')
  expect(printed).toContain(number)
})
