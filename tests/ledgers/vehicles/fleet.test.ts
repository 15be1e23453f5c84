import { beforeAll, describe, expect, it } from 'vitest'
import { addMinutes, instantAt } from '@main/kernel/instant'
import { addDays } from '@main/kernel/localDate'
import { explainDistance } from '@main/ledgers/vehicles/distance/acts'
import { gapsOf, tripsBeside } from '@main/ledgers/vehicles/distance/gaps'
import { distancesPage } from '@main/ledgers/vehicles/distance/rows'
import { vehiclesDue } from '@main/ledgers/vehicles/due'
import { Distance, Layup, VehicleEvent } from '@main/ledgers/vehicles/entities'
import { releaseVehicle, sealVehicles } from '@main/ledgers/vehicles/layup/acts'
import { nextHoliday } from '@main/ledgers/vehicles/layup/holidays'
import { comingHoliday } from '@main/ledgers/vehicles/layup/rows'
import { vehicleProofs } from '@main/ledgers/vehicles/proofs'
import { licenceCovers, plateOf, pointsInCycle } from '@main/ledgers/vehicles/rules/fleet'
import { requestTrip } from '@main/ledgers/vehicles/trip/acts'
import { tripForm } from '@main/ledgers/vehicles/trip/form'
import { depart } from '@main/ledgers/vehicles/trip/travel'
import { moveUnit, replaceMeter, retireVehicle } from '@main/ledgers/vehicles/vehicle/acts'
import { vehicleDetail } from '@main/ledgers/vehicles/vehicle/rows'
import { listInput } from '@main/contract/lists'
import { recordPaper } from '@main/office/approvals/paper'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import { onBothEngines } from '../../support/house'
import { decideThrough } from '../../support/ledgerActs'
import { anAttachment } from '../../support/people'
import {
  aMotorPool,
  anApprovedTrip,
  aRefuel,
  aTripInput,
  aVehicle,
  doing,
  driven,
  expectRefused,
  readingAs,
  tripNow,
  vehicleNow,
  type MotorPool
} from '../../support/vehicles'

describe('plates, licences and points', () => {
  it('VEH-01 reads a plate written with blanks, dots or full width as one', () => {
    expect(['湘E·C7973', '湘E C7973', '湘ｅｃ７９７３', '湘E-C7973'].map(plateOf)).toEqual(
      Array.from({ length: 4 }, () => '湘EC7973')
    )
  })

  it('VEH-03 knows what a class covers', () => {
    expect([
      licenceCovers('A1', 'C1'),
      licenceCovers('B1', 'C2'),
      licenceCovers('C2', 'C1'),
      licenceCovers('C1', 'B1')
    ]).toEqual([true, true, false, false])
  })

  it('VEH-03 counts points from the day of first issue every year', () => {
    const entries = [
      { day: '2025-03-09', points: 6 },
      { day: '2025-03-10', points: 3 },
      { day: '2026-02-01', points: 6 }
    ]
    expect(pointsInCycle('2015-03-10', '2026-03-09', entries)).toEqual({ from: '2025-03-10', points: 9 })
    expect(pointsInCycle('2015-03-10', '2026-03-10', entries)).toEqual({ from: '2026-03-10', points: 0 })
  })
})

describe('kilometres no trip explains', () => {
  const at = (hour: number) => instantAt('2026-09-09', `${String(hour).padStart(2, '0')}:00`)
  const reading = (id: string, hour: number, totalKm: number) => ({ id, at: at(hour), totalKm })

  it('are those between readings outside every trip, with the trips beside them', () => {
    const readings = [
      reading('a', 8, 100),
      reading('out', 9, 103),
      reading('pump', 10, 120),
      reading('in', 11, 140),
      reading('z', 12, 141)
    ]
    const trips = [{ number: 'PC-1', outAt: at(9), inAt: at(11) }]
    const gaps = gapsOf(readings, trips, [])
    expect(gaps.map(({ until, km }) => [until.id, km])).toEqual([
      ['out', 3],
      ['pump', 0],
      ['in', 0],
      ['z', 1]
    ])
    const beside = (from: number, until: number) => tripsBeside(trips, { fromAt: at(from), untilAt: at(until) })
    expect(beside(8, 9)).toEqual(['PC-1'])
    expect(beside(9, 11)).toEqual([])
    expect(beside(11, 12)).toEqual(['PC-1'])
    const next = [...trips, { number: 'PC-2', outAt: at(12), inAt: null }]
    expect(tripsBeside(next, { fromAt: at(11), untilAt: at(12) })).toEqual(['PC-1', 'PC-2'])
    expect(tripsBeside(next, { fromAt: at(13), untilAt: at(14) })).toEqual(['PC-1'])
  })

  it('stay explained when a reading is inserted within', () => {
    const explained = [{ id: 'e', fromAt: at(8), untilAt: at(12) }]
    const gaps = gapsOf([reading('a', 8, 100), reading('mid', 10, 105), reading('z', 12, 110)], [], explained)
    expect(gaps.map(({ km, explanationId }) => [km, explanationId])).toEqual([
      [5, 'e'],
      [5, 'e']
    ])
  })
})

