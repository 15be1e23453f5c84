import { beforeAll, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { Approval } from '@main/office/approvals/entities'
import { approveByTelephone } from '@main/office/approvals/telephone'
import { MissedDeadline } from '@main/office/records/entities'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import { declareCampaign, reviseDriver } from '@main/ledgers/vehicles/driver/acts'
import { driverChoices } from '@main/ledgers/vehicles/driver/rows'
import { Driver, type Trip } from '@main/ledgers/vehicles/entities'
import { consentToDriver, handInPapers, requestTrip } from '@main/ledgers/vehicles/trip/acts'
import { tripDetail } from '@main/ledgers/vehicles/trip/rows'
import { depart } from '@main/ledgers/vehicles/trip/travel'
import { vehicleChoices } from '@main/ledgers/vehicles/vehicle/rows'
import { decideThrough } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { anAttachment } from '../../support/people'
import {
  aMotorPool,
  anApprovedTrip,
  aTripInput,
  aVehicle,
  doing,
  driven,
  expectRefused,
  readingAs,
  tripNow,
  type MotorPool
} from '../../support/vehicles'

// Wednesday 2026-09-09 to Friday are working days; 2026-09-12 is a Saturday.
const now = instantAt('2026-09-08', '09:00')

onBothEngines(
  'trips',
  (house) => {
    let pool: MotorPool
    beforeAll(async () => {
      pool = await aMotorPool(house())
    })
    const ask = (day: string, plan: Parameters<typeof aTripInput>[2] = {}, by = pool.colleague) =>
      doing(house(), by, (unit) => requestTrip(unit, house(), aTripInput(pool, day, plan)))

    it('VEH-04 refuses a trip that ends before it starts, one already begun and companions without a duty', async () => {
      await expectRefused(
        house(),
        'VEH-04',
        () => ask('2026-09-09', { untilAt: instantAt('2026-09-09', '08:00') }),
        '返回时间应晚于出车时间'
      )
      await expectRefused(house(), 'VEH-04', () => ask('2026-09-07'), '先审批后用车')
      await expectRefused(
        house(),
        'VEH-04',
        () => ask('2026-09-09', { passengers: [{ name: '张三', duty: '' }] }),
        '无关人员不得同乘'
      )
    })

    it('VEH-04 asks outside working hours for an approved duty', async () => {
      await expectRefused(house(), 'VEH-04', () => ask('2026-09-12'), '工作时间以外')
      await expectRefused(
        house(),
        'VEH-04',
        () => ask('2026-09-09', { untilAt: instantAt('2026-09-09', '20:00') }),
        '工作时间以外'
      )
      const trip = await ask('2026-09-12', { dutyOutsideHours: true })
      expect(trip.state).toBe('pending')
      await expectRefused(house(), 'VEH-04', () => ask('2026-09-12', { dutyOutsideHours: true }), trip.number)
    })

    it('VEH-04 books a car and a driver once, from the request on', async () => {
      const first = await ask('2026-09-10')
      await expectRefused(
        house(),
        'VEH-04',
        () => ask('2026-09-10', { driverId: pool.second.id }),
        new RegExp(`${pool.vehicle.plate}.*${first.number}`)
      )
      const another = await aVehicle(house(), pool.officer, { unitId: pool.other.id })
      await expectRefused(
        house(),
        'VEH-04',
        () => ask('2026-09-10', { vehicleId: another.id }),
        new RegExp(`彭驾驶.*${first.number}`)
      )
      const after = await ask('2026-09-10', {
        fromAt: instantAt('2026-09-10', '11:00'),
        untilAt: instantAt('2026-09-10', '12:00')
      })
      expect(after.number).toBe(`PC-2026-${String(Number(first.number.slice(-6)) + 1).padStart(6, '0')}`)
    })

    it('VEH-04 lets the first of two requests that meet through: the other finds the car taken', async () => {
      const [one, two] = await Promise.allSettled([ask('2026-09-11'), ask('2026-09-11', {}, pool.second)])
      expect([one.status, two.status].sort()).toEqual(['fulfilled', 'rejected'])
    })

    it("VEH-04 takes the unit head for the unit's own car, the vehicle office beside for another's and in a campaign", async () => {
      const steps = async (trip: Trip) =>
        (await house().database.read.findOneByOrFail(Approval, { id: trip.approvalId ?? '' })).steps.map(
          ({ role }) => role
        )
      expect(await steps(await ask('2026-09-14'))).toEqual(['unitHead'])
      const another = await aVehicle(house(), pool.officer, { unitId: pool.other.id })
      expect(await steps(await ask('2026-09-15', { vehicleId: another.id }))).toEqual(['unitHead', 'vehicleOffice'])
      expect(await steps(await ask('2026-09-16', { special: true }))).toEqual(['unitHead', 'officeDirector'])
      await doing(house(), pool.head, (unit) =>
        declareCampaign(unit, { name: '秋季集中整治', fromDay: '2026-09-17', untilDay: '2026-09-18' })
      )
      expect(await steps(await ask('2026-09-17'))).toEqual(['unitHead', 'vehicleOffice'])
    })

    it('VEH-04 warns of more than four cars for one occasion', async () => {
      await expectRefused(house(), 'VEH-04', () => ask('2026-09-21', { carsOfOccasion: 5 }), '超过4辆')
      const trip = await doing(
        house(),
        pool.colleague,
        (unit) => requestTrip(unit, house(), aTripInput(pool, '2026-09-21', { carsOfOccasion: 5 })),
        {
          'VEH-04': '调研路段无中客车可用'
        }
      )
      expect(await house().database.read.findOneByOrFail(ExceptionEntry, { subjectId: trip.id })).toMatchObject({
        rule: 'VEH-04',
        reason: '调研路段无中客车可用'
      })
    })

    it('VEH-02 refuses outsiders and temporary staff at the wheel and a car for an outsider', async () => {
      await expectRefused(house(), 'VEH-02', () => ask('2026-09-22', { driverId: pool.temp.id }), '临时聘用')
      await expectRefused(house(), 'VEH-02', () => ask('2026-09-22', { userId: pool.outsider.id }), '严禁外借')
    })

    it("VEH-02 lets a colleague drive with the consent of who heads the car's unit, given by deciding on the trip", async () => {
      const trip = await anApprovedTrip(house(), pool, '2026-09-23', { driverId: pool.colleague.id }, pool.main)
      const detail = await tripDetail(await readingAs(house(), pool.officer), trip.id)
      expect(detail.consents).toMatchObject([{ personName: '龙队长', capacity: '车辆第一责任人' }])
    })

    it('VEH-02 holds a car of another unit until its own head, the vehicle office or a leader consents to the driver', async () => {
      const theirs = await aVehicle(house(), pool.officer, { unitId: pool.other.id })
      // The head of the applicant's unit does not head the car's; the vehicle office, as a step of the chain, does
      // consent.
      const trip = await ask('2026-09-24', { vehicleId: theirs.id, driverId: pool.colleague.id }, pool.main)
      await decideThrough(house(), trip.approvalId ?? '', { steps: 1 })
      const waiting = await tripNow(house(), trip)
      await expect(
        doing(house(), pool.squadHead, (unit) => consentToDriver(unit, { id: trip.id, version: waiting.version }))
      ).rejects.toMatchObject({
        type: 'forbidden'
      })
      const consented = await doing(house(), pool.otherHead, (unit) =>
        consentToDriver(unit, { id: trip.id, version: waiting.version })
      )
      expect((await tripDetail(await readingAs(house(), pool.officer), consented.id)).consents).toMatchObject([
        { personName: '卓队长' }
      ])
    })

    it('VEH-03 refuses a driver without a licence of the class to the last day of the trip', async () => {
      await expectRefused(house(), 'VEH-03', () => ask('2026-10-13', { driverId: pool.officer.id }), '没有登记驾驶证')
      const bus = await aVehicle(house(), pool.officer, {
        unitId: pool.squad.id,
        licenceClass: 'A1',
        mainDriverId: pool.main.id,
        secondDriverId: pool.second.id
      })
      await expectRefused(
        house(),
        'VEH-03',
        () => ask('2026-10-13', { vehicleId: bus.id }),
        '准驾车型是C1，这辆车需要A1'
      )
      const driver = await house().database.read.findOneByOrFail(Driver, { personId: pool.second.id })
      const { licenceNumber, licenceClass, fromDay, personId } = driver
      const plan = { licenceNumber, licenceClass, fromDay, personId }
      const short = await doing(house(), pool.officer, (unit) =>
        reviseDriver(unit, { ...plan, id: driver.id, version: driver.version, validUntil: '2026-10-12' })
      )
      await expectRefused(house(), 'VEH-03', () => ask('2026-10-13', { driverId: pool.second.id }), '到期')
      const choices = await driverChoices(await readingAs(house(), pool.officer), {
        vehicleId: pool.vehicle.id,
        fromAt: instantAt('2026-10-13', '09:00'),
        untilAt: instantAt('2026-10-13', '11:00')
      })
      expect(choices.find(({ personId: id }) => id === pool.second.id)?.hindrances.join()).toMatch('到期')
      await doing(house(), pool.officer, (unit) =>
        reviseDriver(unit, { ...plan, id: driver.id, version: short.version, validUntil: '2030-01-01' })
      )
      expect((await ask('2026-10-13', { driverId: pool.second.id })).state).toBe('pending')
    })

    it('VEH-17 sends no car out that is uninsured or uninspected for any part of the window, and says so where it is chosen', async () => {
      const lapsing = await aVehicle(house(), pool.officer, {
        unitId: pool.squad.id,
        compulsoryUntil: '2026-09-28',
        inspectionUntil: '2027-01-01'
      })
      const long = { vehicleId: lapsing.id, untilAt: instantAt('2026-09-29', '10:00'), dutyOutsideHours: true }
      await expectRefused(house(), 'VEH-17', () => ask('2026-09-28', long), '交强险在用车期间内的2026年9月28日到期')
      const bare = await aVehicle(house(), pool.officer, { unitId: pool.squad.id, inspectionUntil: undefined })
      await expectRefused(house(), 'VEH-17', () => ask('2026-09-28', { vehicleId: bare.id }), '没有登记年检')
      const choices = await vehicleChoices(await readingAs(house(), pool.officer), {
        fromAt: instantAt('2026-09-28', '09:00'),
        untilAt: instantAt('2026-09-29', '10:00')
      })
      expect(choices.find(({ id }) => id === bare.id)?.hindrances.join()).toMatch('年检')
      expect((await ask('2026-09-28', { vehicleId: lapsing.id })).state).toBe('pending')
    })

    it('VEH-05 keeps the car until every leader of the chain agreed, each by a telephone consent of their own; papers count from the return', async () => {
      house().clock.set(instantAt('2026-09-29', '14:00'))
      const another = await aVehicle(house(), pool.officer, {
        unitId: pool.other.id,
        mainDriverId: pool.main.id,
        secondDriverId: pool.second.id
      })
      const urgent = {
        vehicleId: another.id,
        emergency: true,
        fromAt: instantAt('2026-09-29', '13:30'),
        untilAt: instantAt('2026-09-29', '17:00')
      }
      const trip = await ask('2026-09-29', urgent)
      const call = async (who: { id: string }, taker = pool.officer) => {
        const { id, version } = await house().database.read.findOneByOrFail(Approval, { id: trip.approvalId ?? '' })
        const told = { approvedBy: who.id, approvedAt: house().clock.now(), takenBy: taker.id, pin: '135790' }
        await doing(house(), taker, (unit) => approveByTelephone(unit, house(), id, version, told))
      }
      await call(pool.squadHead)
      const half = await tripNow(house(), trip)
      await expectRefused(
        house(),
        'VEH-05',
        () =>
          doing(house(), pool.main, (unit) =>
            depart(unit, { id: trip.id, version: half.version, km: 10_000, checked: true })
          ),
        '每一位都须分别请示'
      )
      await call(pool.officer, pool.director)
      const back = await driven(
        house(),
        pool,
        await tripNow(house(), { ...trip }).then((each) => ({ ...each, fromAt: instantAt('2026-09-29', '14:10') })),
        10_000,
        10_050
      )
      // Back on Tuesday the 29th: one working day later is the 30th, whatever day the calls were.
      expect(back.papersDueOn).toBe('2026-09-30')
      await expectRefused(
        house(),
        'VEH-05',
        () => doing(house(), pool.colleague, (unit) => handInPapers(unit, { id: back.id, version: back.version })),
        '签字的审批单'
      )
      house().clock.setDay('2026-10-09')
      const paper = (await anAttachment(house())).id
      const late = await doing(house(), pool.colleague, (unit) =>
        handInPapers(unit, { id: back.id, version: back.version, attachmentId: paper })
      )
      // Late for ever: an event of its own (K-13).
      expect(await house().database.read.findOneByOrFail(MissedDeadline, { subjectId: back.id })).toMatchObject({
        rule: 'VEH-05',
        dueOn: '2026-09-30',
        outcome: 'late'
      })
      expect(late.papersOn).toBe('2026-10-09')
    })
  },
  now
)
