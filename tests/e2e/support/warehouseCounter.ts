import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { demoPicture } from '@main/office/demo/pictures'
import { demoPin } from '@main/office/demo/accounts'
import { draw, handFile, picture, shownPath } from './goodsWork'
import { choose, handIn } from './recordWork'

/** A field of the intake counter. */
export const counterField = (page: Page, name: string) => page.locator(`[id="warehouse.intake-${name}"]`)

/** What a spreadsheet puts on the clipboard, pasted into a cell of the lines. */
export async function pasteText(cell: Locator, text: string): Promise<void> {
  await cell.evaluate((input, content) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', content)
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

/** What is said at the counter about an intake of the first squad. */
export interface CounterCase {
  /** Nobody there when absent: goods left behind. */
  readonly party?: string
  readonly basis: '查封扣押' | '先行登记保存' | '当事人遗弃'
  readonly onTheSpot?: boolean
  readonly documentNumber: string
  /** Local day and 'HHmm' of the detention. */
  readonly detained: readonly [string, string]
  /** Name, quantity, measure, perishability. */
  readonly goods: readonly (readonly [string, string, string, '易腐' | '易存放'])[]
  readonly location: string
}

/**
 * Takes goods in at the counter, every line with its photo (the last one pasted), all sides signing. Gives the words
 * that confirm it.
 */
export async function takeInAtCounter(page: Page, plan: CounterCase): Promise<{ number: string; words: string }> {
  const field = (name: string) => counterField(page, name)
  await field('documentNumber').fill(plan.documentNumber)
  await choose(page, field('squadId'), 'yzd', '一中队')
  await choose(page, field('basis'), '', plan.basis)
  await choose(page, field('officers.0.personId'), 'rps', '任平生')
  await field('officers.0.certificate').fill('湘云城执0101')
  await choose(page, field('officers.1.personId'), 'pyf', '彭一帆')
  await field('officers.1.certificate').fill('湘云城执0102')
  if (plan.party) await field('party').fill(plan.party)
  if (plan.onTheSpot) await page.locator('.el-checkbox', { has: field('onTheSpot') }).click()
  await page.locator('input[aria-label="扣押时间（日期）"]').fill(plan.detained[0])
  await page.locator('input[aria-label="扣押时间（时间）"]').fill(plan.detained[1])
  if (plan.basis === '查封扣押' && !plan.onTheSpot)
    await page.locator('input[aria-label="事先批准日期"]').fill(plan.detained[0])
  await field('place').fill('城北市场')
  await field('cause').fill('占道经营')
  const rows = plan.goods.map(
    ([name, quantity, measure, perishability]) =>
      `${name}\t\t\t${quantity}\t${measure}\t完好\t${perishability}\t\t${plan.location}`
  )
  await pasteText(page.locator('[data-cell="0:0"] input'), rows.join('\n'))
  await expect.poll(() => page.locator('.lines tbody tr').count()).toBe(rows.length)
  for (const index of rows.keys()) {
    if (index < rows.length - 1)
      await page
        .locator(`input[type=file][aria-label="第${index + 1}行照片"]`)
        .setInputFiles(picture(`物品${index + 1}.png`, 0x3f7d3a + index))
    else
      await handFile(page.locator(`[aria-label^="第${index + 1}行照片，"]`), 'paste', '截图.png', demoPicture(0x775599))
    await page.getByRole('button', { name: `去掉第${index + 1}行照片第1张` }).waitFor()
  }
  if (plan.party) await draw(page, page.getByRole('group', { name: '当事人签名', exact: true }))
  else {
    await page.getByLabel('不在场原因').fill('当事人弃物离开现场')
    await page.getByLabel('见证人', { exact: true }).fill('社区网格员刘某')
  }
  await page.getByLabel('交件人 任平生的签字码').fill(demoPin)
  await page.getByLabel('保管员 戴长春的签字码').fill(demoPin)
  const done = page.getByText('已入库 ZK-')
  await handIn(page, '入库（F2）', () => done.waitFor(), '联合整治行动收缴，随收随入库')
  const words = await done.innerText()
  return { number: /ZK-\d{4}-\d{6}/.exec(words)?.[0] ?? '', words }
}

/** A row of the due list as it reads. */
export interface ShownDue {
  readonly dueOn: string
  readonly left: string
  readonly todo: string
  readonly clock: string
  readonly rule: string
}

/** The due list of a party's goods, by the name of the thing. */
export async function shownDue(page: Page, party: string): Promise<Record<string, ShownDue>> {
  const rows = page.locator('.body [role=row], [role=row]:not(.head)', { hasText: party })
  await page.getByLabel('查找').fill(party)
  await expect
    .poll(
      async () =>
        (await rows.count()) > 0 && (await page.locator('[role=row]:not(.head)').count()) === (await rows.count())
    )
    .toBe(true)
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent?.trim() ?? ''))
  )
  return Object.fromEntries(
    cells.map(([dueOn = '', left = '', name = '', , todo = '', clock = '', rule = '']) => [
      name,
      { dueOn, left, todo, clock, rule }
    ])
  )
}

