import { In } from 'typeorm'
import { formatInstant } from '../../../contract/display'
import type { trips } from '../../../contract/vehicles/trip'
import { conflict } from '../../../kernel/fault'
import { addMinutes, localDateOf } from '../../../kernel/instant'
import { mustStillHold } from '../../../office/approvals/cancelling'
import type { House } from '../../../office/house'
import { markPast, noteIfLate, pastRules } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { recountDistances } from '../distance/gaps'
import { OdometerReading, Trip, TripChange, Vehicle } from '../entities'
import type { Based, InputTo } from '../inputTo'
import { enterReading, readingBetween } from '../odometer/readings'
import { minutesLate, papersDeadline, VEH_05, VEH_07 } from '../rules/trip'
import { openDefects, awayWords, readiness } from '../vehicle/facts'
import { reportDefect } from '../vehicle/defects'
import { mustBeAmong } from '../visibility'
import { departureRules } from './acts'
import { consentTo, leavingRule, waitingFor, windowOf } from './facts'

type Trips = typeof trips

/**
 * A car leaves: every leader has agreed, checked, nothing open, papers and licence good, odometer between its
 * neighbours.
 */
export async function depart(unit: UnitOfWork, input: InputTo<Trips['depart']>): Promise<Trip> {
  const { trip, vehicle } = await ready(unit, input)
  const at = input.at ?? unit.now
  await mustStillHold(unit, trip.approvalId)
  const read = { at, km: input.km, field: 'km' }
  const { totalKm, rule } = await readingBetween(unit, vehicle, read)
  unit.judge(VEH_05.on({ stage: 'depart', waitingFor: await waitingFor(unit.manager, trip) }))
  unit.judge(
    VEH_07.on({
      stage: 'state',
      possible: trip.state === 'approved',
      why: stateWords[trip.state] ?? '这张派车单不能出车'
    }),
    VEH_07.on({ stage: 'state', possible: at < trip.untilAt, why: '批准的用车时间已过，请重新申请' }),
    VEH_07.on({
      stage: 'state',
      possible: minutesLate(at, trip.fromAt) <= VEH_07.values(unit.book).grace,
      why: `批准的用车时间从${formatInstant(trip.fromAt)}起，不能提前出车`
    }),
    VEH_07.on({
      stage: 'state',
      possible: awayWords(vehicle) === undefined,
      why: `${vehicle.plate}${awayWords(vehicle) ?? ''}，不能出车`
    }),
    VEH_07.on({ stage: 'check', checked: input.checked, openDefects: await openDefects(unit.manager, vehicle.id) }),
    await readiness(unit.manager, vehicle, windowOf(trip)),
    await leavingRule(unit, trip, vehicle, at),
    ...(await departureRules(unit, trip, vehicle, await consentTo(unit.manager, trip))),
    rule,
    ...pastRules(unit, [departed(at)])
  )
  unit.about({ type: 'vehicleTrip', id: trip.id, number: trip.number })
  const slip = { source: 'tripOut', sourceId: trip.id, sourceNumber: trip.number } as const
  const reading = await enterReading(unit, vehicle, { ...read, ...slip }, totalKm)
  const after = await unit.update(Trip, trip, { state: 'out', outAt: at, outKm: reading.km }, '派车单')
  await recountDistances(unit, vehicle.id, at, at)
  await markPast(unit, { type: 'vehicleTrip', id: trip.id, number: trip.number }, [departed(at)])
  return after
}

const departed = (at: string) => ({ what: '出车时间', dated: localDateOf(at), field: 'at' })
const returned = (at: string) => ({ what: '返回时间', dated: localDateOf(at), field: 'at' })

const stateWords: Readonly<Partial<Record<Trip['state'], string>>> = {
  pending: '派车单还没有批准',
  returned: '派车单已退回补正',
  out: '这张派车单已经出车，一次批准只用一次',
  done: '这张派车单已经用过，一次批准只用一次',
  cancelled: '派车单已取消',
  refused: '派车单没有获准',
  withdrawn: '派车单已撤回'
}

