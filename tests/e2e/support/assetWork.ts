import type { Page } from 'playwright-core'
import { agree, type desks } from './recordWork'

/** A paper as a scanner would have given it: one white dot. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64'
)

/** People of the demo bureau by whom they are at the assets ledger. */
export const at = {
  clerk: 'luozhenbang',
  applicant: 'fengjianing',
  director: 'xiexiaolan',
  accountant: 'lvsiqi',
  financeHead: 'jiangmingzhu',
  leader: 'luyuanhang'
} as const

type Desk = ReturnType<typeof desks>

/** Everybody of a chain agrees, one after the other, at their own desk. */
export async function agreeInTurn(
  desk: Desk,
  path: string,
  deciders: readonly (readonly [account: string, name: string])[]
): Promise<void> {
  for (const [account, name] of deciders) await agree(await desk.at(account, path), name)
}

/** Waits until the record page shows a state. */
export const stateIs = (page: Page, word: string) => page.locator('.record > header', { hasText: word }).waitFor()

/** Waits until a form of the window says by which rule it refuses, and why. */
export const refusedBy = (page: Page, rule: string, words: string) =>
  page.locator('.findings', { hasText: rule }).filter({ hasText: words }).first().waitFor()

/** Puts a scanned paper into the box of its title. */
export async function attach(page: Page, title: string): Promise<void> {
  const box = page.locator(`section[aria-label^="${title}"]`)
  await box.locator('input[type=file]').setInputFiles({ name: `${title}.png`, mimeType: 'image/png', buffer: dot })
  await box.getByRole('button', { name: `去掉${title}.png` }).waitFor()
}

/** Waits for the page of a record of the ledger. */
export const recordOf = (page: Page, folder: string) => page.waitForURL(new RegExp(`#/assets/${folder}/[0-9a-f-]{36}$`))

/** Finds an asset by words or number and chooses it for the request that is being filled in. */
export async function pickAsset(page: Page, words: string, choice?: string): Promise<void> {
  const line = page.getByRole('textbox', { name: '扫码或查找' })
  await line.fill(words)
  await line.press('Enter')
  if (choice !== undefined)
    await page.getByRole('group', { name: '找到的资产' }).getByRole('button', { name: choice }).click()
  await page
    .locator('section', { has: line })
    .locator('tbody tr', { hasText: choice ?? words })
    .waitFor()
}

/** Scans a tag at the counting window and gives what the window answers. */
export async function scanTag(page: Page, code: string): Promise<string> {
  const line = page.getByRole('textbox', { name: '扫码', exact: true })
  await line.fill(code)
  await line.press('Enter')
  const answer = page.locator('.answer')
  await answer.filter({ hasText: code }).waitFor()
  return answer.locator('b').innerText()
}

/** Goes to another place of the count, one the books do not name where it must be. */
export async function standAt(page: Page, place: string): Promise<void> {
  const select = page.getByRole('combobox', { name: '盘点地点' })
  await select.click()
  await select.fill(place)
  await page.locator('.el-select-dropdown__item:visible', { hasText: place }).first().click()
}
