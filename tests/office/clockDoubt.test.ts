import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '@main/kernel/instant'
import { clockOf } from '@main/kernel/instant'
import { Unit, type Person } from '@main/office/entities'
import { openHouse } from '@main/office/openHouse'
import type { House } from '@main/office/house'
import { ledgerModules } from '@main/ledgers'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import { ClockGuard } from '@main/platform/database/clockGuard'
import { onBothEngines } from '../support/house'
import { as, faultOf, windowOf } from '../support/officeCalls'
import { aBureau, aPerson } from '../support/people'

const limits = { backMinutes: 10, aheadDays: 1 }
const at = (text: string): Instant => new Date(`2026-09-30T${text}+08:00`).toISOString()
const later = (moment: Instant, minutes: number): Instant =>
  new Date(Date.parse(moment) + minutes * 60_000).toISOString()

/** A clock whose date and whose passing time are set apart, as on a computer whose date somebody moves. */
function movable(begin: Instant) {
  const state = { shown: begin, elapsed: 0 }
  return Object.assign(
    clockOf(
      () => state.shown,
      () => state.elapsed
    ),
    {
      /** Time passes. */
      pass: (minutes: number) => {
        state.shown = later(state.shown, minutes)
        state.elapsed += minutes * 60_000
      },
      /** Somebody moves the date. */
      move: (minutes: number) => (state.shown = later(state.shown, minutes))
    }
  )
}

describe('the computer’s date', () => {
  it.each([
    ['ten minutes back', -10, false],
    ['a minute more back', -11, true],
    ['a day ahead', 24 * 60, false],
    ['a minute more ahead', 24 * 60 + 1, true]
  ])('SYS-03 is doubted once it is moved too far: %s', (_, minutes, doubted) => {
    const clock = movable(at('09:00:00'))
    const guard = new ClockGuard(clock, undefined)
    clock.pass(60)
    clock.move(minutes)
    expect(guard.doubt(limits) !== undefined).toBe(doubted)
    clock.move(-minutes)
    expect(guard.doubt(limits)).toBeUndefined()
  })

  it('SYS-03 is not doubted however much time has truly passed, and adds up what is moved bit by bit', () => {
    const clock = movable(at('09:00:00'))
    const guard = new ClockGuard(clock, undefined)
    clock.pass(400 * 24 * 60)
    expect(guard.doubt(limits)).toBeUndefined()
    for (const minutes of [-5, -5]) {
      clock.move(minutes)
      expect(guard.doubt(limits)).toBeUndefined()
    }
    clock.move(-1)
    expect(guard.doubt(limits)).toEqual({ shown: clock.now(), expected: later(clock.now(), 11) })
  })

  it('SYS-03 is doubted at the start when it lies before the last entry', () => {
    expect(new ClockGuard(movable(at('09:00:00')), at('09:10:00')).doubt(limits)).toBeUndefined()
    expect(new ClockGuard(movable(at('09:00:00')), at('09:11:00')).doubt(limits)).toBeDefined()
    expect(new ClockGuard(movable(at('09:00:00')), '2025-01-01T00:00:00.000Z').doubt(limits)).toBeUndefined()
  })
})

onBothEngines('a house whose computer’s date was moved', (house) => {
  const clock = movable(at('10:00:00'))
  let moved: House
  let admin: Person
  let director: Person

  beforeAll(async () => {
    await aBureau(house())
    admin = await aPerson(house(), { name: '管系统', pin: '704235', posts: ['administrator'] })
    director = await aPerson(house(), { name: '办公室主任', pin: '471902', posts: ['officeDirector'] })
  })
  beforeEach(async () => {
    const { folder, newId, resources, appVersion, database } = house()
    moved = await openHouse({
      folder,
      clock,
      newId,
      resources,
      appVersion,
      modules: ledgerModules,
      storage: database.storage
    })
    return () => moved.database.close()
  })

  const name = (text: string) => as(moved, admin).office.createUnit({ name: text, kind: 'department' })
  const units = () => moved.database.read.count(Unit)

  it('SYS-03 takes no act until the date is right again; people sign in all the same, locks stay', async () => {
    const before = await units()
    clock.move(-400 * 24 * 60)
    const fault = await faultOf(name('四百天前的科'))
    expect([fault.code, fault.message]).toEqual(['forbidden', expect.stringContaining('SYS-03')])
    expect(await units()).toBe(before)
    const window = windowOf(moved)
    const seated = await window.session.signIn({ login: `u${admin.id.slice(-8)}`, password: '704235' })
    expect([seated.user?.name, seated.clockDoubt]).toEqual(['管系统', expect.stringContaining('2025')])
    clock.move(400 * 24 * 60)
    expect((await window.session.state()).clockDoubt).toBeNull()
    await name('今天的科')
    expect(await units()).toBe(before + 1)

    const login = `u${director.id.slice(-8)}`
    for (let tried = 0; tried < 5; tried += 1)
      await faultOf(windowOf(moved).session.signIn({ login, password: 'wrong' }))
    clock.move(3 * 24 * 60)
    expect((await faultOf(windowOf(moved).session.signIn({ login, password: '471902' }))).code).toBe('forbidden')
    clock.move(-3 * 24 * 60)
    clock.pass(16)
    expect((await windowOf(moved).session.signIn({ login, password: '471902' })).user?.name).toBe('办公室主任')
  })

  it('SYS-03 goes on when two people of different offices confirm it, which stands in the exceptions report', async () => {
    const second = { by: 'pin' as const, personId: director.id, pin: '471902' }
    expect((await faultOf(as(moved, admin).administration.confirmClock({ second }))).code).toBe('conflict')
    clock.move(3 * 24 * 60)
    expect((await faultOf(name('三天后的科'))).code).toBe('forbidden')
    expect((await faultOf(as(moved, admin).administration.confirmClock({}))).data.issues?.[0]?.path).toBe('second')
    const own = { by: 'pin' as const, personId: admin.id, pin: '704235' }
    expect((await faultOf(as(moved, admin).administration.confirmClock({ second: own }))).code).toBe('invalid')
    expect((await faultOf(name('三天后的科'))).code).toBe('forbidden')
    expect((await as(moved, admin).administration.confirmClock({ second })).clockDoubt).toBeNull()
    await name('三天后的科')
    expect(await moved.database.read.countBy(ExceptionEntry, { rule: 'SYS-03' })).toBe(1)
  })
})