onBothEngines(
  'the fleet',
  (house) => {
    let pool: MotorPool
    beforeAll(async () => {
      pool = await aMotorPool(house())
    })

    it('VEH-01 keeps one file a plate, names both drivers, and moves a car by a leaders’ meeting', async () => {
      const enter = (plate: string) => aVehicle(house(), pool.officer, { unitId: pool.squad.id, plate })
      await expectRefused(house(), 'VEH-01', () => enter(`湘 E·${pool.vehicle.plate.slice(2)}`), '已有档案')
      await expectRefused(house(), 'VEH-01', () => enter('A12'), '不是车牌号')
      await expectRefused(
        house(),
        'VEH-01',
        () =>
          aVehicle(house(), pool.officer, {
            unitId: pool.squad.id,
            mainDriverId: pool.main.id,
            secondDriverId: pool.main.id
          }),
        '不能是同一人'
      )
      const car = await enter('湘EZ1234')
      const move = (plan: object) =>
        doing(house(), pool.officer, (unit) =>
          moveUnit(unit, { id: car.id, version: car.version, unitId: pool.other.id, reason: '力量调整', ...plan })
        )
      await expectRefused(house(), 'VEH-01', () => move({}), '局领导会议')
      const minutesId = (await anAttachment(house())).id
      const moved = await move({ meeting: '9月8日局长办公会', minutesId })
      expect(moved.unitId).toBe(pool.other.id)
      const events = await house().database.read.find(VehicleEvent, {
        where: { vehicleId: car.id },
        order: { id: 'ASC' }
      })
      expect(events.map(({ kind, change }) => [kind, change])).toEqual([
        ['entered', expect.stringContaining('建立档案')],
        ['unit', '一中队→二中队（9月8日局长办公会）']
      ])
      const { row } = await vehicleDetail(await readingAs(house(), pool.officer), car.id)
      expect(row.responsibleName).toBe('卓队长')
      const gone = await doing(house(), pool.officer, (unit) =>
        retireVehicle(unit, house(), {
          id: car.id,
          version: moved.version,
          state: 'scrapped',
          documentNumber: '批1号',
          reason: '报废'
        })
      )
      await expectRefused(
        house(),
        'VEH-01',
        () =>
          doing(house(), pool.officer, (unit) =>
            moveUnit(unit, {
              id: car.id,
              version: gone.version,
              unitId: pool.squad.id,
              meeting: '会',
              minutesId,
              reason: '调回'
            })
          ),
        '不再变更'
      )
    })

    it('VEH-07 takes another odometer with proof: readings after it are of the new one, the run goes on', async () => {
      const car = await aVehicle(house(), pool.officer, {
        unitId: pool.squad.id,
        mainDriverId: pool.main.id,
        secondDriverId: pool.second.id
      })
      house().clock.advanceMinutes(60)
      const attachmentId = (await anAttachment(house())).id
      const at = addMinutes(house().clock.now(), -10)
      await doing(house(), pool.officer, (unit) =>
        replaceMeter(unit, {
          id: car.id,
          version: car.version,
          at,
          oldKm: 10_000,
          newKm: 0,
          reason: '仪表损坏',
          attachmentId
        })
      )
      const trip = await anApprovedTrip(house(), { ...pool, vehicle: await vehicleNow(house(), car) }, '2026-09-09')
      const back = await driven(house(), pool, trip, 0, 40)
      expect([back.outKm, back.inKm, back.km]).toEqual([0, 40, 40])
      expect((await Promise.all(vehicleProofs.map((proof) => proof(house().database.read)))).flat()).toEqual([])
    })

    it('VEH-02 lists kilometres without a trip for who heads the car’s unit to explain; private use stays an exception', async () => {
      const card = { cardId: pool.card.id }
      await aRefuel(house(), pool, house().clock.now(), 10_015, card)
      const page = async (person = pool.squadHead) =>
        (
          await distancesPage(
            await readingAs(house(), person),
            listInput.parse({ filters: [{ field: 'vehicleId', op: 'eq', value: pool.vehicle.id }] })
          )
        ).rows
      const [open] = await page()
      expect(open).toMatchObject({ km: 15, state: 'open', mayExplain: true })
      expect((await page(pool.main))[0]).toMatchObject({ mayExplain: false })
      const explain = (by = pool.squadHead) =>
        doing(house(), by, (unit) =>
          explainDistance(unit, { id: open?.id ?? '', cause: 'privateUse', explanation: '驾驶员绕行办私事' })
        )
      await expect(explain(pool.main)).rejects.toMatchObject({ type: 'forbidden' })
      await explain()
      expect((await page())[0]).toMatchObject({ state: 'exception', settledBy: '龙队长' })
      expect(
        (await house().database.read.findBy(ExceptionEntry, { subjectId: pool.vehicle.id })).map(({ rule }) => rule)
      ).toContain('VEH-02')
      await expect(explain()).rejects.toMatchObject({ type: 'conflict' })
      expect(await house().database.read.countBy(Distance, { vehicleId: pool.vehicle.id })).toBe(1)
    })

    it('VEH-02 names the trips beside kilometres without one, the later as soon as it goes out', async () => {
      const found = async (search?: string) =>
        (
          await distancesPage(
            await readingAs(house(), pool.officer),
            listInput.parse({ ...(search ? { search } : {}), filters: [{ field: 'km', op: 'eq', value: 7 }] })
          )
        ).rows
      const day = addDays(house().clock.today(), 1)
      const vehicle = await aVehicle(house(), pool.officer, { unitId: pool.squad.id, mainDriverId: pool.main.id })
      const with7 = { ...pool, vehicle }
      const first = await driven(house(), with7, await anApprovedTrip(house(), with7, day), 10_015, 10_040)
      house().clock.set(instantAt(day, '11:30'))
      const noCard = { cardId: undefined, noCardReason: '新车卡未到' }
      await aRefuel(house(), with7, house().clock.now(), 10_047, noCard)
      expect(await found()).toMatchObject([{ km: 7, trips: first.number }])
      const window = { fromAt: instantAt(day, '14:30'), untilAt: instantAt(day, '16:00') }
      const next = await driven(house(), with7, await anApprovedTrip(house(), with7, day, window), 10_047, 10_060)
      expect(await found()).toMatchObject([{ km: 7, trips: `${first.number}、${next.number}` }])
      for (const number of [first.number, next.number])
        expect(await found(number)).toMatchObject([{ km: 7, trips: `${first.number}、${next.number}` }])
      expect(await found('PC-2026-999999')).toEqual([])
      expect((await Promise.all(vehicleProofs.map((proof) => proof(house().database.read)))).flat()).toEqual([])
    })

    it('VEH-07 lays cars up before a holiday; a difference of the odometer after it is an exception', async () => {
      house().clock.setDay('2026-09-24', '16:00')
      const reading = await readingAs(house(), pool.officer)
      const { holiday, vehicles } = await comingHoliday(reading)
      expect(holiday?.from).toBe('2026-09-25')
      expect(vehicles.some(({ id }) => id === pool.vehicle.id)).toBe(true)
      expect((await vehiclesDue(reading)).some(({ subjectType }) => subjectType === 'vehicleLayupDue')).toBe(true)
      const lines = [{ vehicleId: pool.vehicle.id, km: 10_015, parking: '局院内' }]
      // What is left of a holiday that has begun is not the next one.
      expect(nextHoliday(reading.calendar, '2026-09-25')).toEqual({
        name: '国庆节',
        from: '2026-10-01',
        until: '2026-10-07'
      })
      await doing(house(), pool.officer, (unit) =>
        sealVehicles(unit, house(), { holiday: '中秋节', holidayFrom: '2026-09-25', lines })
      )
      expect((await vehicleNow(house(), pool.vehicle)).state).toBe('sealed')
      await expectRefused(
        house(),
        'VEH-04',
        () => doing(house(), pool.colleague, (unit) => requestTrip(unit, house(), aTripInput(pool, '2026-09-28'))),
        '正在封存'
      )
      const out = await aVehicle(house(), pool.officer, { unitId: pool.squad.id, mainDriverId: pool.second.id })
      const trip = await anApprovedTrip(house(), pool, '2026-09-24', {
        vehicleId: out.id,
        driverId: pool.second.id,
        fromAt: instantAt('2026-09-24', '16:30'),
        untilAt: instantAt('2026-09-24', '17:30')
      })
      await doing(house(), pool.second, (unit) =>
        depart(unit, { id: trip.id, version: trip.version, km: 10_000, checked: true })
      )
      const sealOut = [{ vehicleId: out.id, km: 10_000, parking: '局院内' }]
      await expect(
        doing(house(), pool.officer, (unit) =>
          sealVehicles(unit, house(), { holiday: '中秋节', holidayFrom: '2026-09-25', lines: sealOut })
        )
      ).rejects.toMatchObject({ type: 'invalid', data: { issues: [{ message: `${out.plate}出车未返回，不能封存` }] } })
      house().clock.setDay('2026-09-28', '08:00')
      const layup = await house().database.read.findOneByOrFail(Layup, { vehicleId: pool.vehicle.id })
      const release = (km: number, reasons = {}) =>
        doing(
          house(),
          pool.officer,
          (unit) => releaseVehicle(unit, { id: layup.id, version: layup.version, km }),
          reasons
        )
      await expectRefused(house(), 'VEH-07', () => release(10_014), '里程表不会倒退')
      await expectRefused(house(), 'VEH-07', () => release(10_027), '封存期间里程相差12公里，没有批准启用')
      expect(await release(10_027, { 'VEH-07': '值班抢险，补报局长' })).toMatchObject({
        state: 'released',
        difference: 12
      })
      expect((await vehicleNow(house(), pool.vehicle)).state).toBe('inUse')
    })
  },
  instantAt('2026-09-08', '09:00')
)

