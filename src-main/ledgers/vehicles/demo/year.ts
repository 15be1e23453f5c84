import type { TripPurpose } from '../../../contract/vehicles/words'
import { addMinutes, instantAt } from '../../../kernel/instant'
import { addDays, addMonths, monthOf } from '../../../kernel/localDate'
import { enterCost } from '../cost/acts'
import { explainDistance } from '../distance/acts'
import { Distance, type Trip } from '../entities'
import { signFuelMonth } from '../fuelMonth/acts'
import { releaseVehicle, sealVehicles } from '../layup/acts'
import { Layup } from '../entities'
import { postRefuel } from '../refuel/acts'
import { requestTrip } from '../trip/acts'
import { comeBack, depart } from '../trip/travel'
import { responsibleFor } from '../visibility'
import type { DemoPool } from './acting'
import type { DemoFleet, DemoVehicle } from './fleet'

const errands: readonly (readonly [TripPurpose, string, string, number])[] = [
  ['enforcement', '占道经营整治', '城东农贸市场', 68],
  ['survey', '渣土运输检查', '经开区工地', 124],
  ['confidential', '送机要文件', '县委机要局', 82],
  ['meeting', '参加市级调度会', '市城管局', 238],
  ['enforcement', '违建巡查', '文昌路片区', 96],
  ['emergency', '倒树清障', '桃花坪大桥', 71]
]

export interface DemoYear {
  /** Makes a trip of a car on a working day and brings the car back. */
  readonly trip: (car: DemoVehicle, day: string, errand?: number, plan?: { readonly km?: number; readonly late?: boolean }) => Promise<Trip>
  readonly refuel: (car: DemoVehicle, day: string, litres: number) => Promise<void>
}

/** Twelve months: trips, refuels, tolls, months signed, a holiday laid up, and kilometres without a trip explained. */
export async function demoYear(pool: DemoPool, fleet: DemoFleet): Promise<DemoYear> {
  const year = working(pool, fleet)
  const running = fleet.cars.slice(0, 3)
  const filled = new Map<DemoVehicle, number>()
  for (let month = 0; month < 12; month += 1) {
    const first = addMonths(fleet.begins, month)
    for (const [index, car] of running.entries()) {
      // The third car is seldom asked for.
      if (index === 2 && month % 2 === 1) continue
      const days = [4 + index, 12 + index, 20 + index].map((offset) => pool.workday(addDays(first, offset)))
      for (const [order, day] of days.slice(0, index === 0 && month % 2 === 0 ? 2 : 1).entries()) await year.trip(car, day, month + index + order)
      // Twelve kilometres to the pump and back that no trip covers.
      if (month % 3 === 2) car.km += 12
      // A little over and under eight and a half litres a hundred kilometres.
      const driven = car.km - (filled.get(car) ?? car.km - 150)
      filled.set(car, car.km)
      await year.refuel(car, days[2] ?? first, Math.round((driven * (80 + ((month * 5 + index * 3) % 11))) / 10) * 10)
    }
    const [car] = running
    if (car && month % 2 === 0)
      await pool.as(fleet.officer, '登记费用', instantAt(pool.workday(addDays(first, 25)), '15:00'), (unit) =>
        enterCost(unit, {
          vehicleId: car.vehicle.id,
          kind: 'toll',
          amountCents: 6_500,
          receiptOn: pool.workday(addDays(first, 25)),
          receiptNumber: `0${month}4417`
        })
      )
    if (month < 11)
      await pool.as(fleet.officer, '油料月结', instantAt(addDays(addMonths(first, 1), 2), '10:00'), (unit) => signFuelMonth(unit, monthOf(first)))
  }
  await explainMost(pool, running)
  await layUp(pool, fleet)
  return year
}

