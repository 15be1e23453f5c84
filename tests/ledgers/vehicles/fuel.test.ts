import { beforeAll, describe, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { loseCard } from '@main/ledgers/vehicles/driver/acts'
import { vehiclesDue } from '@main/ledgers/vehicles/due'
import { FuelCard, FuelMonth, FuelStretch, Refuel } from '@main/ledgers/vehicles/entities'
import { receiveFuelMonth, signFuelMonth } from '@main/ledgers/vehicles/fuelMonth/acts'
import { fuelMonthOf } from '@main/ledgers/vehicles/fuelMonth/rows'
import { vehicleProofs } from '@main/ledgers/vehicles/proofs'
import { postRefuel, reverseRefuel } from '@main/ledgers/vehicles/refuel/acts'
import { refuelDetail } from '@main/ledgers/vehicles/refuel/rows'
import { averageBefore, stretchesOf } from '@main/ledgers/vehicles/refuel/stretches'
import { fuelMonthDueOn, isOff, per100Of, per100Words } from '@main/ledgers/vehicles/rules/fuel'
import { refusalOf } from '../../support/refusals'
import { onBothEngines } from '../../support/house'
import {
  aMotorPool,
  anApprovedTrip,
  aRefuel,
  aRefuelInput,
  doing,
  driven,
  expectRefused,
  readingAs,
  type MotorPool
} from '../../support/vehicles'

const book = { profile: 'dongkou', settings: {} } as const
const filled = (id: string, day: string, litres: number, totalKm: number | null, full = true) => ({
  id,
  at: instantAt(day, '12:00'),
  litres,
  totalKm,
  full
})

describe('consumption between full tanks', () => {
  it('VEH-10 counts what was put in after the first full tank up to and including the second, over the kilometres between', () => {
    // 20 + 22 litres over 500 km are 8.4 litres a hundred kilometres; the partial refuel alone gives no figure.
    const stretches = stretchesOf([
      filled('a', '2026-01-01', 40_000, 10_000),
      filled('b', '2026-01-05', 20_000, 10_250, false),
      filled('c', '2026-01-09', 22_000, 10_500)
    ])
    expect(stretches).toMatchObject([{ id: 'c', litres: 42_000, km: 500 }])
    expect(stretches.map(per100Of)).toEqual([8_400])
    expect(stretches.map(per100Words)).toEqual(['8.4'])
  })

  it('VEH-10 lets a reading that contradicts its neighbours break the stretch instead of giving a false one', () => {
    const refuels = [
      filled('a', '2026-01-01', 40_000, 10_000),
      filled('b', '2026-01-05', 30_000, null),
      filled('c', '2026-01-09', 30_000, 10_700),
      filled('d', '2026-01-12', 30_000, 11_000)
    ]
    expect(stretchesOf(refuels).map(({ id }) => id)).toEqual(['d'])
  })

  it('VEH-10 averages the stretches closed in the 12 months before, the tested one left out', () => {
    const closed = [
      { id: 'old', at: instantAt('2025-01-09', '12:00'), litres: 90_000, km: 500 },
      { id: 'x', at: instantAt('2025-01-10', '12:00'), litres: 42_000, km: 500 },
      { id: 'y', at: instantAt('2025-12-01', '12:00'), litres: 40_000, km: 500 },
      { id: 'tested', at: instantAt('2026-01-10', '12:00'), litres: 60_000, km: 500 }
    ]
    expect(averageBefore(closed, instantAt('2026-01-10', '12:00'))).toEqual({ litres: 82_000, km: 1000, count: 2 })
  })

  it('VEH-10 flags more than twenty percent, exactly twenty not, from three stretches on', () => {
    const limits = { percent: 20, stretches: 3 }
    const before = { litres: 80_000, km: 1000, count: 3 }
    expect(isOff({ litres: 9_600, km: 100 }, before, limits)).toBe(false)
    expect(isOff({ litres: 9_601, km: 100 }, before, limits)).toBe(true)
    expect(isOff({ litres: 6_400, km: 100 }, before, limits)).toBe(false)
    expect(isOff({ litres: 6_399, km: 100 }, before, limits)).toBe(true)
    expect(isOff({ litres: 99_000, km: 100 }, { ...before, count: 2 }, limits)).toBe(false)
  })

  it('VEH-10 asks for the statement of a month by the 5th of the next', () => {
    expect(fuelMonthDueOn('2026-12', book)).toBe('2027-01-05')
  })
})

onBothEngines(
  'refuels',
  (house) => {
    let pool: MotorPool
    beforeAll(async () => {
      pool = await aMotorPool(house())
      house().clock.setDay('2026-09-08', '09:30')
    })
    const at = (day: string, time = '10:00') => instantAt(day, time)

    it('VEH-09 is entered by the appointed refueller, signed by the driver, by the card of the car', async () => {
      const input = aRefuelInput(pool, at('2026-09-08', '09:10'), 10_100)
      await expectRefused(
        house(),
        'VEH-09',
        () => doing(house(), pool.main, (unit) => postRefuel(unit, input)),
        '加油员统一登记'
      )
      await expectRefused(
        house(),
        'VEH-09',
        () => aRefuel(house(), pool, input.at, 10_100, { signatures: {} }),
        '签字确认'
      )
      await expectRefused(
        house(),
        'VEH-09',
        () => aRefuel(house(), pool, input.at, 10_100, { cardId: undefined }),
        '写明原因'
      )
      await expectRefused(
        house(),
        'VEH-09',
        () => aRefuel(house(), pool, input.at, 10_100, { station: '路边加油点' }),
        '不是定点加油站'
      )
      await expectRefused(
        house(),
        'VEH-09',
        () => aRefuel(house(), pool, input.at, 10_100, { grade: 'g95' }),
        '用92号汽油'
      )
      await expectRefused(
        house(),
        'VEH-09',
        () => aRefuel(house(), pool, input.at, 10_100, { amountCents: 29_000 }),
        '不符'
      )
      const posted = await doing(house(), pool.refueller, (unit) => postRefuel(unit, input))
      expect(posted).toMatchObject({
        number: 'CY-2026-000001',
        plate: pool.vehicle.plate,
        litres: 40_000,
        amountCents: 30_000,
        totalKm: 10_100
      })
    })

    it('VEH-09 refuses a lost card at once', async () => {
      const card = await house().database.read.findOneByOrFail(FuelCard, { id: pool.card.id })
      const lost = await doing(house(), pool.colleague, (unit) =>
        loseCard(unit, { id: card.id, version: card.version, reason: '出车途中遗失' })
      )
      expect(lost).toMatchObject({ state: 'lost', lostAt: house().clock.now() })
      await expectRefused(house(), 'VEH-09', () => aRefuel(house(), pool, at('2026-09-08', '09:20'), 10_150), '已挂失')
    })

    it('VEH-10 never takes more than the tank holds', async () => {
      const plan = { cardId: undefined, noCardReason: '卡已挂失' }
      await expectRefused(
        house(),
        'VEH-10',
        () => aRefuel(house(), pool, at('2026-09-08', '09:20'), 10_150, { ...plan, litres: 50_001 }),
        '超过'
      )
    })

    it('VEH-07 refuses a reading below its neighbour and takes one inserted for last month between them', async () => {
      const plan = { cardId: undefined, noCardReason: '卡已挂失' }
      await expectRefused(
        house(),
        'VEH-07',
        () => aRefuel(house(), pool, at('2026-09-08', '09:20'), 10_099, plan),
        '里程表不会倒退'
      )
      await expectRefused(
        house(),
        'VEH-07',
        () => aRefuel(house(), pool, '2030-01-01T00:00:00.000Z', 20_000, plan),
        '不能晚于现在'
      )
      house().clock.setDay('2026-10-15')
      await aRefuel(house(), pool, at('2026-10-15', '08:00'), 10_600, { ...plan, litres: 42_000 })
      const inserted = at('2026-09-20')
      await expectRefused(
        house(),
        'VEH-07',
        () => aRefuel(house(), pool, inserted, 10_601, plan, { 'K-13': '漏登' }),
        '大于其后'
      )
      await expectRefused(house(), 'K-13', () =>
        aRefuel(house(), pool, inserted, 10_350, { ...plan, litres: 20_000, full: false })
      )
      // All there is to say is said in one answer: nobody types a reason and hears of the odometer only then.
      const { rules } = await refusalOf(house(), 'vehicles', () =>
        aRefuel(house(), pool, inserted, 10_601, { ...plan, litres: 50_001 })
      )
      expect([...rules].sort()).toEqual(['K-13', 'VEH-07', 'VEH-10'])
      const late = await aRefuel(
        house(),
        pool,
        inserted,
        10_350,
        { ...plan, litres: 20_000, full: false },
        { 'K-13': '票据遗漏' }
      )
      // 20 litres were put in on the way: 62 over the 500 km from 10,100 to 10,600.
      const [stretch] = await house().database.read.find(FuelStretch, { order: { at: 'DESC' }, take: 1 })
      expect(stretch).toMatchObject({ litres: 62_000, km: 500, per100: 12_400 })
      const { row } = await refuelDetail(await readingAs(house(), pool.officer), late.id)
      expect(row.remarks).toMatch('补录')
    })

    it('K-14 leaves a signed month as it was: what is inserted later stands below it', async () => {
      const trip = await anApprovedTrip(house(), pool, '2026-10-16')
      await driven(house(), pool, trip, 10_600, 10_700)
      house().clock.setDay('2026-11-03')
      const signed = await doing(house(), pool.officer, (unit) => signFuelMonth(unit, '2026-10'))
      expect(signed).toMatchObject({ number: 'YJ-2026-000001', km: 100, bought: 42_000, amountCents: 31_500 })
      const plan = { cardId: undefined, noCardReason: '卡已挂失', litres: 10_000, full: false }
      await aRefuel(house(), pool, at('2026-10-20'), 10_700, plan, { 'K-13': '票据遗漏' })
      const month = await fuelMonthOf(await readingAs(house(), pool.officer), '2026-10')
      expect(month.lines.map(({ bought }) => bought)).toEqual([42_000])
      expect(month.later.map(({ bought }) => bought)).toEqual([52_000])
      expect((await house().database.read.findOneByOrFail(FuelMonth, { month: '2026-10' })).bought).toBe(42_000)
      await expect(doing(house(), pool.officer, (unit) => signFuelMonth(unit, '2026-11'))).rejects.toMatchObject({
        type: 'invalid'
      })
    })

    it('VEH-10 finance receives the signed statement once, and it says so', async () => {
      const { id } = await house().database.read.findOneByOrFail(FuelMonth, { month: '2026-10' })
      const receipt = async () => (await fuelMonthOf(await readingAs(house(), pool.officer), '2026-10')).signed
      const owed = async () =>
        (await vehiclesDue(await readingAs(house(), pool.finance))).filter(({ title }) =>
          title.includes('应交财务装备股')
        )
      expect(await receipt()).toMatchObject({ receivedOn: null, receivedByName: null })
      expect(await owed()).toMatchObject([
        { rule: 'VEH-10', dueOn: '2026-11-04', subjectId: id, title: '2026年10月油料月结表应交财务装备股' }
      ])
      const receive = () => doing(house(), pool.finance, (unit) => receiveFuelMonth(unit, id))
      await receive()
      expect(await receipt()).toMatchObject({ receivedOn: '2026-11-03', receivedByName: '蒋财务' })
      await expect(receive()).rejects.toMatchObject({ type: 'conflict' })
      expect(await owed()).toEqual([])
    })

    it('K-09 takes a mistaken refuel back with a negative one; its reading and its stretch go with it', async () => {
      const wrong = await aRefuel(house(), pool, at('2026-11-03', '08:30'), 11_000, {
        cardId: undefined,
        noCardReason: '卡已挂失',
        litres: 30_000
      })
      const reversal = await doing(house(), pool.refueller, (unit) => reverseRefuel(unit, wrong.id, '登错车辆'))
      expect(reversal).toMatchObject({ litres: -30_000, amountCents: -wrong.amountCents, reversalOfId: wrong.id })
      expect((await house().database.read.findOneBy(FuelStretch, { id: wrong.id }))?.km ?? 0).toBe(0)
      await expectRefused(house(), 'K-09', () =>
        doing(house(), pool.refueller, (unit) => reverseRefuel(unit, wrong.id, '再冲'))
      )
      expect((await Promise.all(vehicleProofs.map((proof) => proof(house().database.read)))).flat()).toEqual([])
      expect(await house().database.read.countBy(Refuel, { vehicleId: pool.vehicle.id })).toBe(6)
    })
  },
  instantAt('2026-09-08', '08:00')
)
