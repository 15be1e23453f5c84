import type {
  IncidentClosing,
  IncidentFound,
  IncidentInput,
  IncidentNote,
  IncidentReport
} from '../../../contract/confidential/inputs'
import type { Made } from '../../../contract/confidential/access'
import { incidentKinds, type IncidentEventKind } from '../../../contract/confidential/words'
import { invalid } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { hoursFrom, isOver } from '../../../kernel/periods'
import type { House } from '../../../office/house'
import { markPast, pastRules } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { cabinetOfFile } from '../cabinet/keys'
import { passOn, placed, type Placed } from '../carrier/chain'
import { type Check, ConfidentialFile, Incident, IncidentEvent } from '../entities'
import { keepLapse, typedDate } from '../lapses'
import { atVersion } from '../requests'
import { SEC_13 } from '../rules/matters'
import { seal, sealIf } from '../secrets'
import { asOfficer } from '../visibility'

const aboutIncident = ({ id, number }: Pick<Incident, 'id' | 'number'>) => ({
  type: 'confidentialIncident',
  id,
  number
})

/**
 * Opens an incident with the measures taken at once; the hours in which it has to be reported run from its discovery
 * (SEC-13).
 */
export async function openIncident(unit: UnitOfWork, house: House, input: IncidentInput): Promise<Made> {
  asOfficer(unit, '事件')
  const discoveredAt = input.discoveredAt ?? unit.now
  const dated = typedDate('发现时间', localDateOf(discoveredAt), 'discoveredAt')
  unit.judge(
    SEC_13.on({ about: 'open', measures: input.measures, course: input.course, future: discoveredAt > unit.now }),
    ...pastRules(unit, [dated])
  )
  const found = input.carrierId ? await placed(unit.manager, input.carrierId) : undefined
  if (!found && input.kind !== 'leak') throw invalid([{ path: 'carrierId', message: '请选择载体' }])
  const incident = await write(unit, house, {
    kind: input.kind,
    placed: found,
    discoveredAt,
    checkId: null,
    course: input.course ?? '',
    measures: input.measures
  })
  unit.about(aboutIncident(incident))
  await markPast(unit, aboutIncident(incident), [dated])
  return { id: incident.id, number: incident.number }
}

/** Opens the incident of a carrier that a check did not find (SEC-09); the act it belongs to says what it is about. */
export async function openMissing(
  unit: UnitOfWork,
  house: House,
  found: Placed,
  check: Check,
  note: string | undefined
): Promise<Made> {
  return write(unit, house, {
    kind: 'missing',
    placed: found,
    discoveredAt: unit.now,
    checkId: check.id,
    course: note ?? `核查${check.number}时没有见到`,
    measures: undefined
  })
}

async function write(
  unit: UnitOfWork,
  house: House,
  {
    kind,
    placed: found,
    discoveredAt,
    checkId,
    course,
    measures
  }: {
    readonly kind: Incident['kind']
    readonly placed: Placed | undefined
    readonly discoveredAt: string
    readonly checkId: string | null
    readonly course: string
    readonly measures: string | undefined
  }
): Promise<Incident> {
  const { reportHours } = SEC_13.values(unit.book)
  const incident = await unit.insert(Incident, {
    number: await unit.nextNumber('MSG'),
    kind,
    fileId: found?.carrier.fileId ?? null,
    carrierId: found?.carrier.id ?? null,
    subject: found?.carrier.label ?? incidentKinds[kind],
    checkId,
    discoveredAt,
    reportDueAt: hoursFrom(discoveredAt, reportHours).dueAt,
    reportedAt: null,
    foundOn: null,
    closedOn: null,
    byName: unit.actor.name,
    state: 'open'
  })
  await note(unit, house, incident, 'course', course)
  if (measures) await note(unit, house, incident, 'measure', measures)
  if (kind === 'missing' && found && found.standing.state !== 'missing')
    await passOn(unit, found.carrier, found.standing, {
      act: 'missing',
      fromName: found.standing.holderName,
      toName: '',
      holderId: found.standing.holderId,
      place: '',
      paper: incident.number
    })
  return incident
}

