import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { workday } from '../support/setDate.mjs'
import { shownPath } from './support/goodsWork'
import { agree, choose, desks, handIn } from './support/recordWork'
import { demoBureau, startSuiteAt, type ClockedSuite } from './support/suite'

// The first squad's car 湘EA0613 on a Tuesday; each `it` goes on where the last ended.
const driver = 'pengyifan'
const colleague = 'renpingsheng'
const squadHead = 'longxiaolin'
const officer = 'weijianye'
const finance = 'lvsiqi'
const plate = '湘EA0613'

let browser: Browser
let suite: ClockedSuite
let desk: ReturnType<typeof desks>
const story = { trip: '', km: 0 }

beforeAll(async () => {
  const bureau = await demoBureau(workday)
  suite = await startSuiteAt(workday, '09:00', bureau.data)
  browser = await launchChromium()
  desk = desks(browser, suite, bureau)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

const stateIs = (page: Page, word: string) => page.locator('.record > header', { hasText: word }).waitFor()
const finding = (page: Page, words: string | RegExp) => page.locator('.findings', { hasText: words }).first().waitFor()
const select = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })
const box = (page: Page, name: string) => page.locator('.el-checkbox', { has: page.locator(`input[id$="-${name}"]`) })

/** Presses the car's free hour from ten on the board, by keyboard, and says what it is wanted for. */
async function askAtTen(page: Page, user: readonly [string, string], reason: string): Promise<void> {
  await page.getByRole('button', { name: `${plate} ${workday} 10:00 空闲` }).press('Enter')
  await page.waitForURL(/#\/vehicles\/trips\/new/)
  await choose(page, select(page, '用车人'), ...user)
  await page.getByLabel('事由').fill(reason)
  await page.getByLabel('目的地').fill('城东农贸市场')
  await page
    .locator('.el-select', { has: select(page, '驾驶员') })
    .filter({ hasText: '彭一帆（主驾）' })
    .waitFor()
}

/** The car's row at the gate, opened. */
async function atGate(page: Page): Promise<void> {
  await page.locator('.customer li button', { hasText: plate }).first().click()
  await page.getByText(/上次里程 \d+/).waitFor()
}

describe('a trip from request to return', () => {
  it('VEH-04 is begun on the board; of two windows that want the same hour the second is refused and loses nothing', async () => {
    const first = await desk.at(driver, '/vehicles/board')
    const second = await desk.at(colleague, '/vehicles/board')
    await askAtTen(first, ['rps', '任平生'], '占道经营巡查')
    await askAtTen(second, ['pyf', '彭一帆'], '广告牌复查')
    await handIn(first, '提交申请', () => first.waitForURL(/#\/vehicles\/trips\/[0-9a-f-]{36}$/))
    await stateIs(first, '审批中')
    story.trip = shownPath(first)
    const number = /PC-2026-\d{6}/.exec(await first.locator('.record > header').innerText())?.[0] ?? ''
    await second.locator('form').getByRole('button', { name: '提交申请', exact: true }).click()
    await finding(second, `${plate}在这段时间已派给${number}`)
    expect(await second.getByLabel('事由').inputValue()).toBe('广告牌复查')
    const board = await desk.at(colleague, '/vehicles/board')
    await board.getByRole('button', { name: new RegExp(`${plate} ${workday} 10:00 审批中 ${number}`) }).waitFor()
  })

  it('VEH-07 goes out at the gate only checked and with a reading that does not fall, and comes back with its kilometres', async () => {
    await agree(await desk.at(squadHead, story.trip), '龙啸林')
    await suite.setDay(workday, '10:00')
    const page = await desk.at(driver, '/vehicles/gate')
    await atGate(page)
    story.km = Number(/上次里程 (\d+)/.exec(await page.locator('.counter').innerText())?.[1])
    await page.getByLabel('出车里程').fill(String(story.km - 1))
    await page.keyboard.press('F2')
    await finding(page, /检查/)
    await finding(page, /里程/)
    await box(page, 'checked').click()
    await page.getByLabel('出车里程').fill(String(story.km))
    await page.keyboard.press('F2')
    await page.getByText(/已登记出车/).waitFor()

    await suite.setDay(workday, '10:50')
    const back = await desk.at(driver, '/vehicles/gate')
    await atGate(back)
    await back.getByLabel('返回里程').fill(String(story.km + 38))
    await back.keyboard.press('F2')
    await back.getByText(/已登记返回/).waitFor()
    const record = await desk.at(driver, story.trip)
    await stateIs(record, '已返回')
    expect(await record.locator('.record').innerText()).toMatch(/行驶公里\s*38/)
  })
})

describe('a maintenance sheet', () => {
  it('VEH-13 is accepted only with the supplement approved and to the cent, then its list goes to finance and it closes', async () => {
    const list = await desk.at(officer, '/vehicles/repairs')
    await list.locator('.line[aria-rowindex]', { hasText: '修理中' }).locator('a').first().click()
    await stateIs(list, '修理中')
    const sheet = shownPath(list)
    const accept = async (page: Page, costs: readonly string[]) => {
      for (const [role, typed, name] of [
        ['驾驶员签字', 'ar', '安然'],
        ['车管办签字', 'wjy', '韦建业']
      ] as const) {
        const party = page.getByRole('group', { name: role })
        if ((await party.getByRole('combobox').inputValue()) === '')
          await choose(page, party.getByRole('combobox'), typed, name)
        await page.getByLabel(`${role}的签字码`).fill(demoPin)
      }
      for (const [row, cost] of costs.entries()) await page.locator(`[data-cell="${row}:2"] input`).fill(cost)
    }
    await list.getByRole('button', { name: '验收', exact: true }).click()
    await list.getByLabel('修毕里程').fill('120455')
    await accept(list, ['2600'])
    await list.locator('form').getByRole('button', { name: '验收', exact: true }).click()
    await finding(list, '还有增项没有批准')
    await agree(await desk.at('qinyuehua', sheet), '覃月华')

    const page = await desk.at(officer, sheet)
    await page.getByRole('button', { name: '验收', exact: true }).click()
    await page.getByLabel('修毕里程').fill('120455')
    await accept(page, ['2600', '1180.01'])
    await page.locator('form').getByRole('button', { name: '验收', exact: true }).click()
    await finding(page, '“更换离合器片”实际1,180.01元，超过批准的1,180.00元')
    await accept(page, ['2600', '1180'])
    await handIn(page, '验收', () => stateIs(page, '已验收'))
    await page.getByRole('button', { name: '办结', exact: true }).click()
    await page.locator('form').getByRole('button', { name: '办结', exact: true }).click()
    await finding(page, '维修清单还没有交财务装备股备案')
    const money = await desk.at(finance, sheet)
    await money.getByRole('button', { name: '财务收到清单' }).click()
    await money.getByRole('button', { name: '确认收到签字的维修清单' }).click()
    await money.locator('.record form').waitFor({ state: 'detached' })
    const closing = await desk.at(officer, sheet)
    await closing.getByRole('button', { name: '办结', exact: true }).click()
    await handIn(closing, '办结', () => stateIs(closing, '已办结'))
    expect(await closing.locator('.record').innerText()).toMatch(/实际金额\s*3,780\.00/)
  })
})
