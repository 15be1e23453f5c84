import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium, officePage, officeScreen } from '../support/chromium'
import { demoBureau, signIn, startSuite, type DemoBureau, type RunningSuite } from './support/suite'

let browser: Browser
let bureau: DemoBureau
let suite: RunningSuite

beforeAll(async () => {
  const [made, launched] = await Promise.all([demoBureau(), launchChromium()])
  bureau = made
  browser = launched
  suite = await startSuite(bureau.data)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

const holder = (post: string) =>
  bureau.accounts.find(({ posts }) => posts.some((held) => held.includes(post))) ?? expect.fail(post)
const goTo = async (page: Page, route: string) => {
  await page.evaluate((to) => (window.location.hash = to), route)
  await page.waitForLoadState('networkidle')
}
/** Opens the menu of whoever sits there and hands the window over. */
async function handOver(
  page: Page,
  secret: string,
  to: { account: string; name: string },
  known: boolean
): Promise<void> {
  await page.locator('header .who').click()
  const form = page.getByRole('form', { name: '换人使用' })
  if (known) await form.getByRole('button', { name: to.name, exact: true }).click()
  else await form.getByLabel('登录名').fill(to.account)
  await form.getByLabel('签字码或密码').fill(secret)
  await form.getByRole('button', { name: '换人', exact: true }).click()
  await page.locator('header .who', { hasText: to.name }).waitFor()
}

describe('a window that several people use', () => {
  let page: Page
  let context: BrowserContext
  let keeper: DemoBureau['accounts'][number]
  let director: DemoBureau['accounts'][number]

  beforeAll(async () => {
    keeper = holder('用品保管员')
    director = holder('办公室主任')
    page = await officePage(browser)
    context = page.context()
    await signIn(page, suite, keeper.account, bureau.password)
  })

  it('is handed over with the password once, and by PIN from then on; the next one begins at home and inherits nothing', async () => {
    await goTo(page, '/supplies/catalogue')
    await page.getByPlaceholder('品名、规格').fill('签字笔')
    await page.waitForLoadState('networkidle')
    await goTo(page, '/exports')
    await page.getByRole('button', { name: /导出/ }).first().click()
    await page.getByRole('complementary', { name: '正在办的长任务' }).waitFor()

    await handOver(page, bureau.password, director, false)
    expect(new URL(page.url()).hash).toBe('#/')
    expect(await page.getByRole('complementary', { name: '正在办的长任务' }).count()).toBe(0)
    await goTo(page, '/supplies/catalogue')
    expect(await page.getByPlaceholder('品名、规格').inputValue()).toBe('')

    await handOver(page, demoPin, keeper, true)
    expect(new URL(page.url()).hash).toBe('#/')
  })

  it('opens again with the PIN after it was locked', async () => {
    await page.getByTitle('锁定窗口').click()
    const lock = page.getByRole('dialog', { name: '窗口已锁定' })
    await lock.getByRole('form', { name: '解锁' }).getByLabel('签字码或密码').fill(demoPin)
    await lock.getByRole('button', { name: '解锁', exact: true }).click()
    await lock.waitFor({ state: 'detached' })
  })

  it('is locked when another page of the browser is handed over; what was typed stays, and comes back with its own person', async () => {
    await goTo(page, '/supplies/requests/new')
    await page.getByLabel('用途').fill('写到一半')
    const other = await context.newPage()
    await other.goto(suite.url)
    await other.locator('header .who', { hasText: keeper.name }).waitFor()
    await handOver(other, demoPin, director, true)

    const lock = page.getByRole('dialog', { name: '窗口已锁定' })
    await lock.getByText(`另一个标签页已换由${director.name}使用`).waitFor()
    await lock.getByRole('form', { name: '解锁' }).getByLabel('签字码或密码').fill(demoPin)
    await lock.getByRole('button', { name: `换回${keeper.name}` }).click()
    await lock.waitFor({ state: 'detached' })
    expect(await page.getByLabel('用途').inputValue()).toBe('写到一半')
    // Now the other page is not its person's any more.
    await other.getByText(`另一个标签页已换由${keeper.name}使用`).waitFor()
    await other.close()
  })

  it('says why a session is over, and offers those who may come back by PIN', async () => {
    const other = await context.newPage()
    await other.goto(suite.url)
    await other.locator('header .who').click()
    await other.getByRole('button', { name: '退出', exact: true }).click()
    await other.locator('input[autocomplete="username"]').waitFor()
    await other.close()
    await page.getByText('已退出登录').waitFor()
    await page.getByRole('button', { name: director.name, exact: true }).first().waitFor()
    await page.getByText(`签字码都是 ${demoPin}`).waitFor()
    await page.context().close()
  })
})

describe('an account whose password is forgotten', () => {
  it('is given a code by two people of different offices; its person sets a password before anything else', async () => {
    const [administrator, inspector, clerk] = [holder('系统管理员'), holder('纪检监督'), holder('指定领用人')]
    const page = await officePage(browser)
    await signIn(page, suite, administrator.account, bureau.password)
    await goTo(page, '/system/accounts')
    const row = page.getByRole('row', { name: clerk.account })
    await row.getByRole('button', { name: '重设密码' }).click()
    await row.getByRole('button', { name: '发放一次性口令' }).click()
    await page.getByText('重设密码须由另一职责的人当面用签字码复核').first().waitFor()
    await row.getByRole('combobox').click()
    await page.keyboard.type(inspector.name)
    await page
      .getByRole('option', { name: new RegExp(inspector.name) })
      .first()
      .click()
    await row.getByLabel('复核人的签字码').fill(demoPin)
    await row.getByRole('button', { name: '发放一次性口令' }).click()
    const code = (await page.locator('b.code').textContent()) ?? ''
    expect(code).toMatch(/^[a-z]{4}-\d{4}-[a-z]{4}$/)
    await row.getByText('等本人设密码').waitFor()
    await page.context().close()

    const own = await officePage(browser)
    await signIn(own, suite, clerk.account, code)
    await own.getByText(`${administrator.name}于`).waitFor()
    await goTo(own, '/supplies/catalogue')
    expect(await own.locator('header .who').count()).toBe(0)
    await own.getByLabel(/^新密码/).fill('Wuyang-17-qiao')
    await own.getByLabel('再输一次新密码').fill('Wuyang-17-qiao')
    await own.getByLabel(/^签字码/).fill('1212')
    const set = own.getByRole('button', { name: '设好，开始使用' })
    await set.click()
    await own.getByText('签字码过于简单').waitFor()
    await own.getByLabel(/^签字码/).fill('860924')
    await set.click()
    await own.locator('header .who', { hasText: clerk.name }).waitFor()
    await own.context().close()

    const again = await officePage(browser)
    await signIn(again, suite, clerk.account, 'Wuyang-17-qiao')
    await again.locator('header .who', { hasText: clerk.name }).waitFor()
    await again.context().close()
  })
})

/** Where something sticks out of the page sideways, in words. */
async function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const room = document.documentElement
    if (room.scrollWidth > room.clientWidth) found.push(`page ${room.scrollWidth} > ${room.clientWidth}`)
    const content = document.querySelector('#content')
    if (content && content.scrollWidth > content.clientWidth)
      found.push(`content ${content.scrollWidth} > ${content.clientWidth}`)
    for (const part of document.querySelectorAll('.counter .parts > section, .inbox > *, header.top')) {
      const { left, right, width } = part.getBoundingClientRect()
      if (right > room.clientWidth + 1 || left < 0) found.push(`${part.className} to ${Math.round(right)}`)
      if (width < 200) found.push(`${part.className} only ${Math.round(width)} wide`)
    }
    return found
  })
}

