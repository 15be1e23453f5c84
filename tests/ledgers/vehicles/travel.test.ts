import { beforeAll, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { OdometerReading, type Trip } from '@main/ledgers/vehicles/entities'
import { Approval } from '@main/office/approvals/entities'
import { cancelTrip, changeTrip, dispatchTrip } from '@main/ledgers/vehicles/trip/acts'
import { dispatchBoard, tripDetail } from '@main/ledgers/vehicles/trip/rows'
import { comeBack, depart } from '@main/ledgers/vehicles/trip/travel'
import { mendDefect, reportDefect } from '@main/ledgers/vehicles/vehicle/defects'
import { decideThrough } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { refusalOf } from '../../support/refusals'
import {
  aMotorPool,
  anApprovedTrip,
  doing,
  driven,
  expectRefused,
  readingAs,
  tripNow,
  vehicleNow,
  type MotorPool
} from '../../support/vehicles'

const now = instantAt('2026-09-08', '09:00')

onBothEngines(
  'travelling',
  (house) => {
    let pool: MotorPool
    beforeAll(async () => {
      pool = await aMotorPool(house())
    })
    const leave = (trip: Trip, km: number, checked = true, reasons: Readonly<Record<string, string>> = {}) =>
      doing(house(), pool.main, (unit) => depart(unit, { id: trip.id, version: trip.version, km, checked }), reasons)
    const back = (
      trip: Trip,
      km: number,
      plan: { inYard?: boolean; parkedAt?: string } = {},
      reasons: Readonly<Record<string, string>> = {}
    ) =>
      doing(
        house(),
        pool.main,
        (unit) => comeBack(unit, house(), { id: trip.id, version: trip.version, km, inYard: true, ...plan }),
        reasons
      )

    it('VEH-07 asks for the check, holds a car with an open defect, and an approval is used once', async () => {
      const trip = await anApprovedTrip(house(), pool, '2026-09-09')
      house().clock.set(trip.fromAt)
      await expectRefused(house(), 'VEH-07', () => leave(trip, 10_000, false), '出车前须检查')
      const defect = await doing(house(), pool.main, (unit) => reportDefect(unit, pool.vehicle.id, '左前轮胎鼓包'))
      await expectRefused(house(), 'VEH-07', () => leave(trip, 10_000), '左前轮胎鼓包')
      await doing(house(), pool.officer, (unit) => mendDefect(unit, defect.id, defect.version, '更换轮胎'))
      const out = await leave(trip, 10_000)
      expect(out).toMatchObject({ state: 'out', outKm: 10_000, outAt: trip.fromAt })
      await expectRefused(house(), 'VEH-07', () => leave(out, 10_000), '一次批准只用一次')
      house().clock.set(trip.untilAt)
      expect(await back(out, 10_030)).toMatchObject({ state: 'done', km: 30, lateMinutes: 0 })
    })

    it('VEH-07 holds the odometer against its neighbours in time, not the latest reading', async () => {
      const trip = await anApprovedTrip(house(), pool, '2026-09-10')
      house().clock.set(trip.fromAt)
      await expectRefused(house(), 'VEH-07', () => leave(trip, 10_029), '里程表不会倒退')
      const out = await leave(trip, 10_030)
      house().clock.set(trip.untilAt)
      await expectRefused(house(), 'VEH-07', () => back(out, 10_000), '里程表不会倒退')
      await back(out, 10_080)
    })

    it('VEH-07 flags a late return and a car left elsewhere, each with its reason', async () => {
      const trip = await anApprovedTrip(house(), pool, '2026-09-11')
      house().clock.set(trip.fromAt)
      const out = await leave(trip, 10_080)
      house().clock.set(instantAt('2026-09-11', '12:01'))
      await expectRefused(
        house(),
        'VEH-07',
        () => back(out, 10_120, { inYard: false, parkedAt: '环卫所' }),
        /超过批准的返回时间61分钟.*没有停回局院内/
      )
      const home = await back(
        out,
        10_120,
        { inYard: false, parkedAt: '环卫所' },
        { 'VEH-07': '现场取证延时，车停环卫所' }
      )
      expect(home).toMatchObject({ lateMinutes: 61, backInYard: false, parkedAt: '环卫所' })
    })

    it('VEH-07 tests everything again for an extension: licence, insurance and other bookings', async () => {
      const trip = await anApprovedTrip(house(), pool, '2026-09-14')
      const next = await anApprovedTrip(house(), pool, '2026-09-14', {
        fromAt: instantAt('2026-09-14', '14:00'),
        untilAt: instantAt('2026-09-14', '15:00')
      })
      house().clock.set(trip.fromAt)
      const out = await leave(trip, 10_120)
      const extend = (untilAt: string) =>
        doing(house(), pool.main, (unit) => changeTrip(unit, house(), { id: trip.id, untilAt, reason: '工作未完' }))
      await expectRefused(house(), 'VEH-04', () => extend(instantAt('2026-09-14', '14:30')), next.number)
      const change = await extend(instantAt('2026-09-14', '13:30'))
      await decideThrough(house(), change.approvalId ?? '')
      expect((await tripNow(house(), trip)).untilAt).toBe(instantAt('2026-09-14', '13:30'))
      house().clock.set(instantAt('2026-09-14', '13:00'))
      const again = await tripNow(house(), out)
      // A later end alone owes no papers.
      expect(await back(again, 10_150)).toMatchObject({ lateMinutes: 0, papersDueOn: null })
    })

    it('VEH-05 owes papers for a changed route, counted from the return', async () => {
      const trip = await anApprovedTrip(house(), pool, '2026-09-15')
      house().clock.set(trip.fromAt)
      const out = await leave(trip, 10_150)
      const change = await doing(house(), pool.main, (unit) =>
        changeTrip(unit, house(), { id: trip.id, destination: '高速路口', reason: '临时取证' })
      )
      await decideThrough(house(), change.approvalId ?? '')
      house().clock.set(trip.untilAt)
      expect(await back(await tripNow(house(), out), 10_200)).toMatchObject({
        destination: '高速路口',
        papersDueOn: '2026-09-16'
      })
    })

    it('VEH-08 lists who had no allowance: user and companions of every trip in an official car', async () => {
      const trip = await anApprovedTrip(house(), pool, '2026-09-16', { passengers: [{ name: '文协查', duty: '记录' }] })
      await driven(house(), pool, trip, 10_200, 10_230)
      const { row } = await tripDetail(await readingAs(house(), pool.finance), trip.id)
      expect([row.noAllowance, row.state, row.km]).toEqual(['柯队员、文协查', 'done', 30])
    })

    it('gives a request without a car its car at the board, the vehicle office consenting to the driver by that', async () => {
      const trip = await anApprovedTrip(house(), pool, '2026-09-17', { vehicleId: undefined, driverId: undefined })
      const board = await dispatchBoard(await readingAs(house(), pool.officer), '2026-09-17', 1)
      expect(board.waiting.map(({ number }) => number)).toEqual([trip.number])
      const given = await doing(house(), pool.officer, (unit) =>
        dispatchTrip(unit, house(), {
          id: trip.id,
          version: trip.version,
          vehicleId: pool.vehicle.id,
          driverId: pool.colleague.id
        })
      )
      expect((await tripDetail(await readingAs(house(), pool.officer), trip.id)).consents).toMatchObject([
        { personName: '韦车管', capacity: '车管办' }
      ])
      const after = await dispatchBoard(await readingAs(house(), pool.officer), '2026-09-17', 1)
      expect(after.rows.find(({ vehicleId }) => vehicleId === pool.vehicle.id)?.blocks).toMatchObject([
        { kind: 'booked', fromAt: trip.fromAt }
      ])
      expect(
        await doing(house(), pool.officer, (unit) =>
          cancelTrip(unit, house(), { id: given.id, version: given.version, reason: '会议取消' })
        )
      ).toMatchObject({ state: 'cancelled', endReason: '会议取消' })
      // its approval ends with it: nothing is left that could still be driven
      expect(await house().database.read.findOneByOrFail(Approval, { id: given.approvalId ?? '' })).toMatchObject({
        state: 'cancelled'
      })
    })

    it('shows a trip to its unit and to overseers, to nobody else', async () => {
      const trip = await anApprovedTrip(house(), pool, '2026-09-18')
      await expect(tripDetail(await readingAs(house(), pool.otherHead), trip.id)).rejects.toMatchObject({
        type: 'notFound'
      })
      expect((await tripDetail(await readingAs(house(), pool.second), trip.id)).row.number).toBe(trip.number)
      const stranger = pool.otherHead
      expect(
        (
          await refusalOf(house(), 'vehicles', () =>
            doing(house(), stranger, (unit) =>
              cancelTrip(unit, house(), { id: trip.id, version: trip.version, reason: '不去了' })
            )
          )
        ).type
      ).toBe('forbidden')
    })

    it('keeps what was read: a reading is never changed, the car knows its latest', async () => {
      const readings = await house().database.read.findBy(OdometerReading, { vehicleId: pool.vehicle.id })
      expect(readings.length).toBeGreaterThan(10)
      expect((await vehicleNow(house(), pool.vehicle)).state).toBe('inUse')
    })
  },
  now
)
