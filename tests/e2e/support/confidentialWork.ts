import type { Page } from 'playwright-core'
import { agree, type desks } from './recordWork'

/** People of the demo bureau by whom they are at the register of confidential files. */
export const officer = 'tangyuwei'
export const leader = 'qinyuehua'

export const field = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true })

/** Waits until the record page shows a state. */
export const stateIs = (page: Page, word: string) => page.locator('.record > header', { hasText: word }).waitFor()

/** Waits for the page of a record of the ledger. */
export const recordPage = (page: Page, folder: string) =>
  page.waitForURL(new RegExp(`#/confidential/${folder}/[0-9a-f-]{36}$`))

/** Presses a button of the form that is open. */
export const press = (page: Page, button: string) =>
  page.locator('form').getByRole('button', { name: button, exact: true }).click()

/** Begins an act of the record that is shown. */
export const begin = (page: Page, act: string) =>
  page.getByRole('toolbar').first().getByRole('button', { name: act, exact: true }).click()

/** Waits until the window says why it refuses. */
export const refused = (page: Page, words: string) =>
  page.locator('.findings, .problems, [role=alert]', { hasText: words }).first().waitFor()

type Desk = ReturnType<typeof desks>

/** Opens the page of the carrier with a label, at the officer's desk. */
export async function carrierPage(desk: Desk, label: string): Promise<Page> {
  const page = await desk.at(officer, '/confidential/carriers')
  await page.locator('.list input').first().fill(label)
  await page.locator('[role=row]', { hasText: label }).locator('a').first().click()
  await recordPage(page, 'carriers')
  return page
}

/** The leader in charge agrees to the request whose page the officer has open. */
export async function decided(desk: Desk, page: Page): Promise<void> {
  const approval = await desk.at(leader, new URL(page.url()).hash.slice(1))
  await agree(approval, '保密工作分管领导意见')
}
