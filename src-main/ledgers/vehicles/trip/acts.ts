import { keptOf } from '../../../contract/record'
import { trip as record, tripChange, type trips } from '../../../contract/vehicles/trip'
import { tripPurposes } from '../../../contract/vehicles/words'
import { conflict, forbidden, notNow } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { searchKey } from '../../../kernel/searchKey'
import type { Application } from '../../../kernel/rules/rule'
import { cancelled } from '../../../office/approvals/cancelling'
import { Approval } from '../../../office/approvals/entities'
import { resubmitCorrected, submitForApproval } from '../../../office/approvals/service'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import type { RequestDefinition } from '../../../office/approvals/requestDefinition'
import { personNames, unitNames } from '../../../office/people/names'
import { noteIfLate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Trip, TripChange, Vehicle } from '../entities'
import type { Based, InputTo } from '../inputTo'
import { minutesLate, VEH_05, VEH_06, VEH_07 } from '../rules/trip'
import { drivingRules } from '../vehicle/facts'
import { mustBeAmong } from '../visibility'
import { campaignIn, consentCapacity, consentsByDecision, noteConsent, requestRules, tagsOf, windowOf } from './facts'

type Trips = typeof trips

/**
 * Asks for a car (VEH-04). A vehicle and driver named are booked from now on; without them the vehicle office gives
 * them.
 */
export async function requestTrip(unit: UnitOfWork, house: House, input: InputTo<Trips['request']>): Promise<Trip> {
  const unitId = input.unitId ?? unit.actor.unitId ?? ''
  const asked = await askedOf(unit, input, unitId)
  unit.judge(...(await requestRules(unit, house, asked)))
  const vehicle = asked.vehicleId ? await unit.load(Vehicle, asked.vehicleId, '车辆') : null
  const id = unit.newId()
  const number = await unit.nextNumber('PC')
  const approval = await submitForApproval(unit, house, {
    ledger: 'vehicles',
    kind: 'vehicles.trip',
    subjectType: 'vehicleTrip',
    subjectId: id,
    number,
    applicantId: unit.actor.personId ?? '',
    ...(await submissionOf(unit, asked, vehicle))
  })
  const trip = await unit.insert(Trip, {
    ...asked,
    ...nothingYet,
    id,
    number,
    applicantId: unit.actor.personId ?? '',
    state: 'pending',
    approvalId: approval.id,
    searchKey: await keyOf(unit, number, asked, vehicle)
  })
  unit.about({ type: 'vehicleTrip', id, number })
  return trip
}

/** Corrects a returned request and hands it in again. */
export async function amendTrip(unit: UnitOfWork, house: House, input: InputTo<Trips['amend']>): Promise<Trip> {
  const trip = await loaded(unit, input)
  if (trip.state !== 'returned') throw notNow('派车单')
  const asked = await askedOf(unit, input, trip.unitId)
  unit.judge(...(await requestRules(unit, house, asked, trip.id)))
  const vehicle = asked.vehicleId ? await unit.load(Vehicle, asked.vehicleId, '车辆') : null
  const after = await unit.update(
    Trip,
    trip,
    { ...asked, searchKey: await keyOf(unit, trip.number, asked, vehicle) },
    '派车单'
  )
  await resubmitCorrected(
    unit,
    house,
    trip.approvalId ?? '',
    { kind: 'vehicles.trip', ...(await submissionOf(unit, asked, vehicle)) },
    '补正后重新提交'
  )
  return after
}

const nothingYet = {
  outAt: null,
  outKm: null,
  inAt: null,
  inDay: null,
  inKm: null,
  km: null,
  lateMinutes: null,
  backInYard: null,
  parkedAt: null,
  papersDueOn: null,
  papersOn: null,
  papersId: null,
  endReason: null
} as const

