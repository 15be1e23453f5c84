import { keptOf } from '../../../contract/record'
import { refuel as record, type refuels } from '../../../contract/vehicles/fuel'
import { isRetired } from '../../../contract/vehicles/words'
import { holds } from '../../../kernel/actor'
import { invalid } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { K_09 } from '../../../kernel/rules/common'
import { searchKey } from '../../../kernel/searchKey'
import { Person } from '../../../office/entities'
import { datedRule, markBackdated } from '../../../office/records/lateness'
import { sign } from '../../../office/signatures'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { FuelCard, Provider, Refuel, Vehicle, VehicleEvent } from '../entities'
import type { InputTo } from '../inputTo'
import { enterReading, readingBetween, reverseReading } from '../odometer/readings'
import { VEH_09, VEH_10 } from '../rules/fuel'
import { drivingRules } from '../vehicle/facts'
import { averageBefore, closedStretches, recountStretches, refuelsAround, stretchesOf } from './stretches'

/** Enters a refuel, today's or one between others for a day past (VEH-09, VEH-10). */
export async function postRefuel(unit: UnitOfWork, input: InputTo<(typeof refuels)['post']>): Promise<Refuel> {
  const vehicle = await unit.load(Vehicle, input.vehicleId, '车辆')
  const driver = await unit.load(Person, input.driverId, '驾驶员')
  const card = input.cardId ? await unit.load(FuelCard, input.cardId, '加油卡') : null
  const { driver: signature } = input.signatures
  const kept = keptOf(record, input)
  if (kept.litres === 0) throw invalid([{ path: 'litres', message: '加油量应大于零' }])
  if (signature && signature.personId !== driver.id)
    throw invalid([{ path: 'signatures.driver', message: '应由登记的驾驶员签字' }])
  const day = localDateOf(kept.at)
  const read = { at: kept.at, km: kept.km, field: 'km' }
  const { totalKm, rule: readingRule } = await readingBetween(unit, vehicle, read)
  const id = unit.newId()
  const dated = { what: '加油日期', dated: day, field: 'at' }
  const [, licence] = await drivingRules(unit.manager, vehicle, driver, {
    untilDay: day,
    today: unit.today,
    consent: driver.name,
    stage: 'request'
  })
  unit.judge(
    VEH_09.on({
      appointed: holds(unit.actor, ['refueller', 'vehicleOffice']),
      closedOn: await closedBefore(unit, vehicle, day),
      station: kept.station,
      designated: await isDesignated(unit, kept.station, day),
      card: card
        ? { state: card.state, ofThisVehicle: card.vehicleId === vehicle.id, cardNumber: card.cardNumber }
        : undefined,
      noCardReason: kept.noCardReason ?? '',
      driverSigned: signature !== undefined,
      plate: vehicle.plate,
      grade: kept.grade,
      vehicleGrade: vehicle.grade,
      litres: kept.litres,
      priceCents: kept.priceCents,
      amountCents: kept.amountCents
    }),
    await consumption(unit, vehicle, { id, at: kept.at, litres: kept.litres, totalKm, full: kept.full }),
    readingRule,
    ...(licence ? [licence] : []),
    ...(day <= unit.today ? [datedRule(unit, dated)] : [])
  )
  unit.endCheck()
  const number = await unit.nextNumber('CY')
  await enterReading(unit, vehicle, { ...read, source: 'refuel', sourceId: id, sourceNumber: number }, totalKm)
  const posted = await unit.append(Refuel, {
    ...kept,
    id,
    number,
    vehicleId: vehicle.id,
    plate: vehicle.plate,
    driverName: driver.name,
    day,
    totalKm,
    cardId: card?.id ?? null,
    cardNumber: card?.cardNumber ?? '',
    entererId: unit.actor.personId,
    opening: false,
    reversalOfId: null,
    remarks: kept.remarks,
    searchKey: searchKey(number, vehicle.plate, driver.name, kept.station, card?.cardNumber)
  })
  if (signature) await sign(unit, signature, '驾驶员', { type: 'vehicleRefuel', id })
  await recountStretches(unit, vehicle.id, kept.at)
  unit.about({ type: 'vehicleRefuel', id, number })
  await markBackdated(unit, { type: 'vehicleRefuel', id, number }, dated)
  return posted
}

/** The rule on the tank and on the stretch a refuel closes, as they would be with it. */
async function consumption(
  unit: UnitOfWork,
  vehicle: Vehicle,
  refuel: Pick<Refuel, 'id' | 'at' | 'litres' | 'totalKm' | 'full'>
) {
  const around = [...(await refuelsAround(unit.manager, vehicle.id, refuel.at)), refuel].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0
  )
  const stretch = stretchesOf(around).find(({ id }) => id === refuel.id)
  const closed = await closedStretches(unit.manager, vehicle.id, '', refuel.at)
  return VEH_10.on({
    plate: vehicle.plate,
    litres: refuel.litres,
    tank: vehicle.tank,
    stretch,
    before: averageBefore(closed, refuel.at)
  })
}

/** The day a vehicle's file was closed, where a day comes after it. */
async function closedBefore(unit: UnitOfWork, vehicle: Vehicle, day: string): Promise<string | undefined> {
  if (!isRetired(vehicle)) return undefined
  const closed = await unit.manager.findOne(VehicleEvent, {
    where: { vehicleId: vehicle.id, kind: 'state' },
    order: { id: 'DESC' }
  })
  return closed && closed.day < day ? closed.day : undefined
}

/** Where the bureau has designated no station yet, none is foreign. */
async function isDesignated(unit: UnitOfWork, station: string, day: string): Promise<boolean> {
  const stations = await unit.manager.findBy(Provider, { kind: 'station' })
  const inForce = stations.filter(({ fromDay, untilDay }) => fromDay <= day && (untilDay === null || untilDay >= day))
  return inForce.length === 0 || inForce.some(({ name }) => name === station)
}

/** Takes a mistaken refuel back with one of the opposite sign; its reading and its stretch go with it (K-09). */
export async function reverseRefuel(unit: UnitOfWork, id: string, reason: string): Promise<Refuel> {
  const refuel = await unit.load(Refuel, id, '加油记录')
  const alreadyReversed = await unit.manager.existsBy(Refuel, { reversalOfId: id })
  unit.judge(K_09.on({ alreadyReversed, isReversal: refuel.reversalOfId !== null, reason }))
  const number = await unit.nextNumber('CY')
  const { id: _original, ...rest } = refuel
  const reversal = await unit.append(Refuel, {
    ...rest,
    number,
    litres: -refuel.litres,
    amountCents: -refuel.amountCents,
    full: false,
    totalKm: null,
    entererId: unit.actor.personId,
    reversalOfId: refuel.id,
    remarks: `冲正${refuel.number}：${reason}`
  })
  await reverseReading(unit, refuel.id)
  await recountStretches(unit, refuel.vehicleId, refuel.at)
  unit.about({ type: 'vehicleRefuel', id: refuel.id, number: refuel.number })
  return reversal
}
