import { keptOf } from '../../../contract/record'
import { incident as record, type incidents } from '../../../contract/vehicles/conduct'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { searchKey } from '../../../kernel/searchKey'
import { postsOn } from '../../../office/actors'
import { Person } from '../../../office/entities'
import { datedRules, dayTyped, markPast, noteIfLate, pastRules, type TypedDate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { enterCost } from '../cost/acts'
import { Incident, Trip, Vehicle } from '../entities'
import type { Based, InputTo } from '../inputTo'
import { isBreach, mustTellHead, noticeDueOn, reportDeadline, VEH_15 } from '../rules/conduct'

type Incidents = typeof incidents

/** Records a violation, accident or other breach, with who was told and when (VEH-15). */
export async function recordIncident(unit: UnitOfWork, input: InputTo<Incidents['record']>): Promise<Incident> {
  const vehicle = await unit.load(Vehicle, input.vehicleId, '车辆')
  const driver = await unit.load(Person, input.driverId, '驾驶员')
  const kept = keptOf(record, input)
  const happened = { what: '违章事故时间', dated: localDateOf(kept.at), field: 'at' }
  const told = toldDates(input)
  unit.judge(
    VEH_15.on({ stage: 'record', at: kept.at, now: unit.now, share: kept.share, kind: kept.kind, points: kept.points }),
    // A time to come is refused by the rule itself.
    ...pastRules(unit, [happened]),
    ...datedRules(unit, told)
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
    ...(await toldOf(unit, input, trip?.unitId ?? vehicle.unitId)),
    headToldAt: input.headToldAt ?? null,
    notifiedOn: null,
    disciplineOn: null,
    result: null,
    state: 'open',
    recordedById: unit.actor.personId ?? '',
    recordedAt: unit.now,
    searchKey: searchKey(number, vehicle.plate, driver.name, kept.place, kept.nature)
  })
  unit.about(subjectOf(incident))
  if (kept.fineReceipt !== null) await enterFine(unit, incident)
  await markPast(unit, subjectOf(incident), [happened, ...told])
  await noteLateReports(unit, null, incident)
  unit.about(subjectOf(incident))
  return incident
}

const subjectOf = ({ id, number }: Incident) => ({ type: 'vehicleIncident', id, number })

/** When somebody was told or a breach was passed on, as typed; `before` leaves out what already stood there. */
const toldDates = (
  input: {
    readonly [Field in 'leaderToldAt' | 'headToldAt' | 'notifiedOn' | 'disciplineOn']?: string | null | undefined
  },
  before?: Incident
): readonly TypedDate[] => {
  const fresh = (field: 'leaderToldAt' | 'headToldAt' | 'notifiedOn' | 'disciplineOn') =>
    input[field] === before?.[field] ? null : input[field]
  return [
    { what: '报告分管领导的时间', dated: dayTyped(fresh('leaderToldAt')), field: 'leaderToldAt' },
    { what: '报告主要领导的时间', dated: dayTyped(fresh('headToldAt')), field: 'headToldAt' },
    { what: '通报日期', dated: fresh('notifiedOn'), field: 'notifiedOn' },
    { what: '报纪检日期', dated: fresh('disciplineOn'), field: 'disciplineOn' }
  ]
}

/** What VEH-15 sets a time for and was done after it, of what this act has added (K-13). */
async function noteLateReports(unit: UnitOfWork, before: Incident | null, after: Incident): Promise<void> {
  const { headLoss } = VEH_15.values(unit.book)
  const told = (at: string | null) => (at === null ? undefined : at)
  const clocks = [
    {
      what: '事故报告分管领导',
      due: reportDeadline(after.at, unit.book),
      doneAt: ({ kind, leaderToldAt }: Incident) => (kind === 'accident' ? told(leaderToldAt) : undefined)
    },
    {
      what: '事故报告主要领导',
      due: reportDeadline(after.at, unit.book),
      doneAt: (incident: Incident) => (mustTellHead(incident, headLoss) ? told(incident.headToldAt) : undefined)
    },
    {
      what: '违规通报并报纪检',
      due: { dueOn: noticeDueOn(after.day), dueAt: null },
      doneAt: ({ kind, notifiedOn, disciplineOn }: Incident) =>
        isBreach(kind) && notifiedOn !== null && disciplineOn !== null
          ? [notifiedOn, disciplineOn].toSorted()[1]
          : undefined
    }
  ]
  for (const { what, due, doneAt } of clocks) {
    const at = doneAt(after)
    if (at !== undefined && at !== (before ? doneAt(before) : undefined))
      await noteIfLate(unit, { rule: VEH_15, subject: subjectOf(after), what, due, told: at })
  }
}

async function toldOf(
  unit: UnitOfWork,
  input: { readonly leaderToldAt?: string | undefined; readonly leaderToldId?: string | undefined },
  unitId: string
) {
  if (!input.leaderToldAt) return { leaderToldAt: null, leaderToldName: null }
  if (!input.leaderToldId) throw invalid([{ path: 'leaderToldId', message: '请写明报告的是哪位分管领导' }])
  const { id, name } = await unit.load(Person, input.leaderToldId, '分管领导')
  const held = await postsOn(unit.manager, id, localDateOf(input.leaderToldAt))
  const leader = held.some(
    (own) =>
      ['head', 'partySecretary', 'matterLeader'].includes(own.post) || (own.post === 'leader' && own.unitId === unitId)
  )
  unit.judge(VEH_15.on({ stage: 'told', name, leader }))
  return { leaderToldAt: input.leaderToldAt, leaderToldName: name }
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
  const dates = toldDates(input, incident)
  unit.judge(
    VEH_15.on({
      stage: 'record',
      at: incident.at,
      now: unit.now,
      share: input.share ?? incident.share,
      kind: incident.kind,
      points: incident.points
    }),
    ...datedRules(unit, dates)
  )
  const told = input.leaderToldAt ? await toldOf(unit, input, incident.unitId) : {}
  unit.about({ type: 'vehicleIncident', id: incident.id, number: incident.number })
  const after = await unit.update(Incident, incident, { ...changes, ...told }, '违章事故')
  if (incident.fineReceipt === null && after.fineReceipt !== null) await enterFine(unit, after)
  await markPast(unit, subjectOf(after), dates)
  await noteLateReports(unit, incident, after)
  unit.about(subjectOf(after))
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