async function askedOf(unit: UnitOfWork, input: InputTo<Trips['request']> | InputTo<Trips['amend']>, unitId: string) {
  const campaign = await campaignIn(unit.manager, windowOf(input))
  return {
    ...keptOf(record, input),
    unitId,
    areas: input.areas,
    allInside: input.allInside,
    passengers: input.passengers,
    vehicleId: input.vehicleId ?? null,
    fromDay: localDateOf(input.fromAt),
    campaignId: campaign?.id ?? null
  }
}

type AskedTrip = Awaited<ReturnType<typeof askedOf>>

async function submissionOf(unit: UnitOfWork, asked: AskedTrip, vehicle: Vehicle | null) {
  const names = await unitNames(unit.manager, [asked.unitId])
  return {
    title: `${names.get(asked.unitId) ?? ''}用车：${asked.reason}（${asked.destination}）`.slice(0, 200),
    unitId: asked.unitId,
    tags: tagsOf(asked, vehicle)
  }
}

async function keyOf(
  unit: UnitOfWork,
  number: string,
  asked: Pick<Trip, 'userId' | 'driverId' | 'reason' | 'destination' | 'purpose'>,
  vehicle: Vehicle | null
): Promise<string> {
  const names = await personNames(unit.manager, [asked.userId, asked.driverId])
  const people = [names.get(asked.userId), asked.driverId ? names.get(asked.driverId) : null]
  return searchKey(number, vehicle?.plate, ...people, asked.reason, asked.destination, tripPurposes[asked.purpose])
}

/** The vehicle office gives an approved trip its vehicle and driver, and by that consents to the driver. */
export async function dispatchTrip(unit: UnitOfWork, house: House, input: InputTo<Trips['dispatch']>): Promise<Trip> {
  const trip = await loaded(unit, input)
  const { vehicleId, driverId } = input
  unit.judge(
    VEH_07.on({ stage: 'state', possible: trip.state === 'approved', why: '只有已批准、还没有出车的派车单可以派车' })
  )
  unit.judge(...(await requestRules(unit, house, { ...trip, vehicleId, driverId }, trip.id)))
  const vehicle = await unit.load(Vehicle, vehicleId, '车辆')
  const key = await keyOf(unit, trip.number, { ...trip, driverId }, vehicle)
  const campaign = await campaignIn(unit.manager, windowOf(trip))
  const campaignId = campaign?.id ?? trip.campaignId
  const after = await unit.update(Trip, trip, { vehicleId, driverId, campaignId, searchKey: key }, '派车单')
  await noteConsent(unit, after, vehicle, { id: unit.actor.personId ?? '', name: unit.actor.name, capacity: '车管办' })
  unit.about({ type: 'vehicleTrip', id: trip.id, number: trip.number })
  return after
}

/**
 * Consent to a driver who is neither main nor second: by who heads the vehicle's unit now, the vehicle office or a
 * leader (VEH-02).
 */
export async function consentToDriver(unit: UnitOfWork, input: InputTo<Trips['consent']>): Promise<Trip> {
  const trip = await loaded(unit, input)
  if (trip.vehicleId === null || trip.driverId === null || !['pending', 'approved'].includes(trip.state))
    throw notNow('派车单')
  const vehicle = await unit.load(Vehicle, trip.vehicleId, '车辆')
  const capacity = await consentCapacity(unit.manager, unit.actor, vehicle, unit.today)
  if (capacity === undefined || unit.actor.personId === trip.driverId)
    throw forbidden('由车辆使用单位负责人、车管办或局领导同意，驾驶员本人不能同意')
  await noteConsent(unit, trip, vehicle, { id: unit.actor.personId ?? '', name: unit.actor.name, capacity })
  unit.about({ type: 'vehicleTrip', id: trip.id, number: trip.number })
  return unit.update(Trip, trip, {}, '派车单')
}

