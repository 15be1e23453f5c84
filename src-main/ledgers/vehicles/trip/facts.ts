import { LessThanOrEqual, MoreThanOrEqual, Not, type EntityManager } from 'typeorm'
import { holds, type Actor } from '../../../kernel/actor'
import { localDateOf } from '../../../kernel/instant'
import type { Application } from '../../../kernel/rules/rule'
import { postsOn } from '../../../office/actors'
import { Approval, ApprovalDecision } from '../../../office/approvals/entities'
import { consentedAt } from '../../../office/approvals/decisions'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { personNames, unitNames } from '../../../office/people/names'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Campaign, DriverConsent, Trip, TripChange, Vehicle, type Passenger } from '../entities'
import { outsideHours, VEH_04, VEH_06 } from '../rules/trip'
import { awayWords, clashOf, drivingRules, isAppointed, readiness, type Window } from '../vehicle/facts'
import { responsibleFor } from '../visibility'

/** What a trip asks for, new or already kept. */
export type Asked = Pick<
  Trip,
  | 'unitId'
  | 'userId'
  | 'userRank'
  | 'purpose'
  | 'areas'
  | 'allInside'
  | 'carsOfOccasion'
  | 'fromAt'
  | 'untilAt'
  | 'vehicleId'
  | 'driverId'
  | 'dutyOutsideHours'
  | 'emergency'
  | 'destination'
  | 'route'
> & { readonly passengers: readonly Passenger[] }

export const windowOf = ({ fromAt, untilAt }: Pick<Trip, 'fromAt' | 'untilAt'>): Window => ({
  fromAt,
  untilAt,
  fromDay: localDateOf(fromAt),
  untilDay: localDateOf(untilAt)
})

/** Rules on what a trip asks for: request, profile, and the vehicle and driver it names (VEH-02 to 04, 06, 17). */
export async function requestRules(
  unit: UnitOfWork,
  house: House,
  asked: Asked,
  exceptTripId?: string
): Promise<readonly Application[]> {
  const { manager, book, now, today } = unit
  const user = await unit.load(Person, asked.userId, '用车人')
  const vehicle = asked.vehicleId ? await unit.load(Vehicle, asked.vehicleId, '车辆') : null
  const driver = asked.driverId ? await unit.load(Person, asked.driverId, '驾驶员') : null
  const window = windowOf(asked)
  const names = await unitNames(manager, [asked.unitId])
  const ordered = asked.fromAt < asked.untilAt
  const leaderUse = (await postsOn(manager, user.id, today)).some(({ post }) =>
    ['head', 'partySecretary', 'leader', 'matterLeader'].includes(post)
  )
  return [
    VEH_04.on({
      fromAt: asked.fromAt,
      untilAt: asked.untilAt,
      now,
      emergency: asked.emergency,
      passengers: asked.passengers,
      plate: vehicle?.plate,
      driverName: driver?.name,
      vehicleClash:
        vehicle && ordered ? await clashOf(manager, { vehicleId: vehicle.id }, window, now, exceptTripId) : undefined,
      driverClash:
        driver && ordered ? await clashOf(manager, { driverId: driver.id }, window, now, exceptTripId) : undefined,
      vehicleAway: vehicle ? awayWords(vehicle) : undefined,
      outsideHours: ordered && outsideHours(asked.fromAt, asked.untilAt, await house.calendar(manager), book),
      dutyOutsideHours: asked.dutyOutsideHours,
      carsOfOccasion: asked.carsOfOccasion,
      leaderUse,
      applicantUnit: names.get(asked.unitId) ?? ''
    }),
    VEH_06.on({
      written: `${asked.destination} ${asked.route}`.trim(),
      areas: asked.areas,
      allInside: asked.allInside,
      purpose: asked.purpose,
      rank: asked.userRank
    }),
    ...(vehicle ? [await readiness(manager, vehicle, window)] : []),
    ...(vehicle && driver
      ? await drivingRules(manager, vehicle, driver, {
          untilDay: window.untilDay,
          today,
          consent: undefined,
          stage: 'request',
          lending: user.kind === 'outsider'
        })
      : [])
  ]
}

/** The campaign some day of a window lies in, under which the office dispatches every vehicle. */
export const campaignIn = (
  manager: EntityManager,
  { fromDay, untilDay }: Pick<Window, 'fromDay' | 'untilDay'>
): Promise<Campaign | null> =>
  manager.findOne(Campaign, {
    where: { fromDay: LessThanOrEqual(untilDay), untilDay: MoreThanOrEqual(fromDay) },
    order: { fromDay: 'DESC' }
  })

/** Roles of a chain whose consent is the office's own. */
const ofTheOffice: readonly string[] = ['vehicleOffice', 'officeDirector', 'administrationLeader']