describe.each([
  ['1366×768', officeScreen, 1],
  ['1024×768', { width: 1024, height: 768 }, 1],
  ['125 %', { width: 1093, height: 614 }, 1.25],
  ['150 %', { width: 911, height: 512 }, 1.5]
])('at %s', (name, viewport, scale) => {
  let page: Page
  beforeAll(async () => {
    const context = await browser.newContext({
      viewport,
      deviceScaleFactor: scale,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai'
    })
    page = await context.newPage()
  })
  afterAll(() => page.context().close())

  it.each([
    ['用品保管员', ['/', '/supplies/counter', '/supplies/issues', '/supplies/requests/new']],
    ['仓库管理员', ['/warehouse/counter', '/warehouse/lines']],
    ['主要领导', ['/inbox', '/']]
  ])('%s finds every screen whole', async (post, routes) => {
    await signIn(page, suite, holder(post).account, bureau.password)
    for (const route of routes) {
      await goTo(page, route)
      await page.locator('#content > *').first().waitFor()
      await page.waitForTimeout(300)
      const pictures = process.env['WINDOW_PICTURES']
      if (pictures) await page.screenshot({ path: `${pictures}/${name}-${post}${route.replaceAll('/', '_')}.png` })
      expect([route, await sticksOut(page)]).toEqual([route, []])
    }
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: '查找' }).fill('签')
    await page
      .locator('.palette', { hasText: /没有找到|签/ })
      .locator('li, .none')
      .first()
      .waitFor()
    await page.waitForLoadState('networkidle')
    const palette = await page.locator('.palette').boundingBox()
    expect((palette?.x ?? 0) + (palette?.width ?? 0)).toBeLessThanOrEqual(viewport.width)
    expect((palette?.y ?? 0) + (palette?.height ?? 0)).toBeLessThanOrEqual(viewport.height)
    expect(
      await page
        .locator('.palette, .palette li')
        .evaluateAll((parts) =>
          parts.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.textContent)
        )
    ).toEqual([])
    await page.keyboard.press('Escape')
    await page.context().clearCookies()
  })
})
