import { IsNull } from 'typeorm'
import { beforeAll, expect, it } from 'vitest'
import type { Person } from '@main/office/entities'
import { Appointment } from '@main/office/entities'
import { holdersOf } from '@main/office/actors'
import { custodianOn, keepersFor } from '@main/office/people/custody'
import { onBothEngines, type TestHouse } from '../support/house'
import { aBureau, aPerson, arranging } from '../support/people'
import { as, faultOf } from '../support/officeCalls'

onBothEngines('custody', (bare) => {
  let house: TestHouse
  let keeper: Person
  let deputy: Person
  let colleague: Person

  beforeAll(async () => {
    house = bare()
    await aBureau(house)
    keeper = await aPerson(house, { name: '监印甲', posts: ['sealCustodian'], pin: '1111' })
    deputy = await aPerson(house, { name: '代管乙', pin: '2222' })
    colleague = await aPerson(house, { name: '监印丙', posts: ['sealCustodian'] })
  })
  const held = async (personId: string) => house.database.read.findOneByOrFail(Appointment, { personId })

  it('K-07 gives a stand-in the custody of what the absent keeps, to the day; never a colleague of the same post', async () => {
    const { read } = house.database
    const at = (day: string) => custodianOn(read, keeper.id, day)
    await as(house, keeper).office.standIn({
      appointmentId: (await held(keeper.id)).id,
      toPersonId: deputy.id,
      from: '2026-10-08',
      until: '2026-10-10',
      keysHandedOver: true,
      reason: '休假',
      signatures: {
        from: { by: 'pin', personId: keeper.id, pin: '1111' },
        to: { by: 'pin', personId: deputy.id, pin: '2222' }
      }
    })
    expect(await at('2026-10-07')).toEqual({ personId: keeper.id, insteadOfId: null })
    expect(await at('2026-10-08')).toEqual({ personId: deputy.id, insteadOfId: keeper.id })
    expect(await at('2026-10-10')).toEqual({ personId: deputy.id, insteadOfId: keeper.id })
    expect(await at('2026-10-11')).toEqual({ personId: keeper.id, insteadOfId: null })
    expect(await keepersFor(read, keeper.id, '2026-10-09')).toEqual([])
    expect(await keepersFor(read, deputy.id, '2026-10-09')).toEqual([deputy.id, keeper.id])
    expect(await keepersFor(read, colleague.id, '2026-10-09')).toEqual([colleague.id])
    expect(await custodianOn(read, keeper.id, '2026-10-09', ['warehouseKeeper'])).toEqual({
      personId: keeper.id,
      insteadOfId: null
    })
  })

  it('K-07 lets nobody stand in longer than the appointment stood in for lasts', async () => {
    const { read } = house.database
    const own = await read.findOneByOrFail(Appointment, { personId: keeper.id, standsInForId: IsNull() })
    await arranging(house, (unit) => unit.update(Appointment, own, { toDay: '2026-10-09' }, '任职'))
    expect(await custodianOn(read, keeper.id, '2026-10-09')).toEqual({ personId: deputy.id, insteadOfId: keeper.id })
    expect(await holdersOf(read, own.post, '2026-10-09')).toContain(deputy.id)
    expect(await custodianOn(read, keeper.id, '2026-10-10')).toEqual({ personId: keeper.id, insteadOfId: null })
    expect(await keepersFor(read, deputy.id, '2026-10-10')).toEqual([deputy.id])
    expect(await holdersOf(read, own.post, '2026-10-10')).not.toContain(deputy.id)
    const ended = await read.findOneByOrFail(Appointment, { id: own.id })
    await arranging(house, (unit) => unit.update(Appointment, ended, { toDay: null }, '任职'))
  })

  it('K-07 has nobody keep for who has left', async () => {
    const gone = await aPerson(house, { name: '离岗丁' })
    const director = await aPerson(house, { name: '主任', posts: ['officeDirector'] })
    await as(house, director).office.depart({ personId: gone.id, version: 1, on: '2026-09-30', reason: '调离' })
    expect(await custodianOn(house.database.read, gone.id, '2026-09-29')).toEqual({
      personId: gone.id,
      insteadOfId: null
    })
    expect(await custodianOn(house.database.read, gone.id, '2026-09-30')).toBeNull()
  })

  it('K-07 refuses a stand-in over a stand-in', async () => {
    const standIn = await house.database.read.findOneByOrFail(Appointment, { personId: deputy.id })
    const fault = await faultOf(
      as(house, deputy).office.standIn({
        appointmentId: standIn.id,
        toPersonId: colleague.id,
        from: '2026-10-08',
        until: '2026-10-09',
        keysHandedOver: true,
        reason: '有事',
        signatures: {}
      })
    )
    expect(fault.data.issues).toMatchObject([{ path: 'appointmentId' }])
  })
})
