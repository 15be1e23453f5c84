import type { Repository } from 'typeorm'
import { addMinutes } from '@main/kernel/instant'
import { monthOf } from '@main/kernel/localDate'
import { enterCost, reverseCost } from '@main/ledgers/vehicles/cost/acts'
import { explainDistance } from '@main/ledgers/vehicles/distance/acts'
import {
  Distance,
  FuelMonth,
  Incident,
  Layup,
  Odometer,
  Refuel,
  Repair,
  RepairItem,
  Trip,
  Vehicle,
  VehicleCost,
  VehicleDefect,
  type FuelCard
} from '@main/ledgers/vehicles/entities'
import { receiveFuelMonth, signFuelMonth } from '@main/ledgers/vehicles/fuelMonth/acts'
import { closeIncident, recordIncident } from '@main/ledgers/vehicles/incident/acts'
import { releaseVehicle, sealVehicles } from '@main/ledgers/vehicles/layup/acts'
import { nextHoliday } from '@main/ledgers/vehicles/layup/holidays'
import { postRefuel, reverseRefuel } from '@main/ledgers/vehicles/refuel/acts'
import { accept, chargeDriver, closeRepair, handOver, receiveList } from '@main/ledgers/vehicles/repair/garage'
import { requestRepair, requestSupplement } from '@main/ledgers/vehicles/repair/request'
import { runChecks } from '@main/ledgers/vehicles/suspicion/acts'
import { cancelTrip, changeTrip, dispatchTrip, requestTrip } from '@main/ledgers/vehicles/trip/acts'
import { comeBack, depart } from '@main/ledgers/vehicles/trip/travel'
import { mendDefect, reportDefect } from '@main/ledgers/vehicles/vehicle/defects'
import { replaceMeter } from '@main/ledgers/vehicles/vehicle/acts'
import { penOf } from '../../../support/pen'
import { candidatesFor } from '@main/office/approvals/candidates'
import { Approval } from '@main/office/approvals/entities'
import { decide } from '@main/office/approvals/service'
import type { Person } from '@main/office/entities'
import type { TestHouse } from '../../../support/house'
import { aRepairInput, aTripInput, doing, type MotorPool } from '../../../support/vehicles'

/** A motor pool with two cars, everybody's pen laid ready. */
export interface RunPool {
  readonly pool: MotorPool
  readonly cars: readonly Vehicle[]
  readonly cards: readonly FuelCard[]
  readonly people: readonly Person[]
  readonly photo: string
}

/** The chance in one step: which record, who, how much, and whether to keep to the rules. */
export interface Chance {
  readonly pick: number
  readonly who: number
  readonly amount: number
  readonly lawful: boolean
}

/** Nothing to act on yet; the step is not counted. */
export class NothingThere extends Error {}

const reasons = Object.fromEntries(
  ['VEH-01', 'VEH-07', 'VEH-09', 'VEH-10', 'VEH-17', 'VEH-19', 'K-13'].map((rule) => [rule, '已核实'])
)

function chosen<T>(among: readonly T[], nat: number): T {
  const one = among[nat % Math.max(1, among.length)]
  if (one === undefined) throw new NothingThere()
  return one
}

async function anyOf<T extends { id: string }>(
  house: TestHouse,
  entity: new () => T,
  pick: number,
  where: object = {}
): Promise<T> {
  const rows: Repository<T> = house.database.read.getRepository(entity)
  return chosen(await rows.find({ where, order: { id: 'DESC' } as never, take: 12 }), pick)
}

const kmOf = async (house: TestHouse, vehicleId: string) =>
  (await house.database.read.findOneByOrFail(Odometer, { id: vehicleId })).km
/** The version a lawful clerk saw, or an outdated one. */
const seen = (row: { readonly version: number }, { lawful }: Chance) => (lawful ? row.version : row.version - 1)
const by = ({ pool, people }: RunPool, { who, lawful }: Chance, person: keyof MotorPool) =>
  lawful ? (pool[person] as Person) : chosen(people, who)
const both = ({ pool }: RunPool, { lawful }: Chance) => ({
  driver: penOf(pool.main),
  office: lawful ? penOf(pool.officer) : undefined
})

