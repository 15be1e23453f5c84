import { keptOf } from '../../../contract/record'
import { incident as record, type incidents } from '../../../contract/vehicles/conduct'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { searchKey } from '../../../kernel/searchKey'
import { Person } from '../../../office/entities'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { enterCost } from '../cost/acts'
import { Incident, Trip, Vehicle } from '../entities'
import type { Based, InputTo } from '../inputTo'
import { VEH_15 } from '../rules/conduct'

type Incidents = typeof incidents

/** Records a violation, accident or other breach, with who was told and when (VEH-15). */
export async function recordIncident(unit: UnitOfWork, input: InputTo<Incidents['record']>): Promise<Incident> {
  const vehicle = await unit.load(Vehicle, input.vehicleId, '车辆')
  const driver = await unit.load(Person, input.driverId, '驾驶员')
  const kept = keptOf(record, input)
  unit.judge(
    VEH_15.on({ stage: 'record', at: kept.at, now: unit.now, share: kept.share, kind: kept.kind, points: kept.points })
  )
  const trip = await unit.manager
    .createQueryBuilder(Trip, 't')
    .where(
      "t.vehicleId = :vehicleId AND t.state IN ('out', 'done') AND t.outAt <= :at AND (t.inAt IS NULL OR t.inAt >= :at)",
      {
        vehicleId: vehicle.id,
        at: kept.at
      }
    )
    .getOne()
  const number = await unit.nextNumber('CS')
  const incident = await unit.insert(Incident, {
    ...kept,
    number,
    day: localDateOf(kept.at),
    vehicleId: vehicle.id,
    unitId: trip?.unitId ?? vehicle.unitId,
    tripId: trip?.id ?? null,
    chargeCents: 0,
    collectedOn: null,
    ...(await toldOf(unit, input)),
    headToldAt: input.headToldAt ?? null,
    notifiedOn: null,
    disciplineOn: null,
    result: null,
    state: 'open',
    recordedById: unit.actor.personId ?? '',
    recordedAt: unit.now,
    searchKey: searchKey(number, vehicle.plate, driver.name, kept.place, kept.nature)
  })
  unit.about({ type: 'vehicleIncident', id: incident.id, number })
  if (kept.fineReceipt !== null) await enterFine(unit, incident)
  unit.about({ type: 'vehicleIncident', id: incident.id, number })
  return incident
}

async function toldOf(
  unit: UnitOfWork,
  input: { readonly leaderToldAt?: string | undefined; readonly leaderToldId?: string | undefined }
) {
  if (!input.leaderToldAt) return { leaderToldAt: null, leaderToldName: null }
  if (!input.leaderToldId) throw invalid([{ path: 'leaderToldId', message: '请写明报告的是哪位分管领导' }])
  return {
    leaderToldAt: input.leaderToldAt,
    leaderToldName: (await unit.load(Person, input.leaderToldId, '分管领导')).name
  }
}

/** The fine is the using unit's cost on its receipt. */
const enterFine = (
  unit: UnitOfWork,
  { vehicleId, fineCents, fineReceipt, number, nature, driverId, kind }: Incident
) =>
  fineCents > 0 && kind !== 'privateUse'
    ? enterCost(unit, {
        vehicleId,
        kind: 'fine',
        amountCents: fineCents,
        receiptOn: unit.today,
        receiptNumber: fineReceipt,
        handlerId: driverId,
        remarks: nature.slice(0, 200),
        sourceNumber: number
      })
    : Promise.resolve()

/** What became known later: shares, losses, reports, notices. A signed year-end statement stays as it was (VEH-16). */
export async function followIncident(unit: UnitOfWork, input: InputTo<Incidents['follow']>): Promise<Incident> {
  const incident = await loaded(unit, input)
  const { id: _id, version: _version, reasons: _reasons, leaderToldAt: _at, leaderToldId: _who, ...changes } = input
  unit.judge(
    VEH_15.on({
      stage: 'record',
      at: incident.at,
      now: unit.now,
      share: input.share ?? incident.share,
      kind: incident.kind,
      points: incident.points
    })
  )
  const told = input.leaderToldAt ? await toldOf(unit, input) : {}
  unit.about({ type: 'vehicleIncident', id: incident.id, number: incident.number })
  const after = await unit.update(Incident, incident, { ...changes, ...told }, '违章事故')
  if (incident.fineReceipt === null && after.fineReceipt !== null) await enterFine(unit, after)
  unit.about({ type: 'vehicleIncident', id: incident.id, number: incident.number })
  return after
}

export async function collectCharge(unit: UnitOfWork, input: InputTo<Incidents['collect']>): Promise<Incident> {
  const incident = await unit.load(Incident, input.id, '违章事故')
  if (incident.version !== input.version || incident.chargeCents === 0 || incident.collectedOn !== null)
    throw conflict('违章事故')
  unit.about({ type: 'vehicleIncident', id: incident.id, number: incident.number })
  return unit.update(Incident, incident, { collectedOn: unit.today }, '违章事故')
}

export async function closeIncident(unit: UnitOfWork, input: InputTo<Incidents['close']>): Promise<Incident> {
  const incident = await loaded(unit, input)
  const { kind, casualties, lossCents } = incident
  unit.judge(
    VEH_15.on({
      stage: 'close',
      kind,
      casualties,
      lossCents,
      leaderTold: incident.leaderToldAt !== null,
      headTold: incident.headToldAt !== null,
      notified: incident.notifiedOn !== null,
      discipline: incident.disciplineOn !== null
    })
  )
  unit.about({ type: 'vehicleIncident', id: incident.id, number: incident.number })
  return unit.update(Incident, incident, { state: 'closed', result: input.result }, '违章事故')
}

async function loaded(unit: UnitOfWork, { id, version }: Based): Promise<Incident> {
  const incident = await unit.load(Incident, id, '违章事故')
  if (incident.version !== version) throw conflict('违章事故')
  if (incident.state !== 'open') throw notNow('违章事故')
  return incident
}
