import { beforeAll, expect, it } from 'vitest'
import { instantAt } from '@main/kernel/instant'
import { Approval } from '@main/office/approvals/entities'
import { approveByTelephone } from '@main/office/approvals/telephone'
import { MissedDeadline } from '@main/office/records/entities'
import { Person } from '@main/office/entities'
import { enterCost, reverseCost } from '@main/ledgers/vehicles/cost/acts'
import { assignCard, declareCampaign, endDriver, enterDriver } from '@main/ledgers/vehicles/driver/acts'
import { Driver, type Trip } from '@main/ledgers/vehicles/entities'
import { accept, handOver } from '@main/ledgers/vehicles/repair/garage'
import { itemsOf } from '@main/ledgers/vehicles/repair/items'
import { requestRepair, requestSupplement } from '@main/ledgers/vehicles/repair/request'
import { previewSettlements } from '@main/ledgers/vehicles/settlement/acts'
import { changeTrip, dispatchTrip, requestTrip } from '@main/ledgers/vehicles/trip/acts'
import { comeBack, depart } from '@main/ledgers/vehicles/trip/travel'
import { assignDrivers, retireVehicle } from '@main/ledgers/vehicles/vehicle/acts'
import { arranging } from '../../support/people'
import { decideThrough, readingAs } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import {
  aMotorPool,
  anApprovedTrip,
  anIncident,
  aRefuel,
  aRepairInput,
  aTripInput,
  aVehicle,
  bothSign,
  doing,
  expectRefused,
  repairNow,
  tripNow,
  vehicleNow,
  type MotorPool,
  type TripInput
} from '../../support/vehicles'

// Tuesday 2026-09-08; the days of the trips after it are working days.
const now = instantAt('2026-09-08', '09:00')
const item = (name: string, amountCents: number) => ({ name, amountCents })