type Act = (house: TestHouse, run: RunPool, chance: Chance) => Promise<unknown>
const fuelAt =
  (minutesAgo: number): Act =>
  async (house, run, chance) => {
    const car = chosen(run.cars, chance.pick)
    const litres = chance.lawful ? 10_000 + (chance.amount % 30) * 1000 : 10_000 + chance.amount * 100
    return doing(
      house,
      by(run, chance, 'refueller'),
      async (unit) =>
        postRefuel(unit, {
          vehicleId: car.id,
          driverId: run.pool.main.id,
          at: addMinutes(house.clock.now(), -minutesAgo),
          station: '城北加油站',
          grade: 'g92',
          litres,
          priceCents: 750,
          amountCents: Math.round((litres * 750) / 1000),
          km: (await kmOf(house, car.id)) + (chance.lawful ? chance.amount % 3 : -1 - (chance.amount % 50)),
          full: chance.amount % 3 > 0,
          cardId: chosen(run.cards, chance.pick).id,
          signatures: { driver: penOf(run.pool.main) }
        }),
      reasons
    )
  }

const decideNext: Act = async (house, { people: everybody }, chance) => {
  const approval = await anyOf(house, Approval, chance.pick, { state: 'pending' })
  const { people } = await candidatesFor(house.database.read, approval, house.clock.today())
  const decider = { id: chance.lawful ? chosen(people, chance.who) : chosen(everybody, chance.who).id }
  const outcome = chance.amount % 14 === 0 ? 'refuse' : 'approve'
  const opinion = chance.amount % 17 === 0 ? '' : '已阅'
  return doing(
    house,
    decider,
    (unit) => decide(unit, house, { id: approval.id, version: approval.version, outcome, opinion }),
    reasons
  )
}

