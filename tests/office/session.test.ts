import { expect, it } from 'vitest'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { Account, Unit } from '@main/office/entities'
import { closeTestHouse, onBothEngines, openTestHouse } from '../support/house'
import { aPerson } from '../support/people'
import { faultOf, windowOf } from '../support/officeCalls'

const founding = {
  name: '清河县城市管理和综合执法局',
  shortName: '清河城管',
  profile: 'dongkou',
  adminName: '管理员',
  login: 'Admin',
  password: 'Qinghe-2026'
} as const

onBothEngines('session', (house) => {
  it('opens the first-run guide in an empty house and founds the bureau once', async () => {
    const window = windowOf(house())
    expect(await window.session.state({})).toMatchObject({ empty: true, bureau: null, user: null })
    const state = await window.session.found(founding)
    expect(state).toMatchObject({
      empty: false,
      bureau: { name: founding.name, demo: false },
      user: { name: '管理员', login: 'admin' },
      demoPassword: null,
      demoAccounts: []
    })
    expect(state.user?.posts.map((held) => held.post)).toEqual(['administrator'])
    expect(await house().database.read.countBy(Unit, { name: '办公室' })).toBe(1)
    expect((await house().calendar()).isLoaded(2026)).toBe(true)
    expect((await faultOf(windowOf(house()).session.found({ ...founding, login: 'second' }))).code).toBe('conflict')
    expect((await faultOf(windowOf(house()).session.foundDemo({}))).code).toBe('conflict')
  })

  it('answers an unknown login and a wrong password alike', async () => {
    const unknown = await faultOf(windowOf(house()).session.signIn({ login: 'nobody', password: 'Qinghe-2026' }))
    const wrong = await faultOf(windowOf(house()).session.signIn({ login: 'admin', password: 'wrong' }))
    expect([unknown.code, unknown.message]).toEqual([wrong.code, wrong.message])
    await windowOf(house()).session.signIn({ login: 'ADMIN ', password: 'Qinghe-2026' })
    expect(await house().database.read.findOneBy(Account, { login: 'admin' })).toMatchObject({ failures: 0 })
  })

  it.each(['admin', 'nobody-at-all'])(
    'closes %s for 15 minutes after five failures and says until when',
    async (login) => {
      const attempt = (password: string) => windowOf(house()).session.signIn({ login, password })
      for (let failure = 1; failure <= 4; failure += 1) expect((await faultOf(attempt('wrong'))).code).toBe('invalid')
      expect((await faultOf(attempt('wrong'))).message).toContain('09:15')
      const closed = await faultOf(attempt('Qinghe-2026'))
      expect(closed.code).toBe('forbidden')
      expect(closed.message).toContain('09:15')
      house().clock.advanceMinutes(15)
      if (login === 'admin') expect((await attempt('Qinghe-2026')).user?.login).toBe('admin')
      else expect((await faultOf(attempt('wrong'))).code).toBe('invalid')
      house().clock.setDay('2026-09-30')
    }
  )

  it('does not let parallel guesses outrun the count', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 8 }, () => faultOf(windowOf(house()).session.signIn({ login: 'admin', password: 'guess' })))
    )
    expect(guesses.filter((fault) => fault.code === 'invalid')).toHaveLength(4)
    house().clock.advanceMinutes(16)
    await windowOf(house()).session.signIn({ login: 'admin', password: 'Qinghe-2026' })
    house().clock.setDay('2026-09-30')
  })

  it('keeps secrets out of the audit log', async () => {
    const entries = await house().database.read.find(AuditEntry)
    expect(entries.map((entry) => entry.act)).toEqual(expect.arrayContaining(['登录', '登录失败']))
    const text = JSON.stringify(entries)
    expect(text).not.toContain('scrypt')
    expect(text).not.toContain('Qinghe-2026')
  })

  it('locks a window, lets nothing through, and opens with the password', async () => {
    const window = windowOf(house())
    await window.session.signIn({ login: 'admin', password: 'Qinghe-2026' })
    expect((await window.session.lock({})).locked).toBe(true)
    expect((await faultOf(window.office.units())).message).toContain('锁定')
    expect((await faultOf(window.session.unlock({ password: 'no' }))).code).toBe('invalid')
    expect((await window.session.unlock({ password: 'Qinghe-2026' })).locked).toBe(false)
    expect((await window.session.signOut({})).user).toBeNull()
    expect((await faultOf(window.office.units())).code).toBe('forbidden')
  })

  it('switches by PIN only to who signed in here with the password today', async () => {
    const person = await aPerson(house(), { name: '换人用' })
    const window = windowOf(house())
    await window.session.signIn({ login: 'admin', password: 'Qinghe-2026' })
    const { code } = await window.office.createAccount({ personId: person.id, login: 'huanren' })
    await window.session.signIn({ login: 'huanren', password: code })
    await window.session.setOwnSecrets({ next: 'Wuyang-17-qiao' })
    await window.session.signIn({ login: 'admin', password: 'Qinghe-2026' })
    const at = async (pin: string) => window.session.switchUser({ login: 'huanren', pin })
    expect((await faultOf(windowOf(house()).session.switchUser({ login: 'huanren', pin: '9753' }))).code).toBe(
      'forbidden'
    )
    await window.session.signIn({ login: 'huanren', password: 'Wuyang-17-qiao' })
    await window.session.setPin({ password: 'Wuyang-17-qiao', pin: '9753' })
    await window.session.signIn({ login: 'admin', password: 'Qinghe-2026' })
    expect((await faultOf(at('1357'))).code).toBe('invalid')
    expect((await at('9753')).user?.name).toBe('换人用')
    expect((await faultOf(windowOf(house()).session.switchUser({ login: 'huanren', pin: '9753' }))).code).toBe(
      'forbidden'
    )
    house().clock.advanceDays(1)
    expect((await faultOf(at('9753'))).code).toBe('forbidden')
    house().clock.setDay('2026-09-30')
  })

  it('opens a locked window with the PIN, too, on the day of the password', async () => {
    const window = windowOf(house())
    // 23:50
    house().clock.advanceMinutes(14 * 60 + 50)
    await window.session.signIn({ login: 'huanren', password: 'Wuyang-17-qiao' })
    await window.session.lock({})
    expect((await faultOf(window.session.unlock({ pin: '1357' }))).code).toBe('invalid')
    expect((await window.session.unlock({ pin: '9753' })).locked).toBe(false)
    expect((await faultOf(window.session.unlock({}))).code).toBe('invalid')
    await window.session.lock({})
    house().clock.advanceMinutes(20)
    expect((await faultOf(window.session.unlock({ pin: '9753' }))).message).toContain('请用密码')
    expect((await window.session.unlock({ password: 'Wuyang-17-qiao' })).locked).toBe(false)
    house().clock.setDay('2026-09-30')
  })

  it('keeps the others of a window open to quick switch when one signs out, and says who they are', async () => {
    const window = windowOf(house())
    const huanren = { login: 'huanren', name: '换人用' }
    await window.session.signIn({ login: 'huanren', password: 'Wuyang-17-qiao' })
    const both = await window.session.signIn({ login: 'admin', password: 'Qinghe-2026' })
    expect(both.switchable).toEqual([huanren])
    expect(await window.session.signOut({})).toMatchObject({ user: null, ended: '已退出登录', switchable: [huanren] })
    const taken = await window.session.switchUser({ login: 'huanren', pin: '9753' })
    expect(taken).toMatchObject({ user: { name: '换人用' }, ended: null, switchable: [] })
    // Whoever signed out has to give the password again.
    expect((await faultOf(window.session.switchUser({ login: 'admin', pin: '9753' }))).code).toBe('forbidden')
    expect((await windowOf(house()).session.state({})).switchable).toEqual([])
  })

  it('changes a password for a strong one, and ends the account’s other windows', async () => {
    const [here, elsewhere] = [windowOf(house()), windowOf(house())]
    for (const window of [here, elsewhere])
      await window.session.signIn({ login: 'huanren', password: 'Wuyang-17-qiao' })
    for (const next of ['short1', 'onlyletters', '12345678', 'password1', 'aaaaaaa1', 'Admin2026', 'qwer1234'])
      expect(
        (await faultOf(here.session.changePassword({ current: 'Wuyang-17-qiao', next }))).data.issues?.[0]?.path
      ).toBe('next')
    expect((await faultOf(here.session.changePassword({ current: 'wrong', next: 'Another-22-wind' }))).code).toBe(
      'invalid'
    )
    await here.session.changePassword({ current: 'Wuyang-17-qiao', next: 'Another-22-wind' })
    expect((await here.session.state({})).user?.login).toBe('huanren')
    expect((await elsewhere.session.state({})).user).toBeNull()
    expect(
      (await faultOf(windowOf(house()).session.signIn({ login: 'huanren', password: 'Wuyang-17-qiao' }))).code
    ).toBe('invalid')
  })

  it('lets the administrator unlock, reset and close accounts, but not the last administrator’s', async () => {
    const admin = windowOf(house())
    await admin.session.signIn({ login: 'admin', password: 'Qinghe-2026' })
    const find = async (login: string) =>
      (await admin.office.accounts()).find((row) => row.login === login) ?? expect.fail(login)
    const own = await find('admin')
    expect(
      (await faultOf(admin.office.updateAccount({ id: own.id, version: own.version, active: false }))).data.issues?.[0]
        ?.message
    ).toContain('唯一')
    const other = await find('huanren')
    await admin.office.updateAccount({ id: other.id, version: other.version, active: false })
    expect(
      (await faultOf(windowOf(house()).session.signIn({ login: 'huanren', password: 'Another-22-wind' }))).code
    ).toBe('invalid')
    expect(
      (await faultOf(admin.office.updateAccount({ id: other.id, version: other.version, active: true }))).code
    ).toBe('conflict')
  })
})

it('fills an empty house with the demo bureau, its password shown on its own sign-in page only', async () => {
  const house = await openTestHouse()
  const window = windowOf(house)
  const state = await window.session.foundDemo({})
  expect(state.bureau).toMatchObject({ demo: true })
  expect(state.demoAccounts.length).toBeGreaterThan(20)
  const head = state.demoAccounts.find((account) => account.posts.includes('主要领导'))
  const signedIn = await window.session.signIn({ login: head?.login ?? '', password: state.demoPassword ?? '' })
  expect(signedIn.user).toMatchObject({ name: head?.name, hasPin: true })
  await closeTestHouse(house)
})