/** Takes an approved trip off before it begins; its approval ends with it (K-01). */
export async function cancelTrip(unit: UnitOfWork, house: House, input: InputTo<Trips['cancel']>): Promise<Trip> {
  const trip = await loaded(unit, input)
  mustBeAmong(unit.actor, [trip.applicantId, trip.userId], '申请人')
  unit.judge(
    VEH_07.on({ stage: 'state', possible: trip.state === 'approved', why: '只有已批准、还没有出车的派车单可以取消' })
  )
  const approval = trip.approvalId ? await unit.load(Approval, trip.approvalId, '审批') : null
  if (approval) await cancelled(unit, house, approval, '经办人', input.reason)
  unit.about({ type: 'vehicleTrip', id: trip.id, number: trip.number })
  const ended = await unit.load(Trip, trip.id, '派车单')
  return unit.update(Trip, ended, { state: 'cancelled', endReason: input.reason }, '派车单')
}

/**
 * Asks for another route or a later end; the chain of the trip decides, everything is tested for the new window
 * (VEH-05, VEH-07).
 */
export async function changeTrip(unit: UnitOfWork, house: House, input: InputTo<Trips['change']>): Promise<TripChange> {
  const trip = await unit.load(Trip, input.id, '派车单')
  mustBeAmong(unit.actor, [trip.applicantId, trip.userId, trip.driverId], '申请人、驾驶员')
  const kept = keptOf(tripChange, input)
  const open = await unit.manager.existsBy(TripChange, { tripId: trip.id, state: 'pending' })
  unit.judge(
    VEH_07.on({
      stage: 'state',
      possible: trip.state === 'approved' || trip.state === 'out',
      why: '只有已批准或已出车的派车单可以变更'
    }),
    VEH_07.on({ stage: 'state', possible: !open, why: '上一次变更还在审批中' }),
    VEH_07.on({
      stage: 'state',
      possible: kept.destination !== null || kept.route !== null || kept.untilAt !== null,
      why: '请填写新的目的地、路线或返回时间'
    }),
    VEH_07.on({
      stage: 'state',
      possible: kept.untilAt === null || kept.untilAt > unit.now,
      why: '延长到的返回时间应晚于现在'
    }),
    VEH_06.on({
      written: [kept.destination, kept.route].filter((each) => each !== null).join(' '),
      areas: trip.areas,
      allInside: false,
      purpose: trip.purpose,
      rank: trip.userRank
    })
  )
  unit.judge(...(await windowRules(unit, house, trip, kept.untilAt)))
  const vehicle = trip.vehicleId ? await unit.load(Vehicle, trip.vehicleId, '车辆') : null
  const id = unit.newId()
  const number = await unit.nextNumber('PB')
  const approval = await submitForApproval(unit, house, {
    ledger: 'vehicles',
    kind: 'vehicles.change',
    subjectType: 'vehicleTripChange',
    subjectId: id,
    number,
    title: `${trip.number}变更：${input.reason}`.slice(0, 200),
    applicantId: unit.actor.personId ?? '',
    unitId: trip.unitId,
    tags: tagsOf(trip, vehicle)
  })
  const applicantId = unit.actor.personId ?? ''
  const change = await unit.insert(TripChange, {
    ...kept,
    id,
    number,
    tripId: trip.id,
    applicantId,
    state: 'pending',
    approvalId: approval.id
  })
  unit.about({ type: 'vehicleTrip', id: trip.id, number: trip.number })
  return change
}

/**
 * Vehicle and driver for a window that now ends later: papers, licence, other bookings. Warnings were given their
 * reason before.
 */
async function windowRules(
  unit: UnitOfWork,
  house: House,
  trip: Trip,
  untilAt: string | null
): Promise<readonly Application[]> {
  if (untilAt === null) return []
  return requestRules(unit, house, { ...trip, untilAt, emergency: true, fromAt: trip.outAt ?? trip.fromAt }, trip.id)
}

/**
 * What becomes of a trip when its request ends: tested again, for somebody else may have booked or a paper run out
 * meanwhile.
 */
