import type { EntityManager } from 'typeorm'
import { readingSources, type ReadingSource } from '../../../contract/vehicles/words'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { recountDistances } from '../distance/gaps'
import { Odometer, OdometerReading, type Vehicle } from '../entities'
import { VEH_07, type Neighbour } from '../rules/trip'
import { neighboursOf } from './queries'

/** A reading about to be taken. Kilometres as the odometer shows them. */
export interface NewReading {
  readonly at: string
  readonly km: number
  readonly source: ReadingSource
  readonly sourceId: string | null
  readonly sourceNumber: string
  /** The form field that holds the kilometres. */
  readonly field: string
}

const wordsOf = ({ source, sourceNumber }: OdometerReading) => `${readingSources[source]}${sourceNumber}`

/**
 * What a reading of the odometer then in the vehicle means over the run of all its odometers, and what stands beside
 * it.
 */
export async function placeOf(manager: EntityManager, vehicleId: string, at: string, km: number) {
  const { before, after } = await neighboursOf(manager, vehicleId, at)
  const beside = before ?? after
  const base = beside ? beside.totalKm - beside.km : 0
  const told = (reading: OdometerReading | null): Neighbour | undefined =>
    reading ? { km: reading.totalKm - base, at: reading.at, what: wordsOf(reading) } : undefined
  return { totalKm: base + km, before: told(before), after: told(after) }
}

/** A reading between its neighbours in time, with the rule to judge it by beside what else an act asks (VEH-07). */
export async function readingBetween(
  unit: UnitOfWork,
  vehicle: Vehicle,
  { at, km, field }: Pick<NewReading, 'at' | 'km' | 'field'>
) {
  const { totalKm, before, after } = await placeOf(unit.manager, vehicle.id, at, km)
  return { totalKm, rule: VEH_07.on({ stage: 'reading', km, at, now: unit.now, before, after, field }) }
}

/** Judges a reading by itself and takes it. */
export async function takeReading(unit: UnitOfWork, vehicle: Vehicle, reading: NewReading): Promise<OdometerReading> {
  const { totalKm, rule } = await readingBetween(unit, vehicle, reading)
  unit.judge(rule)
  return enterReading(unit, vehicle, reading, totalKm)
}

/** Enters a reading that was judged, however long ago, and counts the stretches beside it again. */
export async function enterReading(
  unit: UnitOfWork,
  vehicle: Vehicle,
  reading: NewReading,
  totalKm: number
): Promise<OdometerReading> {
  const { at, km, field: _field, ...rest } = reading
  const taken = await unit.append(OdometerReading, {
    vehicleId: vehicle.id,
    at,
    km,
    totalKm,
    ...rest,
    personName: unit.actor.name,
    reversalOfId: null
  })
  await settle(unit, vehicle.id, at)
  return taken
}

/** Takes the reading of a reversed record back. */
export async function reverseReading(unit: UnitOfWork, sourceId: string): Promise<void> {
  for (const reading of await unit.manager.findBy(OdometerReading, { sourceId })) {
    if (reading.reversalOfId !== null || (await unit.manager.existsBy(OdometerReading, { reversalOfId: reading.id })))
      continue
    const { id, ...rest } = reading
    await unit.append(OdometerReading, { ...rest, personName: unit.actor.name, reversalOfId: id })
    await settle(unit, reading.vehicleId, reading.at)
  }
}

/** Puts another odometer in: the last reading of the old one and the first of the new one stand for the same run. */
export async function changeMeter(
  unit: UnitOfWork,
  vehicle: Vehicle,
  at: string,
  oldKm: number,
  newKm: number,
  sourceId: string
): Promise<void> {
  const last = await takeReading(unit, vehicle, {
    at,
    km: oldKm,
    source: 'meter',
    sourceId,
    sourceNumber: '（旧表）',
    field: 'oldKm'
  })
  const next = new Date(Date.parse(at) + 1).toISOString()
  const { after } = await neighboursOf(unit.manager, vehicle.id, at)
  unit.judge(
    VEH_07.on({
      stage: 'state',
      possible: after === null,
      why: '更换时间之后已有里程记录，请按时间顺序登记'
    })
  )
  await unit.append(OdometerReading, {
    vehicleId: vehicle.id,
    at: next,
    km: newKm,
    totalKm: last.totalKm,
    source: 'meter',
    sourceId,
    sourceNumber: '（新表）',
    personName: unit.actor.name,
    reversalOfId: null
  })
  await settle(unit, vehicle.id, next)
}

const settle = (unit: UnitOfWork, vehicleId: string, at: string): Promise<void> =>
  settleReadings(unit, vehicleId, at, at)

/** Works out anew what a vehicle's odometer shows and the stretches between its readings of a span. */
export async function settleReadings(unit: UnitOfWork, vehicleId: string, from: string, until: string): Promise<void> {
  const { before } = await neighboursOf(unit.manager, vehicleId, '9999-12-31T23:59:59.999Z')
  if (before) await unit.derive(Odometer, { id: vehicleId, km: before.km, totalKm: before.totalKm, at: before.at })
  else await unit.dropDerived(Odometer, { id: vehicleId })
  await recountDistances(unit, vehicleId, from, until)
}
