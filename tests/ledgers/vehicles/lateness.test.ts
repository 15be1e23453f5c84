import { beforeAll, expect, it } from 'vitest'
import { listInput } from '@main/contract/lists'
import { addMinutes, instantAt } from '@main/kernel/instant'
import { addDays } from '@main/kernel/localDate'
import { followCheck, recordCheck } from '@main/ledgers/vehicles/check/acts'
import { explainDistance } from '@main/ledgers/vehicles/distance/acts'
import { distancesPage } from '@main/ledgers/vehicles/distance/rows'
import { vehiclesDue } from '@main/ledgers/vehicles/due'
import type { Incident, Trip } from '@main/ledgers/vehicles/entities'
import { receiveFuelMonth, signFuelMonth } from '@main/ledgers/vehicles/fuelMonth/acts'
import { fuelMonthForm } from '@main/ledgers/vehicles/fuelMonth/form'
import { followIncident } from '@main/ledgers/vehicles/incident/acts'
import { incidentDetail, incidents } from '@main/ledgers/vehicles/incident/rows'
import { accept, handOver, receiveList } from '@main/ledgers/vehicles/repair/garage'
import { comeBack, depart } from '@main/ledgers/vehicles/trip/travel'
import { tripDetail } from '@main/ledgers/vehicles/trip/rows'
import { BackdatedEntry, MissedDeadline } from '@main/office/records/entities'

import { onBothEngines } from '../../support/house'
import {
  aMotorPool,
  anApprovedRepair,
  anApprovedTrip,
  aRefuel,
  aVehicle,
  bothSign,
  doing,
  expectRefused,
  inGarage,
  readingAs,
  type MotorPool,
  anIncident,
  type IncidentPlan
} from '../../support/vehicles'

const reason = { 'K-13': '经办人住院，出院后登记' }