export const tripOutcome: RequestDefinition['onOutcome'] = async (unit, approval, outcome, house) => {
  const trip = await unit.load(Trip, approval.subjectId, '派车单')
  if (outcome === 'approved') {
    unit.judge(...blocking(await requestRules(unit, house, { ...trip, emergency: true }, trip.id)))
    const vehicle = trip.vehicleId ? await unit.load(Vehicle, trip.vehicleId, '车辆') : null
    if (vehicle) await consentsByDecision(unit, trip, vehicle)
  }
  if (trip.state !== outcome) await unit.update(Trip, trip, { state: outcome }, '派车单')
}

export const changeOutcome: RequestDefinition['onOutcome'] = async (unit, approval, outcome, house) => {
  const change = await unit.load(TripChange, approval.subjectId, '变更')
  if (outcome === 'approved') {
    const trip = await unit.load(Trip, change.tripId, '派车单')
    unit.judge(VEH_05.on({ stage: 'changed', over: trip.state !== 'approved' && trip.state !== 'out' }))
    unit.judge(...blocking(await windowRules(unit, house, trip, change.untilAt)))
    const { destination, route, untilAt } = change
    // Asked for when the time was over already, it does not take that away (K-13).
    if (
      untilAt !== null &&
      trip.state === 'out' &&
      minutesLate(trip.untilAt, unit.now) > VEH_07.values(unit.book).grace
    )
      await noteIfLate(unit, {
        rule: VEH_07,
        subject: { type: 'vehicleTrip', id: trip.id, number: trip.number },
        what: '延长用车的批准',
        due: { dueOn: localDateOf(trip.untilAt), dueAt: trip.untilAt }
      })
    await unit.update(
      Trip,
      trip,
      {
        ...(destination === null ? {} : { destination }),
        ...(route === null ? {} : { route }),
        ...(untilAt === null ? {} : { untilAt })
      },
      '派车单'
    )
  }
  if (change.state !== outcome) await unit.update(TripChange, change, { state: outcome }, '变更')
}

/** Only what no reason lets pass: the applicant gave reasons for the rest when asking. */
const blocking = (rules: readonly Application[]): readonly Application[] =>
  rules.map(({ rule, objections }) => ({
    rule,
    objections: (book) => objections(book).filter(({ act }) => (act ?? rule.act) !== 'WARN')
  }))

/** Papers of an emergency or a changed route, after the return (VEH-05). */
export async function handInPapers(unit: UnitOfWork, input: InputTo<Trips['papers']>): Promise<Trip> {
  const trip = await loaded(unit, input)
  mustBeAmong(unit.actor, [trip.applicantId, trip.userId, trip.driverId], '用车人')
  if (trip.papersDueOn === null || trip.papersOn !== null) throw notNow('派车单')
  unit.about({ type: 'vehicleTrip', id: trip.id, number: trip.number })
  unit.judge(VEH_05.on({ stage: 'papers', attachment: input.attachmentId !== undefined }))
  await noteIfLate(unit, {
    rule: VEH_05,
    subject: { type: 'vehicleTrip', id: trip.id, number: trip.number },
    what: '补办用车手续',
    due: { dueOn: trip.papersDueOn, dueAt: null }
  })
  return unit.update(Trip, trip, { papersOn: unit.today, papersId: input.attachmentId ?? null }, '派车单')
}

async function loaded(unit: UnitOfWork, { id, version }: Based): Promise<Trip> {
  const trip = await unit.load(Trip, id, '派车单')
  if (trip.version !== version) throw conflict('派车单')
  return trip
}

/** Rules on the driver of a trip that is about to leave. */
export async function departureRules(
  unit: UnitOfWork,
  trip: Trip,
  vehicle: Vehicle,
  consent: string | undefined
): Promise<readonly Application[]> {
  const driver = await unit.load(Person, trip.driverId ?? '', '驾驶员')
  return drivingRules(unit.manager, vehicle, driver, {
    untilDay: localDateOf(trip.untilAt),
    today: unit.today,
    consent,
    stage: 'depart'
  })
}
