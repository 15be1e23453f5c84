import { beforeAll, expect, it } from 'vitest'
import { addDays } from '@main/kernel/localDate'
import { instantAt } from '@main/kernel/instant'
import { Refuel, StatementLine, VehicleEvent, type Vehicle } from '@main/ledgers/vehicles/entities'
import { vehicleProofs } from '@main/ledgers/vehicles/proofs'
import { refuelsImport } from '@main/ledgers/vehicles/refuel/import'
import { searchVehicles } from '@main/ledgers/vehicles/search'
import { keepStatement } from '@main/ledgers/vehicles/statement/acts'
import { retireVehicle } from '@main/ledgers/vehicles/vehicle/acts'
import { carFiles, plateBook } from '@main/ledgers/vehicles/vehicle/cars'
import { vehiclesImport } from '@main/ledgers/vehicles/vehicle/import'
import { onBothEngines } from '../../support/house'
import { anAttachment } from '../../support/people'
import {
  aMotorPool,
  aVehicle,
  doing,
  expectRefused,
  readingAs,
  vehicleNow,
  type MotorPool
} from '../../support/vehicles'

onBothEngines('a plate that goes from one car to another', (house) => {
  const plate = '湘E70001'
  let pool: MotorPool
  let old: Vehicle
  let next: Vehicle
  beforeAll(async () => {
    pool = await aMotorPool(house())
  })

  it('VEH-01 lets another car have the plate of a closed file, each found by the day it bore it', async () => {
    const day = house().clock.today()
    const plan = { unitId: pool.squad.id, mainDriverId: pool.main.id, plate }
    old = await aVehicle(house(), pool.officer, plan)
    await expectRefused(house(), 'VEH-01', () => aVehicle(house(), pool.officer, plan), '先注销旧车的档案')
    const file = { id: old.id, version: (await vehicleNow(house(), old)).version }
    await doing(house(), pool.officer, (unit) =>
      retireVehicle(unit, house(), { ...file, state: 'scrapped', documentNumber: '批2号', reason: '报废' })
    )
    // The plate stays the old car's until another one bears it.
    expect((await vehicleNow(house(), old)).plate).toBe(plate)
    expect((await plateBook(house().database.read)).on(plate, addDays(day, 30))?.id).toBe(old.id)
    next = await aVehicle(house(), pool.officer, { ...plan, plate: '湘 E·70001' })
    expect(next.plate).toBe(plate)
    expect((await vehicleNow(house(), old)).plate).toBe(`${plate}（原${old.number}）`)
    const [event] = await house().database.read.find(VehicleEvent, {
      where: { vehicleId: old.id, kind: 'facts' },
      order: { id: 'DESC' },
      take: 1
    })
    expect(event?.change).toBe(`车牌${plate}→${plate}（原${old.number}）`)
    const book = await plateBook(house().database.read)
    expect([day, addDays(day, -400)].map((on) => book.on(plate, on)?.id)).toEqual([old.id, old.id])
    expect([addDays(day, 1), addDays(day, 900)].map((on) => book.on(plate, on)?.id)).toEqual([next.id, next.id])
    expect(book.on('湘E79999', day)).toBeUndefined()
    // Both are found by it, told apart by their state; across the books the standing one has it.
    const found = (await searchVehicles(await readingAs(house(), pool.officer), plate, 9)).map(
      ({ subjectId }) => subjectId
    )
    expect(found).toEqual(expect.arrayContaining([old.id, next.id]))
    const cars = (await carFiles(house().database.read)).filter((car) => car.plate === plate)
    expect(cars.map(({ subjectId, goneOn }) => [subjectId, goneOn])).toEqual(
      expect.arrayContaining([
        [old.id, day],
        [next.id, null]
      ])
    )
    await expectRefused(house(), 'VEH-01', () => aVehicle(house(), pool.officer, plan), next.number)
    expect((await Promise.all(vehicleProofs.map((proof) => proof(house().database.read)))).flat()).toEqual([])
  })

  const row = (values: Record<string, string | number>) => ({ sheet: '登记', row: 2, values })

  it('VEH-01 takes an old register by the car that bore the plate on each day', async () => {
    const day = house().clock.today()
    const reading = await readingAs(house(), pool.officer)
    const [taken] = await vehiclesImport.check(reading, [row({ plate, unitName: '一中队' })])
    expect(taken?.message).toContain(next.number)
    house().clock.setDay(addDays(day, 10))
    const refuel = (on: string, km: number) =>
      row({ plate, day: on, litres: 30_000, amountCents: 22_500, km, station: '城北加油站' })
    const rows = [refuel(addDays(day, -3), 9_000), refuel(addDays(day, 5), 10_050)]
    const lookup = { unitId: () => pool.squad.id, personId: () => undefined }
    await doing(house(), pool.officer, (unit) => refuelsImport.commit(unit, rows, lookup as never))
    const kept = await house().database.read.find(Refuel, { where: { opening: true }, order: { day: 'ASC' } })
    expect(kept.map(({ vehicleId }) => vehicleId)).toEqual([old.id, next.id])
  })

  it('VEH-09 holds a card statement against the car that bore the plate on the day', async () => {
    const day = addDays(house().clock.today(), -10)
    const line = (on: string, index: number) => ({
      row: index,
      cardNumber: `70001990000${index}`,
      digitsLost: false,
      holder: plate,
      at: instantAt(on, '10:00'),
      day: on,
      kind: 'refuel' as const,
      kindWords: '加油',
      grade: null,
      gradeWords: '',
      litres: 30_000,
      priceCents: 750,
      amountCents: 22_500,
      station: '城北加油站'
    })
    const attachment = await anAttachment(house())
    const lines = [line(addDays(day, -3), 1), line(addDays(day, 5), 2)]
    await doing(house(), pool.officer, (unit) => keepStatement(unit, { attachment, lines }))
    const kept = await house().database.read.find(StatementLine, { order: { row: 'ASC' } })
    expect(kept.map(({ vehicleId }) => vehicleId)).toEqual([old.id, next.id])
  })
})