onBothEngines(
  'ways round the ledger of vehicles',
  (house) => {
    let pool: MotorPool
    beforeAll(async () => {
      pool = await aMotorPool(house())
    })
    const at = (day: string, time: string) => house().clock.set(instantAt(day, time))
    const squadCar = () =>
      aVehicle(house(), pool.officer, {
        unitId: pool.squad.id,
        mainDriverId: pool.main.id,
        secondDriverId: pool.second.id
      })
    const leaving = async (trip: Pick<Trip, 'id'>, by: Person, plan: { km?: number; at?: string } = {}) => {
      const { id, version } = await tripNow(house(), trip)
      return doing(house(), by, (unit) => depart(unit, { id, version, km: 10_000, checked: true, ...plan }))
    }
    const returning = async (trip: Pick<Trip, 'id'>, km: number, reasons = {}, by = pool.main) => {
      const { id, version } = await tripNow(house(), trip)
      return doing(house(), by, (unit) => comeBack(unit, house(), { id, version, km, inYard: true }), reasons)
    }
    const asking = (day: string, plan: Partial<TripInput>) =>
      doing(house(), pool.colleague, (unit) => requestTrip(unit, house(), aTripInput(pool, day, plan)))

    it('K-05 shows repairs of a car that are below the large sum each and not together, and asks why', async () => {
      const asked = (cents: number, reason: string, reasons = {}) =>
        doing(
          house(),
          pool.main,
          (unit) => requestRepair(unit, house(), aRepairInput(pool, { reason, items: [item(reason, cents)] })),
          reasons
        )
      const first = await asked(600_000, '发动机大修')
      await expectRefused(
        house(),
        'K-05',
        () => asked(400_000, '变速箱'),
        new RegExp(`${pool.vehicle.plate}在7日内已有${first.number}，合计10,000.00元`)
      )
      await asked(399_999, '换轮胎')
      await asked(500, '换雨刮', { 'K-05': '雨刮损坏，与前几项无关' })
      // The eighth day after is no more looked at.
      at('2026-09-16', '09:00')
      await asked(600_000, '更换变速箱')
      house().clock.set(now)
    })

    it('K-05 counts supplements that wait to be decided: two at once are no way below the large sum', async () => {
      const car = await squadCar()
      const sheet = await doing(house(), pool.main, (unit) =>
        requestRepair(unit, house(), aRepairInput({ ...pool, vehicle: car }, { items: [item('钣金', 400_000)] }))
      )
      await decideThrough(house(), sheet.approvalId ?? '')
      const { id, version } = await repairNow(house(), sheet)
      await doing(house(), pool.main, (unit) => handOver(unit, { id, version, km: 10_000, signatures: bothSign(pool) }))
      const more = (name: string) =>
        doing(house(), pool.main, (unit) =>
          requestSupplement(unit, house(), { id, reason: name, items: [item(name, 300_000)] })
        )
      const [one, two] = [await more('喷漆'), await more('大灯')]
      const sums = await Promise.all(
        [one, two].map(({ approvalId }) => house().database.read.findOneByOrFail(Approval, { id: approvalId ?? '' }))
      )
      expect(sums.map(({ amountCents, needsCollective }) => [amountCents, needsCollective])).toEqual([
        [700_000, false],
        [1_000_000, true]
      ])
    })

    it('VEH-11 sends a car to one garage at a time, and not before it was agreed to', async () => {
      const car = await squadCar()
      const own = { ...pool, vehicle: car }
      const sheets: string[] = []
      for (const reason of ['刹车异响', '空调不制冷']) {
        const { id, approvalId } = await doing(house(), pool.main, (unit) =>
          requestRepair(unit, house(), aRepairInput(own, { reason }))
        )
        at('2026-09-08', '10:00')
        await decideThrough(house(), approvalId ?? '')
        sheets.push(id)
      }
      at('2026-09-08', '10:05')
      const handing = async (id: string | undefined, plan: { at?: string } = {}) => {
        const { version } = await repairNow(house(), { id: id ?? '' })
        return doing(house(), pool.main, (unit) =>
          handOver(unit, { id: id ?? '', version, km: 10_000, signatures: bothSign(own), ...plan })
        )
      }
      await expectRefused(
        house(),
        'VEH-11',
        () => handing(sheets[0], { at: instantAt('2026-09-08', '09:30') }),
        '10:00才全部批准'
      )
      const first = await handing(sheets[0])
      await expectRefused(house(), 'VEH-11', () => handing(sheets[1]), `已凭${first.number}送修`)
      const items = await itemsOf(house().database.read, first.id, true)
      const lines = items.map((each) => ({
        itemId: each.item.id,
        name: each.item.name,
        materialCents: each.item.amountCents,
        labourCents: 0
      }))
      await doing(house(), pool.main, (unit) =>
        accept(unit, house(), {
          id: first.id,
          version: first.version,
          km: 10_000,
          lines,
          defectIds: [],
          signatures: bothSign(own)
        })
      )
      await handing(sheets[1])
      expect((await vehicleNow(house(), car)).state).toBe('repair')
      house().clock.set(now)
    })

    it('VEH-04 enters no departure before the last leader agreed; a telephone consent counts from the call', async () => {
      const car = await squadCar()
      at('2026-09-09', '08:00')
      const window = { fromAt: instantAt('2026-09-09', '08:30'), untilAt: instantAt('2026-09-09', '11:00') }
      const trip = await asking('2026-09-09', { vehicleId: car.id, ...window })
      at('2026-09-09', '10:00')
      await decideThrough(house(), trip.approvalId ?? '')
      at('2026-09-09', '10:05')
      const early = instantAt('2026-09-09', '09:59')
      await expectRefused(house(), 'VEH-04', () => leaving(trip, pool.main, { at: early }), '10:00才全部批准')
      await leaving(trip, pool.main, { at: instantAt('2026-09-09', '10:00') })
      await returning(trip, 10_010)

      const called = await asking('2026-09-09', {
        vehicleId: car.id,
        fromAt: instantAt('2026-09-09', '13:00'),
        untilAt: instantAt('2026-09-09', '15:00')
      })
      at('2026-09-09', '14:00')
      const approval = await house().database.read.findOneByOrFail(Approval, { id: called.approvalId ?? '' })
      await doing(house(), pool.officer, (unit) =>
        approveByTelephone(unit, house(), approval.id, approval.version, {
          approvedBy: pool.squadHead.id,
          approvedAt: instantAt('2026-09-09', '13:10'),
          takenBy: pool.officer.id,
          pin: '135790'
        })
      )
      await leaving(called, pool.main, { km: 10_010, at: instantAt('2026-09-09', '13:10') })
      await returning(called, 10_020)
    })

    it('VEH-04 lets neither a car nor a driver out twice, however late the trip before is', async () => {
      const car = await squadCar()
      const other = await squadCar()
      const late = await anApprovedTrip(house(), pool, '2026-09-10', { vehicleId: car.id })
      at('2026-09-10', '09:00')
      await leaving(late, pool.main)
      const sameCar = await anApprovedTrip(house(), pool, '2026-09-10', {
        vehicleId: car.id,
        driverId: pool.second.id,
        fromAt: instantAt('2026-09-10', '13:00'),
        untilAt: instantAt('2026-09-10', '15:00')
      })
      const sameDriver = await anApprovedTrip(house(), pool, '2026-09-10', {
        vehicleId: other.id,
        fromAt: instantAt('2026-09-10', '13:00'),
        untilAt: instantAt('2026-09-10', '15:00')
      })
      at('2026-09-10', '13:05')
      await expectRefused(
        house(),
        'VEH-04',
        () => leaving(sameCar, pool.second),
        new RegExp(`${car.plate}还在${late.number}上`)
      )
      await expectRefused(
        house(),
        'VEH-04',
        () => leaving(sameDriver, pool.main),
        new RegExp(`彭驾驶还在${late.number}上`)
      )
      await returning(late, 10_010, { 'VEH-07': '路上堵车' })
      await leaving(sameCar, pool.second, { km: 10_010 })
      // While it is out its file is not closed.
      const { id, version } = await vehicleNow(house(), car)
      await expectRefused(
        house(),
        'VEH-01',
        () =>
          doing(house(), pool.officer, (unit) =>
            retireVehicle(unit, house(), { id, version, state: 'scrapped', reason: '报废', documentNumber: '文1号' })
          ),
        new RegExp(`还在${sameCar.number}上出车`)
      )
      at('2026-09-10', '15:00')
      await returning(sameCar, 10_020, {}, pool.second)
    })

    it('VEH-07 an extension asked for after the time was over does not take the lateness away; one into the past is none', async () => {
      const car = await squadCar()
      const trip = await anApprovedTrip(house(), pool, '2026-09-11', { vehicleId: car.id })
      at('2026-09-11', '09:00')
      await leaving(trip, pool.main)
      at('2026-09-11', '14:00')
      const extending = (time: string) =>
        doing(house(), pool.main, (unit) =>
          changeTrip(unit, house(), { id: trip.id, untilAt: instantAt('2026-09-11', time), reason: '现场未处理完' })
        )
      await expectRefused(house(), 'VEH-07', () => extending('13:59'), '应晚于现在')
      const change = await extending('16:00')
      await decideThrough(house(), change.approvalId ?? '')
      at('2026-09-11', '15:30')
      await returning(trip, 10_030)
      const missed = await house().database.read.findBy(MissedDeadline, { subjectId: trip.id })
      expect(missed).toMatchObject([{ rule: 'VEH-07', dueAt: instantAt('2026-09-11', '11:00'), outcome: 'late' }])
    })

    it('VEH-05 a changed route is not agreed to after the return, and its papers are owed all the same', async () => {
      const car = await squadCar()
      const trip = await anApprovedTrip(house(), pool, '2026-09-14', { vehicleId: car.id })
      at('2026-09-14', '09:00')
      await leaving(trip, pool.main)
      const change = await doing(house(), pool.main, (unit) =>
        changeTrip(unit, house(), { id: trip.id, destination: '邻县', reason: '改道' })
      )
      at('2026-09-14', '10:30')
      // Tuesday the 15th is the next working day.
      expect((await returning(trip, 10_050)).papersDueOn).toBe('2026-09-15')
      await expectRefused(house(), 'VEH-05', () => decideThrough(house(), change.approvalId ?? ''), '不能事后补批')
      expect((await tripNow(house(), trip)).destination).toBe('城东农贸市场')
      await decideThrough(house(), change.approvalId ?? '', { outcome: 'refuse', opinion: '没有事先请示' })
    })

    it('VEH-04 in a campaign every car is given by the office, whatever was agreed to before it was declared', async () => {
      const car = await squadCar()
      const before = await anApprovedTrip(house(), pool, '2026-09-16', { vehicleId: car.id })
      await doing(house(), pool.head, (unit) =>
        declareCampaign(unit, { name: '占道整治', fromDay: '2026-09-16', untilDay: '2026-09-18' })
      )
      at('2026-09-16', '09:00')
      await expectRefused(house(), 'VEH-04', () => leaving(before, pool.main), '占道整治期间车辆由车管办统一调度')
      const { id, version } = await tripNow(house(), before)
      at('2026-09-16', '08:59')
      await doing(house(), pool.officer, (unit) =>
        dispatchTrip(unit, house(), { id, version, vehicleId: car.id, driverId: pool.main.id })
      )
      at('2026-09-16', '09:00')
      await leaving(before, pool.main)
      at('2026-09-16', '11:00')
      await returning(before, 10_010)
      // One that begins the day before and goes on into it is asked of the office as well.
      house().clock.set(now)
      const into = await asking('2026-09-15', {
        vehicleId: car.id,
        untilAt: instantAt('2026-09-16', '08:00'),
        dutyOutsideHours: true
      })
      const { steps } = await house().database.read.findOneByOrFail(Approval, { id: into.approvalId ?? '' })
      expect(steps.map(({ role }) => role)).toContain('vehicleOffice')
    })

    it('VEH-09 fills no car whose file is closed, from the day after', async () => {
      const car = await squadCar()
      const own = { ...pool, vehicle: car }
      const { id, version } = await vehicleNow(house(), car)
      at('2026-09-17', '15:00')
      await doing(house(), pool.officer, (unit) =>
        retireVehicle(unit, house(), { id, version, state: 'scrapped', reason: '报废', documentNumber: '文2号' })
      )
      at('2026-09-18', '10:00')
      const filling = (day: string) =>
        aRefuel(house(), own, instantAt(day, '09:30'), 10_010, { cardId: undefined, noCardReason: '卡已注销' })
      await expectRefused(house(), 'VEH-09', () => filling('2026-09-18'), '已于2026年9月17日注销')
      expect((await filling('2026-09-17')).litres).toBe(40_000)
    })

    it('K-11 names no temporary staff, outsider or leaver as driver or holder of a card', async () => {
      const { id, version } = await aVehicle(house(), pool.officer, { unitId: pool.squad.id })
      const assigning = (mainDriverId: string) =>
        doing(house(), pool.officer, (unit) =>
          assignDrivers(unit, { id, version, mainDriverId, secondDriverId: pool.second.id, reason: '明确驾驶员' })
        )
      await expectRefused(house(), 'K-11', () => assigning(pool.temp.id), '米协管是')
      const card = pool.card
      await expectRefused(
        house(),
        'K-11',
        () =>
          doing(house(), pool.officer, (unit) =>
            assignCard(unit, {
              id: card.id,
              version: card.version,
              vehicleId: pool.vehicle.id,
              holderId: pool.outsider.id
            })
          ),
        '外来人是'
      )
      await arranging(house(), async (unit) => {
        const person = await unit.load(Person, pool.colleague.id, '人员')
        await unit.update(Person, person, { status: 'departed', departedOn: '2026-09-18' }, '人员')
      })
      await expectRefused(house(), 'K-11', () => assigning(pool.colleague.id), '柯队员已离岗')
      const asked = () =>
        doing(house(), pool.main, (unit) =>
          requestTrip(
            unit,
            house(),
            aTripInput(pool, '2026-09-21', { userId: pool.main.id, driverId: pool.colleague.id })
          )
        )
      await expectRefused(house(), 'VEH-02', asked, '柯队员已离岗，不能驾驶')
      await arranging(house(), async (unit) => {
        const person = await unit.load(Person, pool.colleague.id, '人员')
        await unit.update(Person, person, { status: 'active', departedOn: null }, '人员')
      })
    })

    it('VEH-15 an accident is told to the leader in charge, not to anybody', async () => {
      const told = (leaderToldId: string) =>
        anIncident(house(), pool, { leaderToldAt: house().clock.now(), leaderToldId })
      await expectRefused(house(), 'VEH-15', () => told(pool.second.id), '任副驾那天不是')
      expect((await told(pool.leader.id)).leaderToldName).toBe('陆副局长')
    })

    it('VEH-19 pays a receipt once, whichever car it is handed in for, until it is taken back', async () => {
      const paying = (vehicleId: string, reasons = {}) =>
        doing(
          house(),
          pool.officer,
          (unit) =>
            enterCost(unit, {
              vehicleId,
              kind: 'toll',
              amountCents: 5_000,
              receiptOn: house().clock.today(),
              receiptNumber: 'GL0001'
            }),
          reasons
        )
      const car = await squadCar()
      const first = await paying(car.id)
      await expectRefused(house(), 'VEH-19', () => paying(pool.vehicle.id), `已登记在${first.number}`)
      await doing(house(), pool.officer, (unit) => reverseCost(unit, first.id, '车辆选错'))
      await paying(pool.vehicle.id)
    })

    it('VEH-16 counts every time of a year somebody was a driver who stopped and began again', async () => {
      const { id, version } = await house().database.read.findOneByOrFail(Driver, { personId: pool.colleague.id })
      at('2027-05-31', '09:00')
      await doing(house(), pool.officer, (unit) =>
        endDriver(unit, { id, version, untilDay: '2027-05-31', reason: '转岗' })
      )
      at('2027-09-01', '09:00')
      await doing(house(), pool.officer, (unit) =>
        enterDriver(unit, {
          personId: pool.colleague.id,
          licenceNumber: '430525199001012222',
          licenceClass: 'C1',
          issuedOn: '2015-03-01',
          validUntil: '2031-03-01',
          fromDay: '2027-09-01'
        })
      )
      at('2027-12-05', '09:00')
      const year = async (of: number) =>
        (await previewSettlements(await readingAs(house(), pool.officer), of)).find(
          ({ personId }) => personId === pool.colleague.id
        )
      // January to May and September to December: nine months; 800 × 9 ÷ 12 and 100 × 9 yuan.
      expect(await year(2027)).toMatchObject({ months: 9, goodsCents: 60_000, bonusCents: 90_000 })
      expect(await year(2026)).toMatchObject({ months: 12 })
    })
  },
  now
)
