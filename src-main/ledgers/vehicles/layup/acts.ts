import type { layups } from '../../../contract/vehicles/trip'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import type { House } from '../../../office/house'
import { noteIfLate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Layup, OdometerReading, Trip, Vehicle } from '../entities'
import type { InputTo } from '../inputTo'
import { takeReading } from '../odometer/readings'
import { setState } from '../vehicle/life'
import { layupDueOn, releaseDueOn, VEH_07 } from '../rules/trip'
import { wrongFirstDay } from './holidays'

type Layups = typeof layups

/**
 * Lays vehicles up for a holiday of the calendar that is to come or not over, each with its odometer and place, all or
 * none; late once it has begun (VEH-07, K-13).
 */
export async function sealVehicles(unit: UnitOfWork, house: House, input: InputTo<Layups['seal']>): Promise<number> {
  const { holiday, holidayFrom, lines } = input
  const message = wrongFirstDay(await house.calendar(unit.manager), holidayFrom, unit.today)
  if (message) throw invalid([{ path: 'holidayFrom', message }])
  for (const [index, { vehicleId, km, parking }] of lines.entries()) {
    const vehicle = await unit.load(Vehicle, vehicleId, '车辆')
    if (vehicle.state !== 'inUse')
      throw invalid([{ path: `lines.${index}.vehicleId`, message: `${vehicle.plate}不在用，不能封存` }])
    if (await unit.manager.existsBy(Trip, { vehicleId, state: 'out' }))
      throw invalid([{ path: `lines.${index}.vehicleId`, message: `${vehicle.plate}出车未返回，不能封存` }])
    const id = unit.newId()
    const number = await unit.nextNumber('CF')
    await takeReading(unit, vehicle, {
      at: unit.now,
      km,
      source: 'layup',
      sourceId: id,
      sourceNumber: number,
      field: `lines.${index}.km`
    })
    await unit.insert(Layup, {
      id,
      number,
      holiday,
      holidayFrom,
      vehicleId,
      sealedAt: unit.now,
      sealedOn: unit.today,
      sealedKm: km,
      parking,
      sealedById: unit.actor.personId ?? '',
      releasedAt: null,
      releasedKm: null,
      difference: null,
      approvedUse: null,
      releasedById: null,
      state: 'sealed'
    })
    await setState(unit, vehicle, 'sealed', { reason: holiday })
    const subject = { type: 'vehicleLayup', id, number }
    const due = { dueOn: layupDueOn(holidayFrom), dueAt: null }
    await noteIfLate(unit, { rule: VEH_07, subject, what: `${holiday}放假前封存车辆`, due })
    unit.about(subject)
  }
  return lines.length
}

/** Takes a vehicle back into use; kilometres it ran while laid up are an exception. */
export async function releaseVehicle(unit: UnitOfWork, input: InputTo<Layups['release']>): Promise<Layup> {
  const layup = await unit.load(Layup, input.id, '封存单')
  if (layup.version !== input.version) throw conflict('封存单')
  if (layup.state !== 'sealed') throw notNow('封存单')
  const vehicle = await unit.load(Vehicle, layup.vehicleId, '车辆')
  unit.about({ type: 'vehicleLayup', id: layup.id, number: layup.number })
  const reading = await takeReading(unit, vehicle, {
    at: unit.now,
    km: input.km,
    source: 'release',
    sourceId: layup.id,
    sourceNumber: layup.number,
    field: 'km'
  })
  const sealed = await unit.manager.findOneByOrFail(OdometerReading, { sourceId: layup.id, source: 'layup' })
  const difference = reading.totalKm - sealed.totalKm
  unit.judge(VEH_07.on({ stage: 'sealed', plate: vehicle.plate, difference, approvedUse: input.approvedUse ?? '' }))
  await noteIfLate(unit, {
    rule: VEH_07,
    subject: { type: 'vehicleLayup', id: layup.id, number: layup.number },
    what: `${layup.holiday}封存后启封核对里程`,
    due: { dueOn: releaseDueOn(layup.holidayFrom), dueAt: null }
  })
  await setState(unit, vehicle, 'inUse', { reason: `${layup.holiday}启封` })
  unit.about({ type: 'vehicleLayup', id: layup.id, number: layup.number })
  return unit.update(
    Layup,
    layup,
    {
      state: 'released',
      releasedAt: unit.now,
      releasedKm: input.km,
      difference,
      approvedUse: input.approvedUse ?? null,
      releasedById: unit.actor.personId
    },
    '封存单'
  )
}