function working(pool: DemoPool, fleet: DemoFleet): DemoYear {
  const { house } = pool
  return {
    trip: async (car, day, errand = 0, { km, late = false } = {}) => {
      const [purpose, reason, destination, distance] = errands[errand % errands.length] ?? ['enforcement', '巡查', '城区', 30]
      const from = instantAt(day, '09:00')
      const until = instantAt(day, '11:30')
      const trip = await pool.as(car.main, '申请用车', addMinutes(from, -90), (unit) =>
        requestTrip(unit, house, {
          unitId: car.unitId,
          userId: car.second,
          userRank: 'section',
          purpose,
          reason,
          destination,
          fromAt: from,
          untilAt: until,
          vehicleId: car.vehicle.id,
          driverId: car.main,
          areas: [],
          allInside: false,
          passengers: [],
          special: false,
          dutyOutsideHours: false,
          emergency: false,
          carsOfOccasion: 1
        })
      )
      await pool.decide(trip.approvalId, addMinutes(from, -60))
      const out = await pool.as(car.main, '登记出车', from, (unit) =>
        depart(unit, { id: trip.id, version: trip.version + 1, km: car.km, checked: true })
      )
      car.km += km ?? distance
      return pool.as(car.main, '登记返回', late ? addMinutes(until, 75) : addMinutes(until, -10), (unit) =>
        comeBack(unit, house, { id: out.id, version: out.version, km: car.km, inYard: true })
      )
    },
    refuel: async (car, day, litres) => {
      const at = instantAt(day, '16:20')
      const signature = await pool.pen(car.main)
      await pool.as(fleet.refueller, '加油登记', at, (unit) =>
        postRefuel(unit, {
          vehicleId: car.vehicle.id,
          driverId: car.main,
          at,
          station: '云溪城北加油站',
          grade: 'g92',
          litres,
          priceCents: 756,
          amountCents: Math.round((litres * 756) / 1000),
          km: car.km,
          full: true,
          cardId: car.card.id,
          signatures: { driver: signature }
        })
      )
    }
  }
}

/** All but the last stretch without a trip is explained by who heads the car's unit. */
async function explainMost(pool: DemoPool, cars: readonly DemoVehicle[]): Promise<void> {
  for (const car of cars) {
    const open = await pool.house.database.read.find(Distance, { where: { vehicleId: car.vehicle.id }, order: { untilAt: 'ASC' } })
    const [head] = await responsibleFor(pool.house.database.read, car.unitId, pool.today)
    for (const { id, untilAt } of open.filter(({ km }) => km > 0).slice(0, -1))
      await pool.as(head ?? '', '说明无派车里程', addMinutes(untilAt, 60 * 24), (unit) =>
        explainDistance(unit, { id, cause: 'refuelling', explanation: '往返加油站' })
      )
  }
}

/** The last car is laid up over the last holiday of the year told. */
async function layUp(pool: DemoPool, fleet: DemoFleet): Promise<void> {
  const car = fleet.cars[3]
  const first = lastHoliday(pool)
  if (!car || !first) return
  const { name, from, until } = first
  await pool.as(fleet.officer, '封存车辆', instantAt(addDays(from, -1), '17:30'), (unit) =>
    sealVehicles(unit, { holiday: name, holidayFrom: from, lines: [{ vehicleId: car.vehicle.id, km: car.km, parking: '局院内车库前' }] })
  )
  const layup = await pool.house.database.read.findOneByOrFail(Layup, { vehicleId: car.vehicle.id })
  await pool.as(fleet.officer, '启封车辆', instantAt(addDays(until, 1), '08:00'), (unit) =>
    releaseVehicle(unit, { id: layup.id, version: layup.version, km: car.km + 3, approvedUse: '清雪除障，值班领导批准' })
  )
  car.km += 3
}

function lastHoliday({ calendar, today }: DemoPool): { readonly name: string; readonly from: string; readonly until: string } | undefined {
  for (let day = addDays(today, -3), left = 300; left > 0; day = addDays(day, -1), left -= 1) {
    const special = calendar.specialDay(day)
    if (special?.kind !== 'holiday') continue
    let from = day
    while (calendar.specialDay(addDays(from, -1))?.kind === 'holiday') from = addDays(from, -1)
    return { name: special.name, from, until: day }
  }
  return undefined
}
