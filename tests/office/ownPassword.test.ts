import { call } from '@orpc/server'
import { beforeAll, expect, it } from 'vitest'
import { Account, type Person } from '@main/office/entities'
import { sessionRouter } from '@main/office/session/router'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { onBothEngines } from '../support/house'
import { as, faultOf, windowOf } from '../support/officeCalls'
import { changeRuleParameter } from '../support/parameters'
import { aBureau, aPerson } from '../support/people'
import { answeredProcedures, declaredProcedures } from '../support/procedures'

const own = ['Qinghe-17-lan', 'Zijiang-28-hui', 'Pingxi-39-cuo', 'Wugang-41-shan', 'Longhui-52-he', 'Xinning-63-lin']

onBothEngines('a password somebody handed out', (house) => {
  let admin: Person
  let director: Person

  beforeAll(async () => {
    await aBureau(house())
    admin = await aPerson(house(), { name: '管系统', pin: '704235', posts: ['administrator'] })
    director = await aPerson(house(), { name: '办公室主任', pin: '471902', posts: ['officeDirector'] })
  })

  const second = () => ({ by: 'pin' as const, personId: director.id, pin: '471902' })
  const accountOf = ({ id }: Person) => house().database.read.findOneByOrFail(Account, { personId: id })

  async function opened(name: string, login: string) {
    const person = await aPerson(house(), { name })
    const { code } = await as(house(), admin).office.createAccount({ personId: person.id, login })
    return { person, login, code, window: windowOf(house()) }
  }

  async function reset(person: Person) {
    const { id, version } = await accountOf(person)
    const { code } = await as(house(), admin).office.updateAccount({
      id,
      version,
      active: true,
      resetPassword: true,
      second: second()
    })
    return code ?? expect.fail('no code')
  }

  it('SYS-01 opens nothing but the setting of an own one, which is then the only one', async () => {
    const { person, login, code, window } = await opened('新来', 'xinlai')
    const seated = await window.session.signIn({ login, password: code })
    expect(seated.user?.owesPassword).toContain('管系统于2026-09-30 09:00')
    const sessionId = house().sessions.newId()
    await call(sessionRouter.signIn, { login, password: code }, { context: { house: house(), sessionId } })
    const closed = [...answeredProcedures()].filter(([path]) => {
      const { access, beforeOwnPassword } = declaredProcedures().find((each) => each.path === path)?.meta ?? {}
      return access === 'signedIn' && !beforeOwnPassword
    })
    expect(closed.length).toBeGreaterThan(20)
    for (const [path, procedure] of closed) {
      const { code: fault, message } = await faultOf(call(procedure, {}, { context: { house: house(), sessionId } }))
      expect([path, fault, message]).toEqual([path, 'forbidden', expect.stringContaining('请设置只有您知道的密码')])
    }
    expect((await faultOf(window.office.units())).message).toContain('请设置只有您知道的密码')
    const before = await accountOf(person)
    for (const next of [code, 'short1', 'password1', 'xinlai2026'])
      expect((await faultOf(window.session.setOwnSecrets({ next }))).data.issues?.[0]?.path).toBe('next')
    expect(
      (await faultOf(window.session.setOwnSecrets({ next: own[0] ?? '', pin: '1212' }))).data.issues?.[0]?.path
    ).toBe('pin')
    expect(await accountOf(person)).toEqual(before)

    expect((await window.session.setOwnSecrets({ next: own[0] ?? '', pin: '9753' })).user).toMatchObject({
      owesPassword: null,
      hasPin: true
    })
    expect((await window.office.units()).length).toBeGreaterThan(0)
    expect((await faultOf(windowOf(house()).session.signIn({ login, password: code }))).code).toBe('invalid')
    expect((await windowOf(house()).session.signIn({ login, password: own[0] ?? '' })).user?.owesPassword).toBeNull()
    expect((await faultOf(window.session.setOwnSecrets({ next: own[1] ?? '' }))).code).toBe('conflict')
  })

  it('SYS-01 is over after the hours the bureau sets, and can be handed out anew', async () => {
    const { person, login, code, window } = await opened('迟到', 'chidao')
    house().clock.advanceMinutes(72 * 60 - 1)
    expect((await window.session.signIn({ login, password: code })).user?.name).toBe('迟到')
    house().clock.advanceMinutes(1)
    expect((await faultOf(window.session.signIn({ login, password: code }))).message).toContain('过期')
    expect((await as(house(), admin).office.accounts()).find((row) => row.login === login)?.code?.over).toBe(true)
    const again = await reset(person)
    expect((await window.session.signIn({ login, password: again })).user?.name).toBe('迟到')
    house().clock.setDay('2026-09-30')
  })

  it('SYS-01 takes none of the last five passwords again, the one before the reset included', async () => {
    const { person, login, code, window } = await opened('常换', 'changhuan')
    await window.session.signIn({ login, password: code })
    await window.session.setOwnSecrets({ next: own[0] ?? '' })
    for (const [index, next] of own.slice(1, 5).entries())
      await window.session.changePassword({ current: own[index] ?? '', next })
    const last = own[4] ?? ''
    for (const used of own.slice(0, 5))
      expect((await faultOf(window.session.changePassword({ current: last, next: used }))).data.issues?.[0]?.path).toBe(
        'next'
      )
    const handedOut = await reset(person)
    await window.session.signIn({ login, password: handedOut })
    for (const used of own.slice(0, 5))
      expect((await faultOf(window.session.setOwnSecrets({ next: used }))).message).toContain('最近5个')
    await window.session.setOwnSecrets({ next: own[5] ?? '' })
    await window.session.changePassword({ current: own[5] ?? '', next: own[0] ?? '' })
  })

  it('SYS-01 asks for another one after the months the bureau sets, and for none where it sets none', async () => {
    const { login, code, window } = await opened('久用', 'jiuyong')
    await window.session.signIn({ login, password: code })
    await window.session.setOwnSecrets({ next: own[0] ?? '' })
    house().clock.setDay('2026-12-29')
    const signIn = async () => (await windowOf(house()).session.signIn({ login, password: own[0] ?? '' })).user
    expect((await signIn())?.owesPassword).toBeNull()
    await changeRuleParameter(house(), 'SYS-01', 'passwordMonths', 3)
    expect((await signIn())?.owesPassword).toBeNull()
    house().clock.setDay('2026-12-30')
    expect((await signIn())?.owesPassword).toContain('已用满3个月')
    await changeRuleParameter(house(), 'SYS-01', 'passwordMonths', 0)
    house().clock.setDay('2026-09-30')
  })

  it('is in no entry of the log, nor are those before it', async () => {
    const { code, person } = await opened('查无', 'chawu')
    const { passwordHash } = await accountOf(person)
    const entries = JSON.stringify(await house().database.read.find(AuditEntry))
    for (const secret of [code, passwordHash]) expect(entries).not.toContain(secret)
  })
})
