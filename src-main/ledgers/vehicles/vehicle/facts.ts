import { In, LessThan, MoreThan, Not, type EntityManager } from 'typeorm'
import { vehicleStates } from '../../../contract/vehicles/words'
import type { Application, RuleBook } from '../../../kernel/rules/rule'
import { Person } from '../../../office/entities'
import { standingRowsById } from '../../../platform/database/standing'
import { Driver, Incident, Trip, VehicleDefect, type Vehicle } from '../entities'
import { odometerOf } from '../odometer/queries'
import { nextService, pointsInCycle, VEH_02, VEH_03, VEH_17 } from '../rules/fleet'
import type { Clash } from '../rules/trip'

/** A window of time a vehicle and a driver are wanted for. */
export interface Window {
  readonly fromAt: string
  readonly untilAt: string
  readonly fromDay: string
  readonly untilDay: string
}

/** States of a trip that hold its vehicle and driver. */
const booking = In(['pending', 'approved', 'out'])

/**
 * The booking of a vehicle or driver that meets a window, the given trip left out. A vehicle not yet back is still out.
 */
export async function clashOf(
  manager: EntityManager,
  of: { readonly vehicleId: string } | { readonly driverId: string },
  { fromAt, untilAt }: Pick<Window, 'fromAt' | 'untilAt'>,
  now: string,
  exceptTripId?: string
): Promise<Clash | undefined> {
  const apart = exceptTripId ? { id: Not(exceptTripId) } : {}
  const found =
    (await manager.findOne(Trip, {
      where: { ...of, ...apart, state: booking, fromAt: LessThan(untilAt), untilAt: MoreThan(fromAt) }
    })) ??
    (fromAt <= now
      ? await manager.findOne(Trip, { where: { ...of, ...apart, state: 'out', fromAt: LessThan(untilAt) } })
      : null)
  return found ? { number: found.number, fromAt: found.fromAt, untilAt: found.untilAt } : undefined
}

/** Why a vehicle is not there to be sent out, in words; undefined while it is in use. */
export const awayWords = ({ state }: Pick<Vehicle, 'state'>): string | undefined =>
  state === 'inUse' ? undefined : state === 'sealed' ? '正在封存，须先经批准启封' : vehicleStates[state]

/** The rule on insurance, inspection and service of a vehicle for a window (VEH-17). */
export async function readiness(
  manager: EntityManager,
  vehicle: Vehicle,
  { fromDay, untilDay }: Pick<Window, 'fromDay' | 'untilDay'>,
  field = 'vehicleId'
) {
  const odometer = await odometerOf(manager, vehicle.id)
  const { plate, compulsoryUntil, commercialUntil, inspectionUntil } = vehicle
  return VEH_17.on({
    stage: 'dispatch',
    plate,
    fromDay,
    untilDay,
    compulsoryUntil,
    commercialUntil,
    inspectionUntil,
    service: nextService({ ...vehicle, lastKm: odometer?.km ?? null }),
    field
  })
}

/** A driver's licence as the rules look at it, with the points of the cycle. */
export async function licenceOf(manager: EntityManager, personId: string, today: string) {
  const driver = await manager.findOneBy(Driver, { personId, state: 'active' })
  if (!driver) return undefined
  const { points } = pointsInCycle(
    driver.issuedOn,
    today,
    await manager.findBy(Incident, { driverId: personId, kind: 'violation' })
  )
  return { licenceClass: driver.licenceClass, validUntil: driver.validUntil, points }
}

/** The rules on who drives: licence (VEH-03) and appointment or consent (VEH-02). */
export async function drivingRules(
  manager: EntityManager,
  vehicle: Vehicle,
  driver: Pick<Person, 'id' | 'name' | 'kind' | 'status'>,
  facts: {
    readonly untilDay: string
    readonly today: string
    readonly consent: string | undefined
    readonly stage: 'request' | 'depart'
    readonly lending?: boolean
  }
): Promise<readonly Application[]> {
  const { untilDay, today, consent, stage, lending = false } = facts
  return [
    VEH_02.on({
      plate: vehicle.plate,
      driverName: driver.name,
      kind: driver.kind,
      departed: driver.status === 'departed',
      appointed: isAppointed(vehicle, driver.id),
      consent,
      stage,
      lending,
      field: 'driverId'
    }),
    VEH_03.on({
      driverName: driver.name,
      licence: await licenceOf(manager, driver.id, today),
      asked: vehicle.licenceClass,
      untilDay,
      field: 'driverId'
    })
  ]
}

export const isAppointed = (
  { mainDriverId, secondDriverId }: Pick<Vehicle, 'mainDriverId' | 'secondDriverId'>,
  personId: string
): boolean => personId === mainDriverId || personId === secondDriverId

/** Open defects of a vehicle, in words. */
export const openDefects = async (manager: EntityManager, vehicleId: string): Promise<readonly string[]> =>
  (await manager.findBy(VehicleDefect, { vehicleId }))
    .filter(({ mendedOn }) => mendedOn === null)
    .map(({ description }) => description)

/** What rules say that cannot be passed with a reason, in words; for choices that say why something is not offered. */
export const hindrances = (rules: readonly Application[], book: RuleBook): readonly string[] =>
  rules.flatMap((rule) =>
    rule
      .objections(book)
      .filter(({ act }) => (act ?? rule.rule.act) !== 'WARN')
      .map(({ message }) => message)
  )

/** A person by id among the standing rows; undefined when unknown. */
export const personOf = async (manager: EntityManager, id: string): Promise<Person | undefined> =>
  (await standingRowsById(manager, Person, [id])).get(id)
