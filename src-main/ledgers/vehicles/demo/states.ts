import type { TripPurpose } from '../../../contract/vehicles/words'
import { addMinutes, instantAt } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import { loseCard } from '../driver/acts'
import { Trip } from '../entities'
import { cancelTrip, requestTrip } from '../trip/acts'
import { depart } from '../trip/travel'
import { reportDefect } from '../vehicle/defects'
import type { DemoPool } from './acting'
import type { DemoFleet, DemoVehicle } from './fleet'
import type { DemoYear } from './year'

/** Trips in every state as today begins, a car with a defect, and a lost card. */
export async function demoStates(pool: DemoPool, fleet: DemoFleet, year: DemoYear): Promise<void> {
  const { house } = pool
  const [one, two, three, four] = fleet.cars
  if (!one || !two || !three || !four) return
  const yesterday = pool.calendar.previousWorkingDay(pool.today).date
  await year.trip(three, yesterday, 3, { late: true })
  const next = pool.workday(addDays(pool.today, 1))
  let hour = 8
  const ask = (
    car: DemoVehicle | undefined,
    by: DemoVehicle,
    reason: string,
    plan: { readonly purpose?: TripPurpose; readonly day?: string; readonly at?: string } = {}
  ) => {
    hour = hour >= 16 ? 8 : hour + 1
    const day = plan.day ?? next
    return pool.as(by.second, '申请用车', plan.at ?? pool.at(-1, '16:40'), (unit) =>
      requestTrip(unit, house, {
        unitId: by.unitId,
        userId: by.second,
        userRank: 'section',
        purpose: plan.purpose ?? 'enforcement',
        reason,
        destination: '县城各片区',
        fromAt: instantAt(day, `${String(hour).padStart(2, '0')}:00`),
        untilAt: instantAt(day, `${String(hour).padStart(2, '0')}:50`),
        vehicleId: car?.vehicle.id,
        driverId: car?.main,
        areas: [],
        allInside: false,
        passengers: [{ name: '执法队员两名', duty: '现场取证' }],
        special: false,
        dutyOutsideHours: false,
        emergency: false,
        carsOfOccasion: 1
      })
    )
  }
  const decided = pool.at(-1, '17:00')
  await ask(one, one, '夜市整治前期摸排')
  await pool.decide((await ask(one, one, '广告牌检查')).approvalId, decided)
  await pool.decide((await ask(undefined, two, '参加联合执法')).approvalId, decided)
  await pool.decide((await ask(one, one, '去外县学习')).approvalId, decided, {
    steps: 1,
    last: 'return',
    objection: '请写明学习通知文号。'
  })
  await pool.decide((await ask(one, one, '接送亲友')).approvalId, decided, {
    steps: 1,
    last: 'refuse',
    objection: '不属于公务。'
  })
  const given = await ask(two, two, '拆除违建（改期）')
  await pool.decide(given.approvalId, decided)
  const approved = await house.database.read.findOneByOrFail(Trip, { id: given.id })
  await pool.as(two.second, '取消用车', addMinutes(decided, 20), (unit) =>
    cancelTrip(unit, house, { id: approved.id, version: approved.version, reason: '行动改期' })
  )
  await goOut(pool, two)
  await pool.as(four.main, '报告车况问题', pool.at(-1, '17:10'), (unit) =>
    reportDefect(unit, four.vehicle.id, '左后轮胎慢漏气')
  )
  await pool.as(four.main, '挂失卡', pool.at(-1, '17:15'), (unit) =>
    loseCard(unit, { id: four.card.id, version: four.card.version, reason: '执法途中遗失，已报油站' })
  )
}

/** One car is out as today begins: left on the last working day for a duty until late. */
async function goOut(pool: DemoPool, car: DemoVehicle): Promise<void> {
  const from = pool.at(-1, '18:30')
  const trip = await pool.as(car.main, '申请用车', addMinutes(from, -40), (unit) =>
    requestTrip(unit, pool.house, {
      unitId: car.unitId,
      userId: car.second,
      userRank: 'section',
      purpose: 'enforcement',
      reason: '夜间渣土整治',
      destination: '环城路',
      fromAt: from,
      untilAt: addMinutes(from, 60 * 5),
      vehicleId: car.vehicle.id,
      driverId: car.main,
      areas: [],
      allInside: false,
      passengers: [],
      special: false,
      dutyOutsideHours: true,
      emergency: false,
      carsOfOccasion: 1
    })
  )
  await pool.decide(trip.approvalId, addMinutes(from, -20))
  await pool.as(car.main, '登记出车', from, (unit) =>
    depart(unit, { id: trip.id, version: trip.version + 1, km: car.km, checked: true })
  )
}