/**
 * Opens the application for goods of an intake to leave, with these things going in these quantities and everything
 * else staying.
 */
export async function askExit(page: Page, kind: string, going: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('button', { name: '申请出库', exact: true }).click()
  const rows = page.locator('.lines tbody tr')
  await rows.first().waitFor()
  // An application refused on an earlier day is kept as a draft.
  const anew = page.getByRole('button', { name: '放弃草稿，重新填写' })
  if (await anew.count()) await anew.click()
  await choose(page, page.getByRole('combobox', { name: '去向' }), '', kind)
  for (const row of (await rows.all()).reverse()) {
    const text = await row.innerText()
    if (!Object.keys(going).some((name) => text.includes(name)))
      await row.getByRole('button', { name: '这次不出' }).click()
  }
  for (const [name, quantity] of Object.entries(going))
    await rows.filter({ hasText: name }).getByRole('textbox', { name: '这次出库' }).fill(quantity)
}

/** Says that nobody came for the goods, and how the party was told. */
export async function sayOwnerless(page: Page, announcement: string): Promise<void> {
  await page.locator('.el-checkbox', { has: page.locator('input[id$="-ownerless"]') }).click()
  await page.getByLabel('通知或公示').fill(announcement)
}

/** Attaches the squad's photograph of ownerless goods. */
export async function attachSquadPhoto(page: Page): Promise<void> {
  await page
    .locator('section[aria-label^="片区拍摄的照片"] input[type=file]')
    .setInputFiles(picture('取证.png', 0x99aa55))
  await page.getByRole('button', { name: '去掉取证.png' }).waitFor()
}

/** Names the decision an exit rests on, with its scan. */
export async function nameDecision(page: Page, documentNumber: string, decidedOn: string): Promise<void> {
  await page.getByLabel('决定文书').first().fill(documentNumber)
  await page.locator('input[aria-label="决定日期"]').fill(decidedOn)
  await page
    .locator('section[aria-label^="决定文书扫描件"] input[type=file]')
    .setInputFiles(picture('决定书.png', 0xf0e8d0))
  await page.getByRole('button', { name: '去掉决定书.png' }).waitFor()
}

/** Submits an exit and gives the path of its record. */
export async function submitExit(page: Page): Promise<string> {
  await page.getByRole('button', { name: '提交出库申请' }).click()
  await page.waitForURL(/#\/warehouse\/exits\/[0-9a-f-]{36}$/)
  return shownPath(page)
}

/** The head of the first squad and the keeper sign an approved exit at the counter. */
export async function signAtCounter(page: Page): Promise<void> {
  await page.getByLabel('保管员 戴长春的签字码').fill(demoPin)
  await choose(page, page.getByRole('combobox', { name: '片区负责人或指定人员' }), 'lxl', '龙啸林')
  await page.getByLabel('片区负责人或指定人员的签字码').fill(demoPin)
}

/** Finishes an exit and waits until it is out. */
export async function finishExit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '共同签字，办结出库' }).click()
  await page.locator('.record header', { hasText: '已出库' }).waitFor()
}

/** Two officers destroy approved goods at the transfer station before a witness, with photographs. */
export async function destroyAtStation(page: Page): Promise<void> {
  await fillDestruction(page)
  await finishExit(page)
}

/** Fills in a destruction at the transfer station, everybody's signature with it, without finishing it. */
export async function fillDestruction(page: Page): Promise<void> {
  await page.getByRole('button', { name: '办理出库', exact: true }).click()
  await page.getByLabel('办理地点').fill('县城北垃圾中转站')
  await choose(page, page.getByRole('combobox', { name: '执行人' }), 'rps', '任平生')
  await choose(page, page.getByRole('combobox', { name: '记录人' }), 'pyf', '彭一帆')
  await page.getByLabel('销毁方式').fill('压缩后填埋')
  await page.getByLabel('见证人').first().fill('社区网格员刘某')
  await page
    .locator('section[aria-label^="现场照片"] input[type=file]')
    .setInputFiles(picture('销毁现场.png', 0x884422))
  await page.getByRole('button', { name: '去掉销毁现场.png' }).waitFor()
  await signAtCounter(page)
  for (const signer of ['执行人', '记录人']) await page.getByLabel(`${signer}的签字码`).fill(demoPin)
}
