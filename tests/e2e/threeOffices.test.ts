import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPin } from '@main/office/demo/accounts'
import { launchChromium } from '../support/chromium'
import { choose, desks } from './support/recordWork'
import { demoBureau, startSuite, type RunningSuite } from './support/suite'

// What the system administrator could do alone before there were three offices: each is refused, loses nothing that was
// typed, and goes through once somebody of another office has confirmed it with their PIN. (Resetting a password:
// window.test.ts.)

let browser: Browser
let suite: RunningSuite
let desk: ReturnType<typeof desks>
let at: (route: string) => Promise<Page>

beforeAll(async () => {
  const bureau = await demoBureau()
  suite = await startSuite(bureau.data)
  browser = await launchChromium()
  const { account } =
    bureau.accounts.find(({ posts }) => posts.some((post) => post.includes('系统管理员'))) ?? expect.fail('nobody')
  desk = desks(browser, suite, bureau)
  at = (route) => desk.at(account, route)
})
afterAll(async () => {
  await browser?.close()
  await suite?.stop()
})

const named = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true })

/** Somebody of another office stands by and confirms. */
async function confirmedBy(page: Page, within: Page | Locator, initials: string, name: string): Promise<void> {
  await choose(page, within.getByRole('combobox', { name: '复核人' }), initials, name)
  await within.getByLabel('复核人的签字码').fill(demoPin)
}

/** Pressed alone it is refused; with the office director beside, it is done, which `done` shows. */
async function notAlone(page: Page, within: Page | Locator, press: string, done: Locator): Promise<void> {
  const submit = within.locator('button[type=submit]', { hasText: press })
  await submit.click()
  await page.getByText('须由另一职责的人当面用签字码复核').first().waitFor()
  expect(await done.count()).toBe(0)
  await confirmedBy(page, within, 'xxl', '谢晓岚')
  await submit.click()
  await done.first().waitFor()
}

async function personOf(name: string): Promise<Page> {
  const page = await at('/office')
  await page.getByPlaceholder('姓名、拼音首字母、电话').fill(name)
  await page.locator('[role=row]', { hasText: name }).locator('a').first().click()
  await page.getByRole('heading', { name }).waitFor()
  return page
}

describe('the system administrator alone', () => {
  it('appoints nobody', async () => {
    const page = await personOf('鲁大海')
    await named(page, '任命').first().click()
    const form = page.locator('form')
    await choose(page, form.getByRole('combobox', { name: '岗位' }), '指定', '指定领用人')
    await choose(page, form.getByRole('combobox', { name: '所管科室' }), 'szd', '三中队')
    await notAlone(page, form, '任命', page.locator('td', { hasText: '指定领用人' }))
  })

  it('opens no account for somebody with a post', async () => {
    const page = await at('/system/accounts')
    await named(page, '新建账号').click()
    const form = page.locator('form')
    await choose(page, form.getByRole('combobox', { name: '人员' }), 'ldh', '鲁大海')
    await form.getByRole('textbox', { name: '登录名' }).fill('ludahai')
    await notAlone(page, form, '建账号', page.getByText('账号已建好'))
    expect(await page.locator('b.code').textContent()).toMatch(/^[a-z]{4}-\d{4}-[a-z]{4}$/)
  })

  it('closes no account', async () => {
    const page = await at('/system/accounts')
    const row = page.getByRole('row', { name: 'ludahai' })
    await named(row, '停用').click()
    await notAlone(page, row, '停用', page.getByText('账号已停用'))
  })

  it('ends nobody’s post', async () => {
    const page = await personOf('鲁大海')
    await page.locator('tr', { hasText: '指定领用人' }).getByRole('button', { name: '免去' }).click()
    const form = page.locator('form', { hasText: '任职到' })
    await notAlone(page, form, '免去', page.locator('tr', { hasText: /指定领用人.*至 \d{4}/ }))
  })

  it('hands no post of others to a stand-in', async () => {
    const page = await personOf('罗振邦')
    await page.locator('tr', { hasText: '用品保管员' }).getByRole('button', { name: '交人代管' }).click()
    const form = page.locator('form')
    await choose(page, form.getByRole('combobox', { name: '代管人' }).first(), 'xzq', '夏知秋')
    await form.getByRole('textbox', { name: '代管结束' }).fill('2026-05-22')
    await form.getByRole('textbox', { name: '代管原因' }).fill('外出培训')
    await form.getByLabel('移交人的签字码').fill(demoPin)
    await form.getByLabel('代管人的签字码').fill(demoPin)
    await notAlone(page, form, '办理交接', page.getByText('已办好代管交接'))
  })

  it('changes no approval chain', async () => {
    const page = await at('/system/chains')
    await page.getByRole('button', { name: '调整办公用品采购', exact: true }).click()
    const form = page.locator('form')
    await form.getByRole('textbox', { name: '调整依据' }).fill('局长办公会议纪要3号')
    await form.getByRole('textbox', { name: '第1步意见栏名称' }).fill('办公室审核意见')
    await notAlone(page, form, '调整', page.getByText('的审批流程已调整'))
  })

  it('lowers no rule: it is asked for, and in force once the office director and the head have agreed', async () => {
    const rules = async (account?: string) => {
      const page = await (account === undefined ? at('/system/rules') : desk.at(account, '/system/rules'))
      await page.getByRole('textbox', { name: '查找规则' }).fill('SUP-02')
      return { page, row: page.getByRole('row', { name: /^SUP-02 / }).last() }
    }
    const { page, row } = await rules()
    await named(row, '调整').click()
    const form = page.locator('form')
    await form.getByText('停用', { exact: true }).click()
    await form.getByRole('textbox', { name: '调整依据' }).fill('局长办公会议纪要4号')
    await named(form, '提交审批').click()
    await page.getByText('办公室主任、主要领导批准后生效').first().waitFor()
    for (const [account, name] of [
      ['xiexiaolan', '谢晓岚'],
      ['zhouqiming', '周启明']
    ] as const) {
      expect(await row.getByText('停用', { exact: true }).count(), `before ${name}`).toBe(0)
      const theirs = (await rules(account)).page
      await named(theirs, '看审批').click()
      await named(theirs, '同意').click()
      const words = theirs.getByRole('textbox', { name: '意见', exact: true })
      await words.fill('同意。')
      await named(theirs, '确定').click()
      await words.waitFor({ state: 'detached' })
      await rules()
    }
    await row.getByText('停用', { exact: true }).waitFor()
  })

  it('reads in the log that something was done, and nothing of what the ledgers hold', async () => {
    const page = await at('/audit')
    await page
      .locator('[role=row] a', { hasText: /^办公用品$/ })
      .first()
      .click()
    await page.getByText('业务内容由纪检监督').first().waitFor()
    expect(await page.locator('.detail').count()).toBe(0)
  })
})