/** A car comes back: odometer, late or not, in the yard or not; papers fall due where they are owed. */
export async function comeBack(unit: UnitOfWork, house: House, input: InputTo<Trips['return']>): Promise<Trip> {
  const { trip, vehicle } = await ready(unit, input)
  const at = input.at ?? unit.now
  unit.judge(
    VEH_07.on({
      stage: 'state',
      possible: trip.state === 'out',
      why: trip.state === 'done' ? '这张派车单已经登记返回' : '这张派车单还没有出车'
    })
  )
  unit.about({ type: 'vehicleTrip', id: trip.id, number: trip.number })
  const read = { at, km: input.km, field: 'km' }
  const { totalKm, rule } = await readingBetween(unit, vehicle, read)
  unit.judge(
    VEH_07.on({ stage: 'return', outAt: trip.outAt ?? '', inAt: at, untilAt: trip.untilAt, inYard: input.inYard }),
    rule,
    ...pastRules(unit, [returned(at)])
  )
  const slip = { source: 'tripIn', sourceId: trip.id, sourceNumber: trip.number } as const
  const reading = await enterReading(unit, vehicle, { ...read, ...slip }, totalKm)
  const out = await unit.manager.findOneByOrFail(OdometerReading, { sourceId: trip.id, source: 'tripOut' })
  // One still to be decided was driven as asked for: its papers are owed as well.
  const changes = await unit.manager.findBy(TripChange, { tripId: trip.id, state: In(['approved', 'pending']) })
  const owed = trip.emergency || changes.some(({ destination, route }) => destination !== null || route !== null)
  const inDay = localDateOf(at)
  const papers = owed ? papersDeadline(inDay, unit.book, await house.calendar(unit.manager)).dueOn : null
  const after = await unit.update(
    Trip,
    trip,
    {
      state: 'done',
      inAt: at,
      inDay,
      inKm: reading.km,
      km: reading.totalKm - out.totalKm,
      lateMinutes: minutesLate(trip.untilAt, at),
      backInYard: input.inYard,
      parkedAt: input.inYard ? (vehicle.parking ?? '局院内') : (input.parkedAt ?? null),
      papersDueOn: papers
    },
    '派车单'
  )
  await recountDistances(unit, vehicle.id, trip.outAt ?? at, at)
  if (input.defects) await reportDefect(unit, vehicle.id, input.defects)
  const subject = { type: 'vehicleTrip', id: trip.id, number: trip.number }
  await markPast(unit, subject, [returned(at)])
  // The minutes of grace are none of being late (VEH-07); beyond them it is held against what was approved.
  const { grace } = VEH_07.values(unit.book)
  const late = minutesLate(trip.untilAt, at)
  const dueAt = late > 0 && late <= grace ? addMinutes(trip.untilAt, grace) : trip.untilAt
  const due = { dueOn: localDateOf(dueAt), dueAt }
  await noteIfLate(unit, { rule: VEH_07, subject, what: '用车返回', due, told: at })
  unit.about(subject)
  return after
}

async function ready(
  unit: UnitOfWork,
  { id, version }: Based
): Promise<{ readonly trip: Trip; readonly vehicle: Vehicle }> {
  const trip = await unit.load(Trip, id, '派车单')
  if (trip.version !== version) throw conflict('派车单')
  mustBeAmong(unit.actor, [trip.applicantId, trip.userId, trip.driverId], '驾驶员、用车人')
  unit.judge(
    VEH_07.on({
      stage: 'state',
      possible: trip.vehicleId !== null && trip.driverId !== null,
      why: '还没有派车辆和驾驶员，请车辆管理员派车'
    })
  )
  return { trip, vehicle: await unit.load(Vehicle, trip.vehicleId ?? '', '车辆') }
}