/** Every act of the run by name; each may be lawful or not, as chance and the state of things have it. */
export const acts: Readonly<Record<string, Act>> = {
  审批: decideNext,
  申请用车: (house, run, chance) => {
    const fromAt = addMinutes(house.clock.now(), chance.lawful ? 10 + (chance.amount % 40) : -30)
    const plan = {
      fromAt,
      untilAt: addMinutes(fromAt, chance.amount % 11 === 0 ? -5 : 30 + (chance.amount % 90)),
      vehicleId: chance.amount % 5 === 0 ? undefined : chosen(run.cars, chance.pick).id,
      driverId: chosen(chance.lawful ? [run.pool.main, run.pool.second] : run.people, chance.who).id,
      dutyOutsideHours: true
    }
    return doing(
      house,
      run.pool.colleague,
      (unit) => requestTrip(unit, house, aTripInput(run.pool, house.clock.today(), plan)),
      reasons
    )
  },
  派车: async (house, run, chance) => {
    const trip = await anyOf(house, Trip, chance.pick, chance.lawful ? { state: 'approved' } : {})
    const input = {
      id: trip.id,
      version: seen(trip, chance),
      vehicleId: chosen(run.cars, chance.who).id,
      driverId: run.pool.second.id
    }
    return doing(house, run.pool.officer, (unit) => dispatchTrip(unit, house, input), reasons)
  },
  变更用车: async (house, run, chance) => {
    const trip = await anyOf(house, Trip, chance.pick, chance.lawful ? { state: 'out' } : {})
    const input = { id: trip.id, untilAt: addMinutes(trip.untilAt, chance.amount % 2 ? 60 : -600), reason: '任务未完' }
    return doing(house, run.pool.colleague, (unit) => changeTrip(unit, house, input), reasons)
  },
  取消用车: async (house, run, chance) => {
    if (chance.lawful && chance.amount % 3 > 0) throw new NothingThere()
    const trip = await anyOf(house, Trip, chance.pick)
    return doing(house, by(run, chance, 'colleague'), (unit) =>
      cancelTrip(unit, house, { id: trip.id, version: seen(trip, chance), reason: '改期' })
    )
  },
  出车: async (house, run, chance) => {
    const trip = await anyOf(house, Trip, chance.pick, chance.lawful ? { state: 'approved' } : {})
    const km =
      trip.vehicleId === null ? 0 : (await kmOf(house, trip.vehicleId)) + (chance.lawful ? chance.amount % 4 : -1)
    const input = { id: trip.id, version: trip.version, km, checked: chance.amount % 9 > 0 }
    return doing(house, { id: trip.driverId ?? run.pool.main.id }, (unit) => depart(unit, input), reasons)
  },
  返回: async (house, run, chance) => {
    const trip = await anyOf(house, Trip, chance.pick, chance.lawful ? { state: 'out' } : {})
    const km =
      trip.vehicleId === null ? 0 : (await kmOf(house, trip.vehicleId)) + (chance.lawful ? chance.amount % 80 : -1)
    const input = { id: trip.id, version: trip.version, km, inYard: chance.amount % 4 > 0, parkedAt: '市民广场' }
    return doing(house, { id: trip.driverId ?? run.pool.main.id }, (unit) => comeBack(unit, house, input), reasons)
  },
  加油: fuelAt(0),
  补登加油: fuelAt(60 * 30),
  冲正加油: async (house, run, chance) => {
    if (chance.lawful && chance.amount % 3 > 0) throw new NothingThere()
    const refuel = await anyOf(house, Refuel, chance.pick)
    return doing(house, run.pool.refueller, (unit) => reverseRefuel(unit, refuel.id, chance.lawful ? '登记有误' : ''))
  },
  说明里程: async (house, run, chance) => {
    const distance = await anyOf(house, Distance, chance.pick)
    const input = {
      id: distance.id,
      cause: chance.amount % 2 ? ('parking' as const) : ('privateUse' as const),
      explanation: '已核实'
    }
    return doing(house, by(run, chance, 'squadHead'), (unit) => explainDistance(unit, input))
  },
  更换里程表: async (house, { cars, pool, photo }, chance) => {
    if (chance.amount % 3 > 0) throw new NothingThere()
    const car = await house.database.read.findOneByOrFail(Vehicle, { id: chosen(cars, chance.pick).id })
    const oldKm = (await kmOf(house, car.id)) + (chance.lawful ? 1 : -1)
    const input = {
      id: car.id,
      version: car.version,
      at: house.clock.now(),
      oldKm,
      newKm: chance.amount,
      reason: '表坏',
      attachmentId: photo
    }
    return doing(house, pool.officer, (unit) => replaceMeter(unit, input))
  },
  封存或启封: async (house, { cars, pool }, chance) => {
    const car = await house.database.read.findOneByOrFail(Vehicle, { id: chosen(cars, chance.pick).id })
    const km = (await kmOf(house, car.id)) + (chance.lawful ? chance.amount % 2 : -1)
    const layup = await house.database.read.findOneBy(Layup, { vehicleId: car.id, state: 'sealed' })
    if (!layup && chance.amount % 3 > 0) throw new NothingThere()
    const lines = [{ vehicleId: car.id, km, parking: '局院内' }]
    const coming = nextHoliday(await house.calendar(), house.clock.today())
    if (!layup && !coming) throw new NothingThere()
    const { name, from } = coming ?? { name: '', from: '' }
    return doing(
      house,
      pool.officer,
      (unit): Promise<unknown> =>
        layup
          ? releaseVehicle(unit, { id: layup.id, version: seen(layup, chance), km })
          : sealVehicles(unit, house, { holiday: name, holidayFrom: from, lines }),
      reasons
    )
  },
  申请维修: (house, run, chance) => {
    const plan = { vehicleId: chosen(run.cars, chance.pick).id, ...(chance.lawful ? {} : { items: [] }) }
    return doing(
      house,
      by(run, chance, 'main'),
      (unit) => requestRepair(unit, house, aRepairInput(run.pool, plan)),
      reasons
    )
  },
  送修: async (house, run, chance) => {
    const repair = await anyOf(house, Repair, chance.pick, chance.lawful ? { state: 'approved' } : {})
    const input = {
      id: repair.id,
      version: repair.version,
      km: (await kmOf(house, repair.vehicleId)) + 1,
      signatures: both(run, chance)
    }
    return doing(house, run.pool.main, (unit) => handOver(unit, input))
  },
  增项: async (house, run, chance) => {
    const repair = await anyOf(house, Repair, chance.pick, chance.lawful ? { state: 'inGarage' } : {})
    const input = {
      id: repair.id,
      reason: '拆检发现',
      items: [{ name: '离合器片', amountCents: 10_000 + chance.amount }]
    }
    return doing(house, run.pool.main, (unit) => requestSupplement(unit, house, input))
  },
  验收: async (house, run, chance) => {
    const repair = await anyOf(house, Repair, chance.pick, chance.lawful ? { state: 'inGarage' } : {})
    const items = await house.database.read.find(RepairItem, { where: { repairId: repair.id }, order: { id: 'ASC' } })
    const over = chance.amount % 4 === 0 ? 1 : 0
    const lines = items.map(({ id, name, amountCents }) => ({
      itemId: id,
      name,
      materialCents: amountCents + over,
      labourCents: 0
    }))
    const km = (await kmOf(house, repair.vehicleId)) + 2
    const input = { id: repair.id, version: repair.version, km, lines, defectIds: [], signatures: both(run, chance) }
    return doing(house, run.pool.main, (unit) => accept(unit, house, input))
  },
  收清单: async (house, { pool }, chance) => {
    const repair = await anyOf(house, Repair, chance.pick, chance.lawful ? { state: 'accepted' } : {})
    return doing(house, pool.finance, (unit) => receiveList(unit, { id: repair.id, version: seen(repair, chance) }))
  },
  认定自负: async (house, { pool }, chance) => {
    const repair = await anyOf(house, Repair, chance.pick, chance.lawful ? { state: 'accepted' } : {})
    const borneCents = chance.lawful ? chance.amount : repair.actualCents + 1
    return doing(house, pool.officer, (unit) =>
      chargeDriver(unit, { id: repair.id, version: repair.version, borneCents, reason: '操作不当' })
    )
  },
  维修办结: async (house, { pool }, chance) => {
    const repair = await anyOf(house, Repair, chance.pick, chance.lawful ? { state: 'accepted' } : {})
    return doing(house, pool.officer, (unit) => closeRepair(unit, { id: repair.id, version: repair.version }))
  },
  违章事故: (house, { cars, pool }, chance) => {
    const at = addMinutes(house.clock.now(), chance.lawful ? -20 : 20)
    const told = {
      at,
      vehicleId: chosen(cars, chance.pick).id,
      driverId: pool.main.id,
      place: '文昌路',
      nature: '追尾',
      casualties: false
    }
    const money = {
      points: 0,
      fineCents: 0,
      lossCents: chance.amount * 1000,
      insuranceCents: 0,
      share: chance.amount % 101
    }
    return doing(house, pool.officer, (unit) =>
      recordIncident(unit, { ...told, ...money, kind: 'accident', leaderToldAt: at, leaderToldId: pool.leader.id })
    )
  },
  结案: async (house, { pool }, chance) => {
    const incident = await anyOf(house, Incident, chance.pick)
    return doing(house, pool.officer, (unit) =>
      closeIncident(unit, { id: incident.id, version: seen(incident, chance), result: '已处理' })
    )
  },
  报告或排除问题: async (house, { cars, pool }, chance) => {
    const open = await house.database.read.find(VehicleDefect, { order: { id: 'DESC' }, take: 1 })
    const [defect] = open
    return doing(house, pool.officer, (unit): Promise<unknown> =>
      defect && (defect.mendedOn === null || !chance.lawful || chance.amount % 3 > 0)
        ? mendDefect(unit, defect.id, seen(defect, chance), '已修')
        : reportDefect(unit, chosen(cars, chance.pick).id, '轮胎慢漏气')
    )
  },
  登记费用: (house, { cars, pool }, chance) => {
    const receiptOn = chance.lawful ? house.clock.today() : '2099-01-01'
    const cost = {
      vehicleId: chosen(cars, chance.pick).id,
      kind: 'toll' as const,
      amountCents: chance.amount + 1,
      receiptOn
    }
    return doing(house, pool.officer, (unit) => enterCost(unit, cost), reasons)
  },
  冲正费用: async (house, { pool }, chance) => {
    const cost = await anyOf(house, VehicleCost, chance.pick)
    return doing(house, pool.officer, (unit) => reverseCost(unit, cost.id, chance.lawful ? '登错' : ''))
  },
  月结: async (house, { pool }, chance) => {
    const signed = await house.database.read.find(FuelMonth)
    const month = chance.lawful ? `2026-0${1 + (chance.amount % 8)}` : monthOf(house.clock.today())
    return doing(house, pool.finance, (unit): Promise<unknown> =>
      chance.lawful && signed.length > 0 && chance.who % 2
        ? receiveFuelMonth(unit, chosen(signed, chance.pick).id)
        : signFuelMonth(unit, month)
    )
  },
  核查: (house, { pool }, chance) => {
    const to = house.clock.today()
    return doing(house, pool.officer, (unit) => runChecks(unit, house, { from: chance.lawful ? to : '2099-01-01', to }))
  }
}
