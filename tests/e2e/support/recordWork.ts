import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import JSZip from 'jszip'
import type { Browser, Page } from 'playwright-core'
import { officePage } from '../../support/chromium'
import { signIn, type ClockedSuite, type DemoBureau, type RunningSuite } from './suite'

/**
 * The people of the demo bureau at their desks: each account signs in once, in a window of its own, whose clock is kept
 * in step with a moved host.
 */
export function desks(
  browser: Browser,
  suite: RunningSuite | ClockedSuite,
  bureau: DemoBureau
): { at(account: string, route: string): Promise<Page> } {
  const pages = new Map<string, Page>()
  return {
    async at(account, route) {
      const known = pages.get(account)
      const page = known ?? (await officePage(browser))
      if (!known) {
        if ('now' in suite) await page.clock.install({ time: suite.now })
        await signIn(page, suite, account, bureau.password, route)
        pages.set(account, page)
      }
      if ('now' in suite) await page.clock.setSystemTime(suite.now)
      if (!known) return page
      // Left first, so that the screen is read anew even when it was the one shown; left indeed, which takes a moment.
      await page.goto(new URL('#/help', suite.url).href)
      await page.waitForFunction(() => document.title.startsWith('帮助'))
      await page.goto(new URL(`#${route}`, suite.url).href)
      return page
    }
  }
}

/** Chooses an option of a searching select by what is typed into it. */
export async function choose(
  page: Page,
  input: ReturnType<Page['locator']>,
  typed: string,
  option: string
): Promise<void> {
  await input.click()
  await input.pressSequentially(typed)
  // Only its own options: those of the select before may still be fading.
  const list = page.locator(`[id="${await input.getAttribute('aria-controls')}"]`)
  await list.locator('.el-select-dropdown__item:visible', { hasText: option }).first().click()
}

/** Chooses several options of a select one after another, each by what is typed into it. */
export async function chooseSeveral(
  page: Page,
  input: ReturnType<Page['locator']>,
  options: readonly (readonly [typed: string, option: string])[]
) {
  for (const [typed, option] of options) {
    await input.focus()
    await input.pressSequentially(typed)
    const list = page.locator(`[id="${await input.getAttribute('aria-controls')}"]`)
    await list.locator('.el-select-dropdown__item:visible', { hasText: option }).first().click()
  }
  await page.keyboard.press('Escape')
}

/**
 * Presses a form's submit button, gives the reasons warnings ask for, and waits for what shows that it went through.
 */
export async function handIn(
  page: Page,
  button: string,
  through: () => Promise<unknown>,
  reason = '本月确需办理，已报主任同意'
): Promise<void> {
  const submit = page.locator('form').getByRole('button', { name: button, exact: true })
  await submit.click()
  const asked = page.locator('.findings textarea[aria-label*="理由"]').first()
  const passed = through().then(() => 'through' as const)
  const outcome = await Promise.race([
    passed,
    // The live check may ask before the answer to the press is there, which then moves the button.
    asked
      .waitFor()
      .then(() => submit.and(page.locator('.is-loading')).waitFor({ state: 'detached' }))
      .then(
        () => 'asked' as const,
        () => passed
      )
  ])
  if (outcome === 'asked') {
    for (const box of await page.locator('.findings textarea[aria-label*="理由"]').all()) await box.fill(reason)
    await submit.click()
  }
  await passed
}

/** Agrees to the request whose page is open, and waits until the step is decided. */
export async function agree(page: Page, name: string, opinion = '同意。'): Promise<void> {
  await page.getByRole('button', { name: '同意', exact: true }).click()
  const words = page.getByRole('textbox', { name: '意见', exact: true })
  await words.fill(opinion)
  await page.getByRole('button', { name: '确定', exact: true }).click()
  // The form goes once the answer is there; a step the same person decided before may stand on the page already.
  await words.waitFor({ state: 'detached' })
  await page.locator('.steps li.done', { hasText: name }).first().waitFor()
}

/** The lines of the home page's due list that name something, each as title, day and rule. */
export async function dueLines(page: Page, what: string): Promise<string[][]> {
  await page.locator('#due table').waitFor()
  const more = page.locator('#due').getByRole('button', { name: '全部列出' })
  while (await more.count()) await more.first().click()
  const rows = await page.locator('#due tr', { hasText: what }).all()
  return Promise.all(
    rows.map(async (row) => [
      await row.locator('a').first().innerText(),
      (await row.locator('.when').innerText()).trim().split('\n')[0] ?? '',
      await row.locator('a', { hasText: '依据' }).innerText()
    ])
  )
}

/** The bytes of the file a press of a button brings. */
export async function downloaded(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

/** All text of a Word file, without its markup. */
export async function wordText(bytes: Buffer): Promise<string> {
  const archive = await JSZip.loadAsync(bytes)
  const parts = Object.values(archive.files).filter(({ name }) =>
    /^word\/(document|header\d*|footer\d*)\.xml$/.test(name)
  )
  const xml = await Promise.all(parts.map((part) => part.async('string')))
  return xml
    .join('')
    .replaceAll('<w:noBreakHyphen/>', '-')
    .replace(/<[^>]+>/g, '')
}

/** The rows of a workbook's sheet as text, cell by cell. */
export async function sheetRows(bytes: Buffer, sheet: string): Promise<string[][]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  const found = workbook.getWorksheet(sheet)
  if (!found)
    throw new Error(
      `the workbook has no sheet ${sheet}, only ${workbook.worksheets.map(({ name }) => name).join(', ')}`
    )
  const rows: string[][] = []
  found.eachRow((row) => rows.push(Array.from({ length: row.cellCount }, (_, index) => row.getCell(index + 1).text)))
  return rows
}
