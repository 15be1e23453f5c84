import type { TripPurpose } from '../../../contract/vehicles/words'
import { addMinutes, instantAt } from '../../../kernel/instant'
import { addDays, addMonths, monthOf } from '../../../kernel/localDate'
import { enterCost } from '../cost/acts'
import { explainDistance } from '../distance/acts'
import { Distance, type Trip } from '../entities'
import { receiveFuelMonth, signFuelMonth } from '../fuelMonth/acts'
import { releaseVehicle, sealVehicles } from '../layup/acts'
import { holidaysBegun } from '../layup/holidays'
import { Layup } from '../entities'
import { postRefuel } from '../refuel/acts'
import { requestTrip } from '../trip/acts'
import { comeBack, depart } from '../trip/travel'
import { responsibleFor } from '../visibility'
import type { DemoPool } from './acting'
import type { DemoFleet, DemoVehicle } from './fleet'

const errands: readonly (readonly [TripPurpose, string, string, number])[] = [
  ['enforcement', '占道经营整治', '各乡镇集市', 186],
  ['survey', '渣土运输检查', '省道沿线工地', 248],
  ['confidential', '送机要文件', '市委机要局', 214],
  ['meeting', '参加市级调度会', '市城管局', 238],
  ['enforcement', '违建巡查', '乡镇片区', 226],
  ['emergency', '倒树清障', '环城公路', 218]
]

interface TripPlan {
  readonly late?: boolean
  /**
   * Litres a hundred kilometres, in thousandths, of the tank filled on the way or, past the last trip, on a way of its
   * own.
   */
  readonly fill?: { readonly per100: number; readonly after: boolean }
}

export interface DemoYear {
  /** Makes a trip of a car on a working day and brings the car back. */
  readonly trip: (car: DemoVehicle, day: string, errand?: number, plan?: TripPlan) => Promise<Trip>
}

/** Twelve months: trips, refuels, tolls, months signed, holidays laid up, and kilometres without a trip explained. */
export async function demoYear(pool: DemoPool, fleet: DemoFleet): Promise<DemoYear> {
  const year = working(pool, fleet)
  const running = fleet.cars.slice(0, 3)
  const finance = await pool.holder('finance')
  for (let month = 0; month < 12; month += 1) {
    const first = addMonths(fleet.begins, month)
    for (const [index, car] of running.entries()) {
      // The third car is seldom asked for.
      if (index === 2 && month % 2 === 1) continue
      const days = [4 + index, 12 + index]
        .map((offset) => pool.workday(addDays(first, offset)))
        .slice(0, index === 0 && month % 2 === 0 ? 2 : 1)
      // A little over and under eight and a half litres a hundred kilometres; every third month to the pump without a
      // trip.
      const fill = { per100: 8000 + ((month * 500 + index * 300) % 1100), after: month % 3 === 2 }
      for (const [order, day] of days.entries())
        await year.trip(car, day, month + index + order, order === days.length - 1 ? { fill } : {})
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
    if (month < 11) {
      const on = addDays(addMonths(first, 1), 2)
      const signed = await pool.as(fleet.officer, '油料月结', instantAt(on, '10:00'), (unit) =>
        signFuelMonth(unit, monthOf(first))
      )
      // The last one is still on its way to finance.
      if (month < 10)
        await pool.as(finance, '财务收到油料月结', instantAt(addDays(on, 1), '15:00'), (unit) =>
          receiveFuelMonth(unit, signed.id)
        )
    }
  }
  await explainMost(pool, running)
  await layUp(pool, fleet)
  return year
}

function working(pool: DemoPool, fleet: DemoFleet): DemoYear {
  const { house } = pool
  const filled = new Map<DemoVehicle, number>()
  const refuel = async (car: DemoVehicle, at: string, km: number, per100: number) => {
    const litres = Math.round(((km - (filled.get(car) ?? km - 150)) * per100) / 1000) * 10
    filled.set(car, km)
    const signature = pool.pen(car.main)
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
        km,
        full: true,
        cardId: car.card.id,
        signatures: { driver: signature }
      })
    )
  }
  return {
    trip: async (car, day, errand = 0, { fill, late = false } = {}) => {
      const [purpose, reason, destination, distance] = errands[errand % errands.length] ?? [
        'enforcement',
        '巡查',
        '城区',
        30
      ]
      const from = instantAt(day, '09:00')
      const until = instantAt(day, '17:00')
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
      car.km += distance
      if (fill && !fill.after) await refuel(car, instantAt(day, '16:20'), car.km - 6, fill.per100)
      const back = await pool.as(car.main, '登记返回', late ? addMinutes(until, 75) : addMinutes(until, -10), (unit) =>
        comeBack(unit, house, { id: out.id, version: out.version, km: car.km, inYard: true })
      )
      if (!fill?.after) return back
      car.km += 12
      await refuel(car, instantAt(day, '17:40'), car.km, fill.per100)
      return back
    }
  }
}

/** All but the last stretch without a trip is explained by who heads the car's unit. */
async function explainMost(pool: DemoPool, cars: readonly DemoVehicle[]): Promise<void> {
  for (const car of cars) {
    const open = await pool.house.database.read.find(Distance, {
      where: { vehicleId: car.vehicle.id },
      order: { untilAt: 'ASC' }
    })
    const [head] = await responsibleFor(pool.house.database.read, car.unitId, pool.today)
    for (const { id, untilAt } of open.filter(({ km }) => km > 0).slice(0, -1))
      await pool.as(head ?? '', '说明无派车里程', addMinutes(untilAt, 60 * 24), (unit) =>
        explainDistance(unit, { id, cause: 'refuelling', explanation: '往返加油站' })
      )
  }
}

/** The last car is laid up over every holiday of the year told; over the last that is past it was driven. */
async function layUp(pool: DemoPool, fleet: DemoFleet): Promise<void> {
  const car = fleet.cars[3]
  if (!car) return
  const past = holidaysBegun(pool.calendar, fleet.begins, addDays(pool.today, -1))
  const over = past.filter(({ until }) => until < addDays(pool.today, -1))
  for (const { name, from, until } of past) {
    await pool.as(fleet.officer, '封存车辆', instantAt(addDays(from, -1), '17:30'), (unit) =>
      sealVehicles(unit, pool.house, {
        holiday: name,
        holidayFrom: from,
        lines: [{ vehicleId: car.vehicle.id, km: car.km, parking: '局院内车库前' }]
      })
    )
    if (until >= addDays(pool.today, -1)) continue
    const driven = from === over.at(-1)?.from ? 3 : 0
    const where = { vehicleId: car.vehicle.id, holidayFrom: from }
    const { id, version } = await pool.house.database.read.findOneByOrFail(Layup, where)
    car.km += driven
    await pool.as(fleet.officer, '启封车辆', instantAt(addDays(until, 1), '08:00'), (unit) =>
      releaseVehicle(unit, { id, version, km: car.km, ...(driven ? { approvedUse: '清雪除障，值班领导批准' } : {}) })
    )
  }
}
