import { beforeAll, describe, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { Suspicion, type FuelStretch, type Refuel } from '@main/ledgers/vehicles/entities'
import { runChecks, settleSuspicion } from '@main/ledgers/vehicles/suspicion/acts'
import { suspectedOf, type Evidence } from '@main/ledgers/vehicles/suspicion/checks'
import { onBothEngines } from '../../support/house'
import { aMotorPool, anApprovedTrip, aRefuel, doing, driven, type MotorPool } from '../../support/vehicles'

const limits = { percent: 20, stretches: 3, soonKm: 400, soonPercent: 45, largeCents: 1_000_000 }
const period = { from: '2026-09-01', to: '2026-09-30' }

/** A refuel of 20 litres of 7.51 yuan at the designated station on a day of September at noon. */
const fill = (id: string, day: number, plan: Partial<Refuel> = {}): Refuel => ({
  id,
  number: `CY-2026-${id}`,
  at: instantAt(`2026-09-${String(day).padStart(2, '0')}`, '12:00'),
  day: `2026-09-${String(day).padStart(2, '0')}`,
  vehicleId: 'car',
  plate: '湘E10001',
  driverId: 'driver',
  driverName: '彭驾驶',
  station: '城北加油站',
  grade: 'g92',
  litres: 20_000,
  priceCents: 751,
  amountCents: 15_020,
  km: 10_000 + day * 300,
  totalKm: 10_000 + day * 300,
  full: true,
  cardId: null,
  cardNumber: '',
  noCardReason: null,
  receiptNumber: null,
  remarks: null,
  entererId: null,
  opening: false,
  reversalOfId: null,
  searchKey: '',
  ...plan
})

/** A trip that is out all of a day of September. */
const trip = (day: number, destination = '城东农贸市场', route: string | null = null) => ({
  number: 'PC-2026-000001',
  destination,
  route,
  outAt: instantAt(`2026-09-${String(day).padStart(2, '0')}`, '08:00'),
  inAt: instantAt(`2026-09-${String(day).padStart(2, '0')}`, '18:00')
})

const evidence = (plan: Partial<Evidence>): Evidence => ({
  vehicle: { id: 'car', plate: '湘E10001', tank: 50_000, grade: 'g92' },
  refuels: [],
  stretches: new Map(),
  trips: Array.from({ length: 30 }, (_, index) => trip(index + 1)),
  layups: [],
  repairs: [],
  sharedCards: new Map(),
  stations: new Set(['城北加油站']),
  likeStretches: [],
  holidayOn: () => undefined,
  matches: [],
  ...plan
})
const kinds = (plan: Partial<Evidence>) =>
  suspectedOf(evidence(plan), period, limits).map(({ kind, mark }) => `${kind} ${mark.split(':')[1]}`)

describe('what an audit asks about', () => {
  it('VEH-10 nothing of a refuel on a trip, at the station, with the right fuel and sum', () => {
    expect(kinds({ refuels: [fill('a', 5), fill('b', 8)] })).toEqual([])
  })

  it('VEH-10 more than the tank holds, at once or within a day, and a second time that day', () => {
    const later = fill('c', 5, {
      at: instantAt('2026-09-05', '20:00'),
      litres: 31_000,
      amountCents: 23_281,
      totalKm: 11_900
    })
    expect(kinds({ refuels: [fill('a', 3, { litres: 50_001, amountCents: 37_551 })] })).toEqual(['aboveTank a'])
    expect(kinds({ refuels: [fill('b', 5), later] })).toEqual(['aboveTankDay c', 'secondFill c'])
  })

  it('VEH-10 45 percent of the tank after less than 400 kilometres', () => {
    const next = (litres: number, km: number) =>
      fill('b', 8, { litres, amountCents: Math.round((litres * 751) / 1000), totalKm: 11_500 + km })
    const first = fill('a', 5)
    expect(kinds({ refuels: [first, next(22_500, 399)] })).toEqual(['soon b'])
    expect(kinds({ refuels: [first, next(22_500, 400)] })).toEqual([])
    expect(kinds({ refuels: [first, next(22_499, 399)] })).toEqual([])
  })

  it('VEH-09 a refuel without a trip that day, on a holiday, laid up, at the garage', () => {
    const on = (day: number) => ({ refuels: [fill('a', day)] })
    expect(kinds({ ...on(5), trips: [trip(4), trip(6)] })).toEqual(['noTrip a'])
    expect(kinds({ ...on(5), holidayOn: (day) => (day === '2026-09-05' ? '中秋节' : undefined) })).toEqual([
      'holiday a'
    ])
    const sealed = {
      sealedAt: instantAt('2026-09-04', '17:00'),
      releasedAt: instantAt('2026-09-06', '08:00'),
      holiday: '中秋节'
    }
    expect(kinds({ ...on(5), layups: [sealed] })).toEqual(['layup a'])
    expect(kinds({ ...on(7), layups: [sealed] })).toEqual([])
    const garage = {
      id: 'r',
      number: 'CX-2026-000001',
      kind: 'repair' as const,
      handedAt: instantAt('2026-09-04', '09:00'),
      acceptedAt: instantAt('2026-09-05', '16:00'),
      acceptedOn: '2026-09-05',
      actualCents: 1,
      reason: '异响',
      warrantyUntil: null
    }
    expect(kinds({ ...on(5), repairs: [garage] })).toEqual(['garage a'])
  })

  it('VEH-09 another station than a designated one, and one that no trip of the day leads past', () => {
    const away = (station: string) => [fill('a', 5, { station })]
    expect(kinds({ refuels: away('高沙镇加油站') })).toEqual(['station a', 'offRoute a'])
    // The station's own name stands in the route or the destination.
    expect(kinds({ refuels: away('高沙镇加油站'), trips: [trip(5, '石江镇', '县城、高沙、石江')] })).toEqual([
      'station a'
    ])
    expect(kinds({ refuels: away('中国石化农贸市场加油站') })).toEqual(['station a'])
    // Where no station was designated, only the route tells.
    expect(kinds({ refuels: away('高沙镇加油站'), stations: new Set() })).toEqual(['offRoute a'])
    expect(suspectedOf(evidence({ refuels: away('高沙镇加油站') }), period, limits)[1]?.figures).toBe(
      '高沙镇加油站；PC-2026-000001去城东农贸市场'
    )
  })

  it('VEH-09 another fuel, a shared card, a sum that is not litres by price, a round sum, an odometer that stands still', () => {
    expect(kinds({ refuels: [fill('a', 5, { grade: 'g95' })] })).toEqual(['grade a'])
    expect(
      kinds({ refuels: [fill('a', 5, { cardNumber: '1000' })], sharedCards: new Map([['1000', ['湘E10002']]]) })
    ).toEqual(['cardShared a'])
    expect(kinds({ refuels: [fill('a', 5, { amountCents: 15_022 })] })).toEqual(['amount a'])
    expect(kinds({ refuels: [fill('a', 5, { litres: 13_316, amountCents: 10_000 })] })).toEqual(['round a'])
    expect(kinds({ refuels: [fill('a', 5), fill('b', 8, { totalKm: 11_500 })] })).toEqual(['meter b'])
  })

  it('VEH-10 more than twenty percent off its own twelve months, and off those of cars of its model', () => {
    const stretch = (plan: Partial<FuelStretch>): FuelStretch => ({
      id: 'b',
      vehicleId: 'car',
      at: instantAt('2026-09-08', '12:00'),
      day: '2026-09-08',
      litres: 40_004,
      km: 400,
      per100: 10_001,
      beforeLitres: 100_000,
      beforeKm: 1000,
      beforeCount: 3,
      ...plan
    })
    const refuels = [fill('a', 5), fill('b', 8)]
    const of = (plan: Partial<FuelStretch>) => ({ refuels, stretches: new Map([['b', stretch(plan)]]) })
    // Three stretches of like cars at 8.3 litres; ten are 20 % above 8.33…, not above 8.34.
    const like = (litres: number) =>
      [1, 2, 3].map((day) => ({ id: `x${day}`, at: instantAt(`2026-08-0${day}`, '12:00'), litres, km: 100 }))
    expect(kinds(of({}))).toEqual([])
    expect(kinds(of({ beforeLitres: 83_000 }))).toEqual(['consumption b'])
    expect(kinds({ ...of({}), likeStretches: like(8_300) })).toEqual(['likeCars b'])
    expect(kinds({ ...of({}), likeStretches: like(8_340) })).toEqual([])
    expect(kinds({ ...of({}), likeStretches: like(8_300).slice(1) })).toEqual([])
  })

  it('VEH-13 a repair again within its warranty, and repairs split below the large sum', () => {
    const repair = (
      id: string,
      day: string,
      actualCents: number,
      reason: string,
      warrantyUntil: string | null = null
    ) => ({
      id,
      number: `CX-2026-${id}`,
      kind: 'repair' as const,
      handedAt: null,
      acceptedAt: null,
      acceptedOn: day,
      actualCents,
      reason,
      warrantyUntil
    })
    const first = repair('r1', '2026-09-01', 600_000, '刹车异响', '2026-12-01')
    expect(kinds({ repairs: [first, repair('r2', '2026-09-20', 100, '刹车异响')] })).toEqual(['repair r2'])
    expect(kinds({ repairs: [first, repair('r2', '2026-09-08', 400_000, '换轮胎')] })).toEqual(['repair r2'])
    expect(kinds({ repairs: [first, repair('r2', '2026-09-09', 400_000, '换轮胎')] })).toEqual([])
    expect(kinds({ repairs: [first, repair('r2', '2026-09-08', 399_999, '换轮胎')] })).toEqual([])
  })
})

onBothEngines(
  'the audit checks of a period',
  (house) => {
    let pool: MotorPool
    beforeAll(async () => {
      pool = await aMotorPool(house())
    })

    it('VEH-09 finds a thing once, and settles it with what was found out and what was done', async () => {
      const trip = await anApprovedTrip(house(), pool, '2026-09-08')
      await driven(house(), pool, trip, 10_000, 10_100)
      house().clock.setDay('2026-09-10', '09:00')
      await aRefuel(house(), pool, instantAt('2026-09-08', '17:00'), 10_100, { litres: 10_000 }, { 'K-13': '票据遗漏' })
      await aRefuel(house(), pool, instantAt('2026-09-09', '17:00'), 10_120, { litres: 10_000 }, { 'K-13': '票据遗漏' })
      const run = () =>
        doing(house(), pool.officer, (unit) => runChecks(unit, house(), { from: '2026-09-01', to: '2026-09-30' }))
      expect(await run()).toEqual({ found: 1, checked: 2 })
      const [found] = await house().database.read.find(Suspicion)
      expect(found).toMatchObject({ kind: 'noTrip', day: '2026-09-09', state: 'open' })
      const { id, version } = found ?? { id: '', version: 0 }
      const settle = () =>
        doing(house(), pool.officer, (unit) =>
          settleSuspicion(unit, { id, version, words: '漏办派车', settlement: '批评教育' })
        )
      expect(await settle()).toMatchObject({
        state: 'settled',
        words: '漏办派车',
        settlement: '批评教育',
        settledBy: '韦车管'
      })
      await expect(settle()).rejects.toMatchObject({ type: 'conflict' })
      expect(await run()).toEqual({ found: 0, checked: 2 })
    })
  },
  instantAt('2026-09-08', '08:00')
)