onBothEngines(
  'the city limits of baicheng-office',
  (house) => {
    let pool: MotorPool
    beforeAll(async () => {
      pool = await aMotorPool(house(), 'baicheng-office')
    })
    const ask = (plan: Parameters<typeof aTripInput>[2], reasons = {}) =>
      doing(
        house(),
        pool.colleague,
        (unit) => requestTrip(unit, house(), aTripInput(pool, '2026-09-09', plan)),
        reasons
      )

    it('VEH-06 uses no car inside the city, warns where part of it is inside, no exception for confidential mail', async () => {
      await expectRefused(
        house(),
        'VEH-06',
        () => ask({ purpose: 'confidential', areas: ['市区'], allInside: true }),
        '全部在市区内'
      )
      await expectRefused(house(), 'VEH-06', () => ask({ purpose: 'confidential', areas: ['市区'] }), '部分活动')
      expect((await ask({ purpose: 'confidential', areas: ['市区'] }, { 'VEH-06': '终点在通榆县' })).state).toBe(
        'pending'
      )
    })

    it('VEH-06 lets staff of section level and below ask for three purposes only', async () => {
      await expectRefused(house(), 'VEH-06', () => ask({ purpose: 'survey' }), '机要、接待、应急保障')
      expect(
        (await ask({ purpose: 'survey', userRank: 'above', driverId: pool.second.id, vehicleId: undefined })).state
      ).toBe('pending')
    })

    it('VEH-04 goes out on the paper signed by the leader outside, recorded by the vehicle office, not before', async () => {
      const before = house().clock.now()
      const window = { fromAt: instantAt('2026-09-09', '14:30'), untilAt: instantAt('2026-09-09', '16:00') }
      const trip = await ask({ purpose: 'emergency', ...window })
      const waiting = await decideThrough(house(), trip.approvalId ?? '', { steps: 2 })
      expect(waiting.approval.steps[waiting.approval.step]?.role).toBe('administrationLeader')
      const out = async () => {
        const { id, version } = await tripNow(house(), trip)
        return doing(house(), pool.main, (unit) => depart(unit, { id, version, km: 10_000, checked: true }))
      }
      house().clock.set(trip.fromAt)
      await expectRefused(house(), 'VEH-05', out, '还有领导没有同意')
      const { id: attachmentId } = await anAttachment(house())
      const { id, version } = waiting.approval
      const signedOn = house().clock.today()
      const signed = { outcome: 'approve' as const, opinion: '同意', signedBy: '江副局长', signedOn, attachmentId }
      const paper = { ...signed, paperNumber: trip.number, capacity: undefined }
      const record = (by: typeof pool.officer) =>
        doing(house(), by, (unit) => recordPaper(unit, house(), { id, version, paper }))
      await expectRefused(house(), 'K-01', () => record(pool.colleague), '申请人不能')
      await record(pool.officer)
      expect((await tripNow(house(), trip)).state).toBe('approved')
      const form = await tripForm.make(await readingAs(house(), pool.officer), trip.id)
      expect(JSON.stringify(form.blocks)).toContain('纸质签署，扫描件由韦车管登记')
      expect((await out()).state).toBe('out')
      house().clock.set(before)
    })

    it('VEH-04 leaves leaders’ cars to the secretariat', async () => {
      await expectRefused(
        house(),
        'VEH-04',
        () => ask({ userId: pool.leader.id, userRank: 'above', driverId: undefined, vehicleId: undefined }),
        '由秘书科负责'
      )
    })
  },
  instantAt('2026-09-08', '09:00')
)

onBothEngines(
  'a bureau without such limits',
  (house) => {
    it('VEH-06 is silent under the profile of dongkou', async () => {
      const pool = await aMotorPool(house())
      const trip = await doing(house(), pool.colleague, (unit) =>
        requestTrip(unit, house(), aTripInput(pool, '2026-09-09', { areas: ['市区'], allInside: true }))
      )
      expect(trip.state).toBe('pending')
    })
  },
  instantAt('2026-09-08', '09:00')
)