async function note(
  unit: UnitOfWork,
  house: House,
  incident: Incident,
  kind: IncidentEventKind,
  text: string,
  paper?: string,
  at = unit.now
) {
  const id = unit.newId()
  const place = { table: 'confidential_incident_events', id }
  await unit.append(IncidentEvent, {
    id,
    incidentId: incident.id,
    kind,
    at,
    textSealed: await seal(house, place, 'text', text),
    paperSealed: await sealIf(house, place, 'paper', paper),
    byName: unit.actor.name
  })
}

/** Records the report to the 保密工作部门; a late one stays on record as late (SEC-13). */
export async function reportIncident(
  unit: UnitOfWork,
  house: House,
  input: IncidentReport
): Promise<{ version: number }> {
  asOfficer(unit, '事件')
  const incident = await atVersion(unit, Incident, input, '事件')
  const at = input.at ?? unit.now
  const dated = typedDate('报告时间', localDateOf(at), 'at')
  const dueOn = localDateOf(incident.reportDueAt)
  const late = isOver({ dueOn, dueAt: incident.reportDueAt }, at)
  unit.judge(
    SEC_13.on({
      about: 'report',
      done: incident.reportedAt !== null,
      to: input.to,
      future: at > unit.now,
      early: at < incident.discoveredAt,
      late,
      lateReason: input.lateReason,
      dueAt: incident.reportDueAt
    }),
    ...pastRules(unit, [dated])
  )
  await note(unit, house, incident, 'report', input.to ?? '', undefined, at)
  const { version } = await unit.update(Incident, incident, { reportedAt: at }, '事件')
  await markPast(unit, aboutIncident(incident), [dated])
  await keepLapse(unit, house, {
    rule: SEC_13,
    what: '失泄密事件逾期报告',
    duty: '向保密工作部门报告',
    subject: aboutIncident(incident),
    personName: unit.actor.name,
    due: { dueOn, dueAt: incident.reportDueAt },
    told: at,
    reason: input.lateReason
  })
  unit.about(aboutIncident(incident))
  return { version }
}

/** Adds a measure or a step of the handling (SEC-13). */
export async function noteIncident(unit: UnitOfWork, house: House, input: IncidentNote): Promise<{ version: number }> {
  asOfficer(unit, '事件')
  const incident = await atVersion(unit, Incident, input, '事件')
  unit.judge(SEC_13.on({ about: 'event', closed: incident.state === 'closed', text: input.text }))
  await note(unit, house, incident, input.kind, input.text ?? '', input.paper)
  const { version } = await unit.update(Incident, incident, {}, '事件')
  unit.about(aboutIncident(incident))
  return { version }
}

/** A missing carrier is there again: it goes back into the cabinet, and the incident stays open (SEC-09). */
export async function foundAgain(unit: UnitOfWork, house: House, input: IncidentFound): Promise<{ version: number }> {
  asOfficer(unit, '事件')
  const incident = await atVersion(unit, Incident, input, '事件')
  const found = incident.carrierId ? await placed(unit.manager, incident.carrierId) : undefined
  unit.judge(
    SEC_13.on({
      about: 'found',
      closed: incident.state === 'closed',
      carrierMissing: found?.standing.state === 'missing'
    })
  )
  if (found) {
    const cabinet = await cabinetOfFile(unit, await unit.load(ConfidentialFile, found.carrier.fileId, '文件'))
    await passOn(unit, found.carrier, found.standing, {
      act: 'found',
      fromName: '',
      toName: unit.actor.name,
      place: cabinet.label,
      paper: incident.number
    })
  }
  await note(unit, house, incident, 'found', input.text)
  const { version } = await unit.update(Incident, incident, { foundOn: unit.today }, '事件')
  unit.about(aboutIncident(incident))
  return { version }
}

/** Ends an incident with what its handling came to; never without the report (SEC-13). */
export async function closeIncident(
  unit: UnitOfWork,
  house: House,
  input: IncidentClosing
): Promise<{ version: number }> {
  asOfficer(unit, '事件')
  const incident = await atVersion(unit, Incident, input, '事件')
  unit.judge(
    SEC_13.on({
      about: 'close',
      closed: incident.state === 'closed',
      reported: incident.reportedAt !== null,
      conclusion: input.conclusion
    })
  )
  await note(unit, house, incident, 'closed', input.conclusion ?? '', input.paper)
  const { version } = await unit.update(Incident, incident, { state: 'closed', closedOn: unit.today }, '事件')
  unit.about(aboutIncident(incident))
  return { version }
}
