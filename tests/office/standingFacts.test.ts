import { call } from '@orpc/server'
import { expect, it } from 'vitest'
import { appRouter } from '@main/hosts/appRouter'
import { systemActor } from '@main/kernel/actor'
import { uuidSource } from '@main/platform/ids'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import { verifyHouse } from '@main/office/administration/verify'
import { actorOf, holdersOf } from '@main/office/actors'
import { Appointment, CalendarDay, Person, RuleSettingRow } from '@main/office/entities'
import type { House } from '@main/office/house'
import { openHouse } from '@main/office/openHouse'
import { personNames } from '@main/office/people/names'
import { onBothEngines, type TestHouse } from '../support/house'
import { aBureau, aPerson } from '../support/people'
import { signedIn } from './outputs/signedIn'

/** The same data opened once more, as by another program on the same file or server. */
function anotherProgram(house: TestHouse): Promise<House> {
  const { folder, modules, clock, resources, appVersion, database } = house
  const { storage } = database
  return openHouse({
    folder,
    modules,
    clock,
    newId: uuidSource,
    resources,
    appVersion,
    storage: storage.kind === 'postgres' ? { ...storage, poolSize: 1 } : storage
  })
}

/** An act of some ledger's chain: standing facts are the office's, but e.g. imports of any ledger create people. */
const acted = <T>(house: House, body: (unit: UnitOfWork) => Promise<T>, chain: 'office' | 'assets' = 'office') =>
  house.database.write({ chain, act: '测试', actor: systemActor }, body)

const appointmentOf = (house: House, personId: string) => house.database.read.findOneByOrFail(Appointment, { personId })

onBothEngines('people, posts, rules and calendar kept in memory', (house) => {
  it('K-06 a right taken away by another program is refused at the next act and the next read', async () => {
    await aBureau(house())
    const other = await anotherProgram(house())
    try {
      const keeper = await aPerson(house(), { posts: ['suppliesKeeper'] })
      const context = signedIn(house(), keeper)
      const create = (name: string) =>
        call(
          appRouter.supplies.items.create,
          {
            name,
            spec: '0.5',
            measure: '支',
            category: 'office',
            special: false,
            tradeIn: false,
            intervalRule: 'none',
            location: '一号架',
            safetyStock: 0
          },
          { context }
        )
      const list = () => call(appRouter.supplies.stock.movements, { filters: [], limit: 50, offset: 0 }, { context })
      await create('订书钉')
      await list()

      const held = await appointmentOf(other, keeper.id)
      await acted(other, (unit) => unit.update(Appointment, held, { toDay: '2026-09-29' }, '任职'))

      await expect(create('回形针')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(list()).rejects.toMatchObject({ code: 'forbidden' })
      expect(await holdersOf(house().database.read, 'suppliesKeeper', '2026-09-30')).not.toContain(keeper.id)
    } finally {
      await other.database.close()
    }
  })

  it('K-06 a unit of work sees what another program changed just before it', async () => {
    const other = await anotherProgram(house())
    try {
      const custodian = await aPerson(house(), { posts: ['sealCustodian'] })
      const holders = () => acted(house(), (unit) => holdersOf(unit.manager, 'sealCustodian', unit.today))
      expect(await holders()).toEqual([custodian.id])
      const held = await appointmentOf(other, custodian.id)
      await acted(other, (unit) => unit.remove(Appointment, held, '任职'), 'assets')
      expect(await holders()).toEqual([])
    } finally {
      await other.database.close()
    }
  })

  it('shows settings of rules, holidays and names as another program left them', async () => {
    const other = await anotherProgram(house())
    try {
      const person = await aPerson(house(), { name: '张三' })
      expect((await house().database.book()).settings['SUP-13']).toBeUndefined()
      expect((await house().calendar()).isWorkingDay('2026-09-30')).toBe(true)
      await acted(other, async (unit) => {
        await unit.insert(RuleSettingRow, { rule: 'SUP-13', state: 'off', parameters: {} })
        await unit.insert(CalendarDay, { day: '2026-09-30', kind: 'holiday', name: '测试假日' })
        await unit.update(Person, person, { name: '张三丰' }, '人员')
      })
      expect((await house().database.book()).settings['SUP-13']).toEqual({ state: 'off', parameters: {} })
      expect((await house().calendar()).isWorkingDay('2026-09-30')).toBe(false)
      expect((await personNames(house().database.read, [person.id])).get(person.id)).toBe('张三丰')
    } finally {
      await other.database.close()
    }
  })

  it('an act sees its own changes, and nobody sees those of an act that failed', async () => {
    const person = await aPerson(house(), { posts: ['warehouseKeeper'] })
    const held = await appointmentOf(house(), person.id)
    const failing = acted(house(), async (unit) => {
      await unit.update(Person, person, { name: '未成之名' }, '人员')
      await unit.remove(Appointment, held, '任职')
      expect((await unit.load(Person, person.id, '人员')).name).toBe('未成之名')
      expect((await actorOf(unit.manager, person.id, unit.today))?.posts).toEqual([])
      throw new Error('power cut')
    })
    await expect(failing).rejects.toThrow('power cut')
    expect(await actorOf(house().database.read, person.id, '2026-09-30')).toMatchObject({
      name: person.name,
      posts: [{ post: 'warehouseKeeper' }]
    })
    expect((await acted(house(), (unit) => unit.load(Person, person.id, '人员'))).name).toBe(person.name)
  })

  it('what an act loads is its own: changing it changes nothing that is kept', async () => {
    const person = await aPerson(house(), { name: '李四' })
    await acted(house(), async (unit) => {
      const row = await unit.load(Person, person.id, '人员')
      row.name = '改坏了'
    })
    expect((await personNames(house().database.read, [person.id])).get(person.id)).toBe('李四')
  })

  it('a call that reads after its own act sees what the act changed', async () => {
    const reading = house().database.readOnce()
    const person = await aPerson(house(), { name: '王五' })
    expect((await personNames(reading, [person.id])).get(person.id)).toBe('王五')
    const later = await aPerson(house(), { name: '赵六' })
    expect((await personNames(reading, [later.id])).get(later.id)).toBe('赵六')
  })

  it('proves: the chains still verify', async () => {
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
  })
})