/** The rule on a car about to leave: agreed to before, not out already, given by the office in a campaign (VEH-04). */
export async function leavingRule(
  { manager }: UnitOfWork,
  trip: Trip,
  { plate }: Vehicle,
  at: string
): Promise<Application> {
  const outOn = async (of: { readonly vehicleId?: string; readonly driverId?: string }) =>
    (await manager.findOneBy(Trip, { ...of, state: 'out', id: Not(trip.id) }))?.number
  const day = localDateOf(at)
  const campaign = await campaignIn(manager, { fromDay: day, untilDay: day })
  const approval = trip.approvalId === null ? null : await manager.findOneBy(Approval, { id: trip.approvalId })
  const byOffice = trip.campaignId !== null || approval?.steps.some(({ role }) => ofTheOffice.includes(role)) === true
  const driver = await personNames(manager, [trip.driverId])
  return VEH_04.on({
    stage: 'depart',
    plate,
    driverName: driver.get(trip.driverId ?? '') ?? '',
    at,
    consentedAt: await consentedAt(manager, trip.approvalId),
    vehicleOut: trip.vehicleId === null ? undefined : await outOn({ vehicleId: trip.vehicleId }),
    driverOut: trip.driverId === null ? undefined : await outOn({ driverId: trip.driverId }),
    campaign: campaign && !byOffice ? campaign.name : undefined
  })
}

/** Conditions of the chain: another unit's vehicle or none named yet, a campaign, a special task. */
export const tagsOf = (
  trip: Pick<Trip, 'unitId' | 'special' | 'campaignId'>,
  vehicle: Pick<Vehicle, 'unitId'> | null
): readonly string[] => [
  ...(vehicle?.unitId !== trip.unitId || trip.campaignId !== null ? ['otherUnit'] : []),
  ...(trip.special ? ['specialTask'] : [])
]

/** In what capacity somebody may consent to a driver of a vehicle today; undefined when they may not (VEH-02). */
export async function consentCapacity(
  manager: EntityManager,
  actor: Pick<Actor, 'personId' | 'posts' | 'name' | 'unitId' | 'kind'>,
  vehicle: Vehicle,
  today: string
): Promise<string | undefined> {
  if (actor.personId !== null && (await responsibleFor(manager, vehicle.unitId, today)).includes(actor.personId))
    return '车辆第一责任人'
  if (holds(actor, ['vehicleOffice', 'officeDirector'])) return '车管办'
  return holds(actor, ['head', 'partySecretary', 'leader', 'matterLeader']) ? '局领导' : undefined
}

/** Appends a consent unless the driver is the vehicle's own or was consented to before. */
export async function noteConsent(
  unit: UnitOfWork,
  trip: Trip,
  vehicle: Vehicle,
  by: { readonly id: string; readonly name: string; readonly capacity: string }
) {
  if (trip.driverId === null || isAppointed(vehicle, trip.driverId)) return
  const given = { tripId: trip.id, vehicleId: vehicle.id, driverId: trip.driverId, personId: by.id }
  if (await unit.manager.existsBy(DriverConsent, given)) return
  await unit.append(DriverConsent, { ...given, personName: by.name, capacity: by.capacity, at: unit.now })
}

/** Who consented to the trip's driver for its vehicle; undefined when nobody did. */
export async function consentTo(
  manager: EntityManager,
  { id, vehicleId, driverId }: Pick<Trip, 'id' | 'vehicleId' | 'driverId'>
): Promise<string | undefined> {
  if (vehicleId === null || driverId === null) return undefined
  return (await manager.findOneBy(DriverConsent, { tripId: id, vehicleId, driverId }))?.personName
}

/**
 * Those who agreed to a request and may by that consent to its driver: heads of the vehicle's unit, the vehicle office,
 * leaders, on that day.
 */
export async function consentsByDecision(unit: UnitOfWork, trip: Trip, vehicle: Vehicle): Promise<void> {
  const decisions = await unit.manager.find(ApprovalDecision, {
    where: { approvalId: trip.approvalId ?? '', outcome: 'approve' },
    order: { id: 'ASC' }
  })
  for (const { personId, name } of decisions) {
    if (personId === null) continue
    const actor = {
      personId,
      name,
      unitId: null,
      kind: 'permanent' as const,
      posts: await postsOn(unit.manager, personId, unit.today)
    }
    const capacity = await consentCapacity(unit.manager, actor, vehicle, unit.today)
    if (capacity !== undefined) await noteConsent(unit, trip, vehicle, { id: personId, name, capacity })
  }
}

/** Steps nobody has agreed to yet, of the request and of changes on the way, in words (VEH-05). */
export async function waitingFor(
  manager: EntityManager,
  trip: Pick<Trip, 'id' | 'approvalId'>
): Promise<readonly string[]> {
  const changes = await manager.findBy(TripChange, { tripId: trip.id, state: 'pending' })
  const waiting: string[] = []
  for (const approvalId of [trip.approvalId, ...changes.map((each) => each.approvalId)]) {
    const approval = approvalId ? await manager.findOneBy(Approval, { id: approvalId }) : null
    if (approval?.state === 'pending')
      waiting.push(...approval.steps.slice(approval.step).map(({ label }) => label.replace(/意见$/, '')))
  }
  return waiting
}