onBothEngines(
  'lateness with vehicles',
  (house) => {
    let pool: MotorPool
    beforeAll(async () => {
      pool = await aMotorPool(house())
    })

    const missed = (subjectId: string) =>
      house().database.read.find(MissedDeadline, { where: { subjectId }, order: { id: 'ASC' } })
    const backdated = (subjectId: string) =>
      house().database.read.find(BackdatedEntry, { where: { subjectId }, order: { id: 'ASC' } })
    const aCar = () =>
      aVehicle(house(), pool.officer, {
        unitId: pool.squad.id,
        mainDriverId: pool.main.id,
        secondDriverId: pool.second.id
      })
    const record = (plan: IncidentPlan = {}, reasons = {}): Promise<Incident> =>
      anIncident(house(), pool, { lossCents: 1_000_000, insuranceCents: 0, ...plan }, reasons)
    const follow = (incident: Incident, plan: Partial<Parameters<typeof followIncident>[1]>, reasons = {}) =>
      doing(
        house(),
        pool.officer,
        (unit) => followIncident(unit, { id: incident.id, version: incident.version, ...plan }),
        reasons
      )
    /** Out on time on a fresh car; it comes back when told. */
    const out = async (day: string): Promise<Trip> => {
      const car = await aCar()
      const trip = await anApprovedTrip(house(), pool, day, { vehicleId: car.id })
      house().clock.set(trip.fromAt)
      return doing(house(), pool.main, (unit) =>
        depart(unit, { id: trip.id, version: trip.version, km: 10_000, checked: true })
      )
    }
    const back = (trip: Trip, plan = {}, reasons = {}) =>
      doing(
        house(),
        pool.main,
        (unit) => comeBack(unit, house(), { id: trip.id, version: trip.version, km: 10_030, inYard: true, ...plan }),
        reasons
      )

    it('VEH-07 keeps a return beyond the minutes of grace, held against the time approved; within them nothing', async () => {
      house().clock.setDay('2026-09-09', '08:00')
      const inTime = await out('2026-09-09')
      house().clock.set(addMinutes(inTime.untilAt, 30))
      await back(inTime)
      expect(await missed(inTime.id)).toEqual([])
      house().clock.setDay('2026-09-10', '08:00')
      const late = await out('2026-09-10')
      house().clock.set(addMinutes(late.untilAt, 31))
      await back(late, {}, { 'VEH-07': '处置延时' })
      expect(await missed(late.id)).toMatchObject([
        {
          ledger: 'vehicles',
          rule: 'VEH-07',
          subjectType: 'vehicleTrip',
          subjectNumber: late.number,
          what: '用车返回',
          dueAt: late.untilAt,
          doneAt: addMinutes(late.untilAt, 31),
          outcome: 'late',
          personName: '彭驾驶'
        }
      ])
      const { row, timeline } = await tripDetail(await readingAs(house(), pool.director), late.id)
      expect(row.remarks).toContain('用车返回逾期')
      expect(timeline.some(({ title }) => title === '逾期')).toBe(true)
    })

    it('K-13 marks departure and return typed for yesterday, asks a reason further back, keeps it', async () => {
      house().clock.setDay('2026-09-14', '08:00')
      const trip = await anApprovedTrip(house(), pool, '2026-09-14', { vehicleId: (await aCar()).id })
      house().clock.setDay('2026-09-15', '09:00')
      const at = trip.fromAt
      const gone = await doing(house(), pool.main, (unit) =>
        depart(unit, { id: trip.id, version: trip.version, km: 10_000, checked: true, at })
      )
      expect(await backdated(trip.id)).toMatchObject([
        { what: '出车时间', dated: '2026-09-14', typedOn: '2026-09-15', reason: null, personName: '彭驾驶' }
      ])
      house().clock.setDay('2026-09-16', '09:00')
      const typed = { at: addMinutes(at, 60) }
      await expectRefused(house(), 'K-13', () => back(gone, typed), '补录')
      expect(await backdated(trip.id)).toHaveLength(1)
      await back(gone, typed, reason)
      expect((await backdated(trip.id))[1]).toMatchObject({ what: '返回时间', reason: reason['K-13'] })
      // Said to be back in time, written down days after: outside "in time", and not called late.
      const said = [{ rule: 'VEH-07', outcome: 'backdated', doneAt: typed.at, dueAt: trip.untilAt }]
      expect(await missed(trip.id)).toMatchObject(said)
      const { row, timeline } = await tripDetail(await readingAs(house(), pool.director), trip.id)
      expect(row.remarks).toContain('用车返回补录，不计按期')
      expect(timeline.map(({ title }) => title)).toContain('补录，不计按期')
      // Within the minutes of grace that is no less so.
      const graced = await out('2026-09-16')
      house().clock.setDay('2026-09-17', '09:00')
      await back(graced, { at: addMinutes(graced.untilAt, 30) })
      expect(await missed(graced.id)).toMatchObject([{ outcome: 'backdated' }])
    })

    it('VEH-07 keeps an explanation of kilometres without a trip that comes after its days', async () => {
      house().clock.setDay('2026-09-17', '17:00')
      const explained = async (days: number) => {
        const car = await aCar()
        house().clock.advanceMinutes(1)
        await aRefuel(
          house(),
          pool,
          house().clock.now(),
          10_020,
          { vehicleId: car.id, cardId: undefined, noCardReason: '卡在补办' },
          { 'VEH-09': '卡在补办' }
        )
        const { rows } = await distancesPage(
          await readingAs(house(), pool.squadHead),
          listInput.parse({ filters: [{ field: 'vehicleId', op: 'eq', value: car.id }] })
        )
        const day = house().clock.today()
        house().clock.setDay(addDays(day, days))
        await doing(house(), pool.squadHead, (unit) =>
          explainDistance(unit, { id: rows[0]?.id ?? '', cause: 'garage', explanation: '试车' })
        )
        return car
      }
      expect(await missed((await explained(3)).id)).toEqual([])
      const car = await explained(4)
      expect(await missed(car.id)).toMatchObject([
        { rule: 'VEH-07', subjectNumber: car.plate, dueOn: '2026-09-23', dueAt: null, personName: '龙队长' }
      ])
    })

    it('VEH-15 holds when leader and head were told against the hours, where it is written down that day', async () => {
      house().clock.setDay('2026-10-12', '15:00')
      const at = instantAt('2026-10-12', '09:00')
      const inTime = await record({ at })
      const leaderToldId = pool.leader.id
      const told = await follow(inTime, {
        leaderToldAt: addMinutes(at, 120),
        leaderToldId,
        headToldAt: addMinutes(at, 120)
      })
      expect(told.leaderToldAt).toBe(addMinutes(at, 120))
      expect(await missed(inTime.id)).toEqual([])
      const late = await record({ at, leaderToldAt: addMinutes(at, 121), leaderToldId })
      expect(await missed(late.id)).toMatchObject([
        { rule: 'VEH-15', what: '事故报告分管领导', dueAt: addMinutes(at, 120), doneAt: addMinutes(at, 121) }
      ])
      await follow(late, { headToldAt: addMinutes(at, 200) })
      expect((await missed(late.id)).map(({ what }) => what)).toEqual(['事故报告分管领导', '事故报告主要领导'])
      const reading = await readingAs(house(), pool.director)
      const { timeline } = await incidentDetail(reading, late.id)
      expect(timeline.filter(({ title }) => title === '逾期')).toHaveLength(2)
      const [row] = await incidents.rows(reading, [late])
      expect(row?.remarks).toContain('事故报告分管领导逾期')
      // Told in time, written down on another day: outside "in time".
      const within = { leaderToldAt: addMinutes(at, 120), leaderToldId }
      const nextDay = await record({ at })
      house().clock.setDay('2026-10-13', '00:00')
      await follow(nextDay, within)
      expect(await missed(nextDay.id)).toMatchObject([{ outcome: 'backdated', doneAt: within.leaderToldAt }])
      // Below the loss the head need not be told: no clock, nothing late.
      const small = await record({ at, lossCents: 999_999, headToldAt: addMinutes(at, 300) })
      expect(await missed(small.id)).toEqual([])
    })

    it('VEH-15 keeps a breach notified and passed on after its days, by the later of the two', async () => {
      house().clock.setDay('2026-10-14')
      const breach = { kind: 'privateUse' as const, lossCents: 0, share: undefined }
      const [inTime, late] = [await record(breach), await record(breach)]
      house().clock.setDay('2026-11-13')
      const half = await follow(inTime, { notifiedOn: '2026-11-12' })
      await follow(half, { disciplineOn: '2026-11-13' })
      expect(await missed(inTime.id)).toEqual([])
      const halfLate = await follow(late, { notifiedOn: '2026-11-13' })
      expect(await missed(late.id)).toEqual([])
      house().clock.setDay('2026-11-14')
      await follow(halfLate, { disciplineOn: '2026-11-14' })
      const breached = { rule: 'VEH-15', what: '违规通报并报纪检', dueOn: '2026-11-13' }
      expect(await missed(late.id)).toMatchObject([{ ...breached, outcome: 'late' }])
      house().clock.setDay('2026-10-14')
      const typed = await record(breach)
      house().clock.setDay('2026-11-14')
      await follow(typed, { notifiedOn: '2026-11-13', disciplineOn: '2026-11-13' })
      expect(await missed(typed.id)).toMatchObject([{ ...breached, outcome: 'backdated' }])
    })

    it('K-13 marks the day of an incident and of its notices, asks a reason further back, refuses days to come', async () => {
      house().clock.setDay('2026-11-17')
      const at = instantAt('2026-11-15', '10:00')
      await expectRefused(house(), 'K-13', () => record({ at }), '违章事故时间')
      const yesterday = await record({ at: instantAt('2026-11-16', '10:00') })
      expect(await backdated(yesterday.id)).toMatchObject([{ what: '违章事故时间', reason: null }])
      const older = await record({ at, kind: 'privateUse', lossCents: 0 }, reason)
      expect(await backdated(older.id)).toMatchObject([{ dated: '2026-11-15', reason: reason['K-13'] }])
      await expectRefused(house(), 'K-13', () => follow(older, { notifiedOn: '2026-11-18' }), '不能晚于今天')
      await expectRefused(house(), 'K-13', () => follow(older, { disciplineOn: '2026-11-15' }), '报纪检日期')
      const told = await follow(older, { notifiedOn: '2026-11-16' })
      // What stands there already is not typed anew.
      await follow(told, { notifiedOn: '2026-11-16', result: undefined })
      expect((await backdated(older.id)).map(({ what }) => what)).toEqual(['违章事故时间', '通报日期'])
    })

    it('VEH-18 keeps a finding dealt with after its days; K-13 marks the day of the check', async () => {
      house().clock.setDay('2026-11-18', '10:00')
      const check = (at: string, reasons = {}) =>
        doing(
          house(),
          pool.safety,
          (unit) =>
            recordCheck(unit, {
              at,
              vehicleId: pool.vehicle.id,
              driverId: pool.main.id,
              place: '局院内',
              result: 'offYard',
              finding: '停在酒楼前'
            }),
          reasons
        )
      const [inTime, late] = [await check(house().clock.now()), await check(house().clock.now())]
      const deal = (one: { id: string; version: number }) =>
        doing(house(), pool.officer, (unit) =>
          followCheck(unit, { id: one.id, version: one.version, followUp: '已谈话' })
        )
      house().clock.setDay('2026-11-25')
      await deal(inTime)
      expect(await missed(inTime.id)).toEqual([])
      house().clock.setDay('2026-11-26')
      await deal(late)
      expect(await missed(late.id)).toMatchObject([{ rule: 'VEH-18', dueOn: '2026-11-25', personName: '韦车管' }])
      const older = instantAt('2026-11-24', '10:00')
      await expectRefused(house(), 'K-13', () => check(older), '抽查时间')
      expect(await backdated((await check(older, reason)).id)).toMatchObject([{ what: '抽查时间' }])
    })

    it('VEH-13 keeps a garage list finance receives after the day; K-13 marks the day of handing over', async () => {
      house().clock.setDay('2026-12-01')
      const accepted = async () => {
        const repair = await inGarage(house(), pool)
        return doing(house(), pool.main, (unit) =>
          accept(unit, house(), {
            id: repair.id,
            version: repair.version,
            km: 10_000,
            lines: [],
            defectIds: [],
            signatures: bothSign(pool)
          })
        )
      }
      const receive = ({ id, version }: { id: string; version: number }) =>
        doing(house(), pool.finance, (unit) => receiveList(unit, { id, version }))
      const [inTime, late] = [await accepted(), await accepted()]
      house().clock.setDay('2026-12-02')
      await receive(inTime)
      expect(await missed(inTime.id)).toEqual([])
      house().clock.setDay('2026-12-03')
      await receive(late)
      expect(await missed(late.id)).toMatchObject([{ rule: 'VEH-13', dueOn: '2026-12-02', personName: '蒋财务' }])
      const repair = await anApprovedRepair(house(), pool)
      house().clock.setDay('2026-12-05')
      const hand = (day: string, reasons = {}) =>
        doing(
          house(),
          pool.main,
          (unit) =>
            handOver(unit, {
              id: repair.id,
              version: repair.version,
              km: 10_000,
              at: instantAt(day, '12:00'),
              signatures: bothSign(pool)
            }),
          reasons
        )
      await expectRefused(house(), 'K-13', () => hand('2026-12-03'), '送修时间')
      await hand('2026-12-04')
      expect(await backdated(repair.id)).toMatchObject([{ what: '送修时间', dated: '2026-12-04' }])
    })

    it('VEH-10 keeps a statement handed to finance late; a month stays due until signed or closed with a reason', async () => {
      house().clock.setDay('2026-12-06')
      await aRefuel(house(), pool, house().clock.now(), 10_000)
      house().clock.setDay('2029-02-10')
      const due = async () =>
        (await vehiclesDue(await readingAs(house(), pool.officer))).filter(
          ({ subjectType }) => subjectType === 'fuelMonthDue'
        )
      // Three years of months, the oldest as well.
      expect((await due()).map(({ duty }) => duty)).toContain('fuelMonth@2026-12')
      const signed = await doing(house(), pool.officer, (unit) => signFuelMonth(unit, '2026-12'))
      expect(await missed(signed.id)).toMatchObject([
        { rule: 'VEH-10', dueOn: '2027-01-05', what: '2026年12月油料月结' }
      ])
      expect((await due()).map(({ duty }) => duty)).not.toContain('fuelMonth@2026-12')
      house().clock.setDay('2029-02-12')
      await doing(house(), pool.finance, (unit) => receiveFuelMonth(unit, signed.id))
      expect((await missed(signed.id))[1]).toMatchObject({ rule: 'VEH-10', dueOn: '2029-02-11', personName: '蒋财务' })
      const paper = await fuelMonthForm.make(await readingAs(house(), pool.officer), signed.id)
      expect(JSON.stringify(paper)).toContain('油料月结表交财务装备股逾期')
    })
  },
  instantAt('2026-09-08', '09:00')
)
