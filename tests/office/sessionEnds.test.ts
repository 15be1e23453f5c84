import { call } from '@orpc/server'
import { beforeAll, expect, it } from 'vitest'
import { sessionRouter } from '@main/office/session/router'
import { officeRouter } from '@main/office/router'
import { jobsRouter } from '@main/office/outputs/jobsRouter'
import { startFileJob } from '@main/office/outputs/fileJobs'
import { Account, Appointment, type Person } from '@main/office/entities'
import type { House } from '@main/office/house'
import type { CallContext } from '@main/office/procedure'
import { openHouse } from '@main/office/openHouse'
import { ledgerModules } from '@main/ledgers'
import { onBothEngines } from '../support/house'
import { aBureau, aPerson, arranging } from '../support/people'
import { faultOf } from '../support/officeCalls'
import { changeRuleParameter } from '../support/parameters'

onBothEngines('a session', (house) => {
  let people: readonly Person[]

  beforeAll(async () => {
    await aBureau(house())
    people = [
      await aPerson(house(), { name: '甲', pin: '135790', posts: ['finance'] }),
      await aPerson(house(), { name: '乙', pin: '246801', posts: ['finance'] })
    ]
  })

  /** A window as a browser is one: its session id travels with each call and can be given anew. */
  function aWindow(in_: House = house()) {
    const seen: string[] = [in_.sessions.newId()]
    const context = (sessionId = seen.at(-1) ?? ''): CallContext => ({
      house: in_,
      sessionId,
      renew: (id) => seen.push(id)
    })
    return {
      seen,
      context,
      signIn: async (person: Person, secret = '135790') =>
        call(sessionRouter.signIn, { login: `u${person.id.slice(-8)}`, password: secret }, { context: context() }),
      state: () => call(sessionRouter.state, undefined, { context: context() }),
      units: (id?: string) => call(officeRouter.units, undefined, { context: context(id) })
    }
  }
  const first = () => people[0] ?? expect.fail()
  const second = () => people[1] ?? expect.fail()

  it('has another id whenever another person sits down: over a signed-in or locked window, and by PIN', async () => {
    const window = aWindow()
    await window.signIn(first())
    const asFirst = window.seen.at(-1) ?? ''
    await window.signIn(second(), '246801')
    expect((await faultOf(window.units(asFirst))).code).toBe('forbidden')
    await call(sessionRouter.lock, {}, { context: window.context() })
    const locked = window.seen.at(-1) ?? ''
    await call(
      sessionRouter.switchUser,
      { login: `u${first().id.slice(-8)}`, pin: '135790' },
      { context: window.context() }
    )
    expect((await window.state()).user?.name).toBe('甲')
    for (const old of [asFirst, locked]) expect((await faultOf(window.units(old))).code).toBe('forbidden')
    expect(new Set(window.seen).size).toBe(window.seen.length)
  })

  it('does nothing in the name of another: a page that takes itself for somebody else’s is refused', async () => {
    const window = aWindow()
    await window.signIn(first())
    const asFirst = { ...window.context(), windowOf: first().id }
    expect(await call(officeRouter.units, undefined, { context: asFirst })).toEqual(await window.units())
    // Another page of the same browser hands the session to the second; the first page still shows the first.
    await window.signIn(second(), '246801')
    const stale = { ...window.context(), windowOf: first().id }
    for (const act of [
      () => call(officeRouter.units, undefined, { context: stale }),
      () => call(sessionRouter.lock, {}, { context: stale }),
      () => call(sessionRouter.unlock, { password: '246801' }, { context: stale }),
      () => call(sessionRouter.signOut, {}, { context: stale })
    ]) {
      const fault = await faultOf(act())
      expect([fault.code, fault.message]).toEqual(['forbidden', '本窗口的登录已换成另一个人，没有办理；请先换回本人'])
    }
    expect((await window.state()).user?.name).toBe('乙')
    // It may ask who it is now, and its own person may take the window back.
    expect((await call(sessionRouter.state, undefined, { context: stale })).user?.name).toBe('乙')
    await call(sessionRouter.switchUser, { login: `u${first().id.slice(-8)}`, pin: '135790' }, { context: stale })
    expect((await window.state()).user?.name).toBe('甲')
  })

  it('leaves long work and its file to the person who asked for it', async () => {
    const window = aWindow()
    await window.signIn(first())
    const job = await startFileJob(house(), first().id, {
      name: '名单',
      fileName: '名单.xlsx',
      write: async () => undefined
    })
    expect((await call(jobsRouter.get, { id: job.id }, { context: window.context() })).id).toBe(job.id)
    await window.signIn(second(), '246801')
    expect((await faultOf(call(jobsRouter.get, { id: job.id }, { context: window.context() }))).code).toBe('notFound')
  })

  it('SYS-01 is one of three at most; the oldest goes, each is listed and can be ended', async () => {
    const windows = [aWindow(), aWindow(), aWindow(), aWindow()]
    for (const window of windows) await window.signIn(first())
    expect((await Promise.all(windows.map((window) => window.state()))).map(({ user }) => user?.name ?? null)).toEqual([
      null,
      '甲',
      '甲',
      '甲'
    ])
    const [, other, , last] = windows
    const context = last?.context() ?? expect.fail()
    const listed = await call(sessionRouter.sessions, undefined, { context })
    expect(listed.map(({ current }) => current)).toEqual([false, false, true])
    await call(sessionRouter.endSession, { id: listed[0]?.id ?? '' }, { context })
    expect(await other?.state()).toMatchObject({ user: null, ended: '已在别的窗口退出这里的登录' })
    expect((await windows[0]?.state())?.ended).toBe('同一账号登录的窗口超过限定数，最早登录的这个窗口已退出')
    expect((await last?.state())?.user?.name).toBe('甲')
  })

  it('ends everywhere, also in other processes, with the password, the PIN, the account and the last post', async () => {
    const { folder, clock, newId, resources, appVersion, database } = house()
    const elsewhere = await openHouse({
      folder,
      clock,
      newId,
      resources,
      appVersion,
      modules: ledgerModules,
      storage: database.storage
    })
    const endedBy = async (act: () => Promise<unknown>) => {
      const windows = [aWindow(), aWindow(elsewhere)]
      for (const window of windows) await window.signIn(second(), '246801')
      await act()
      expect(await Promise.all(windows.map(async (window) => (await faultOf(window.units())).code))).toEqual([
        'forbidden',
        'forbidden'
      ])
      const [here, there] = await Promise.all(windows.map(async (window) => (await window.state()).ended))
      expect(there).toBe(here)
      return here
    }
    const account = async () => house().database.read.findOneByOrFail(Account, { personId: second().id })
    const changing = (patch: Partial<Account>) => async () => {
      const row = await account()
      return arranging(house(), (unit) => unit.update(Account, row, patch, '账号'))
    }
    const { passwordHash, pinHash } = await account()
    expect(await endedBy(changing({ pinHash: null }))).toContain('签字码已更改')
    expect(await endedBy(changing({ active: false }))).toContain('账号已停用')
    await changing({ active: true, pinHash })()
    expect(await endedBy(changing({ passwordHash: `${passwordHash}x` }))).toContain('密码或签字码已更改')
    await changing({ passwordHash })()
    expect(
      await endedBy(() =>
        arranging(house(), async (unit) => {
          for (const held of await unit.manager.findBy(Appointment, { personId: second().id }))
            await unit.update(Appointment, held, { toDay: '2026-09-29' }, '任职')
        })
      )
    ).toContain('岗位已全部免去')
    await elsewhere.database.close()
  })

  it('SYS-01 is over when nobody used it for the time the bureau sets', async () => {
    const window = aWindow()
    await window.signIn(first())
    house().clock.advanceMinutes(59)
    await window.units()
    house().clock.advanceMinutes(61)
    expect((await faultOf(window.units())).code).toBe('forbidden')
    await changeRuleParameter(house(), 'SYS-01', 'idleMinutes', 5)
    await window.signIn(first())
    house().clock.advanceMinutes(6)
    expect((await faultOf(window.units())).code).toBe('forbidden')
    expect((await window.state()).ended).toBe('5分钟没有使用，登录已自动退出')
  })
})
