import type { LeaveInput, LendInput, TakeBackInput } from '../../../contract/confidential/inputs'
import type { Made, Submitted } from '../../../contract/confidential/access'
import { notNow } from '../../../kernel/fault'
import { instantAt, localDateOf } from '../../../kernel/instant'
import { addDays } from '../../../kernel/localDate'
import { isOver } from '../../../kernel/periods'
import { bothSides, inNameOf } from '../../../office/approvals/parties'
import { mustStillHold } from '../../../office/approvals/cancelling'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { sign } from '../../../office/signatures'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { cabinetOfFile } from '../cabinet/keys'
import { passOn, placed } from '../carrier/chain'
import { type CarrierStanding, ConfidentialFile, Incident, Leave, Leg, LegReturn } from '../entities'
import { isInScope, scopeOf } from '../file/scope'
import { keepLapse } from '../lapses'
import { ask, outcomeOf } from '../requests'
import { SEC_06, SEC_07 } from '../rules/circulation'
import { seal, sealIf } from '../secrets'
import { asOfficer } from '../visibility'

async function fileOf(unit: UnitOfWork, id: string): Promise<ConfidentialFile> {
  const file = await unit.load(ConfidentialFile, id, '文件')
  if (file.state === 'reversed') throw notNow('文件')
  return file
}

/** Facts of SEC-06 about a reader and a file at this moment. */
async function readerFacts(unit: UnitOfWork, file: ConfidentialFile, reader: Person) {
  const inScope = await isInScope(unit.manager, await scopeOf(unit.manager, file.id), reader.id, unit.today)
  return SEC_06.on({
    about: 'reader',
    readerName: reader.name,
    inScope,
    departed: reader.status === 'departed',
    number: file.number
  })
}

/**
 * Hands a carrier to a reader, who signs for it (SEC-06, SEC-07); with leave it may be taken out until the time
 * approved.
 */
export async function lend(unit: UnitOfWork, input: LendInput): Promise<Made> {
  asOfficer(unit, '载体')
  const { carrier, standing } = await placed(unit.manager, input.carrierId)
  const file = await fileOf(unit, carrier.fileId)
  const reader = await unit.load(Person, input.readerId, '阅件人')
  const leave = input.leaveId ? await unit.load(Leave, input.leaveId, '带出申请') : undefined
  await mustStillHold(unit, leave?.approvalId ?? null)
  const cabinet = await cabinetOfFile(unit, file)
  unit.judge(
    ...(await bothSides(unit, '保密员', { role: '阅件人', personId: reader.id, field: 'readerId' })),
    inNameOf(reader),
    await readerFacts(unit, file, reader),
    SEC_07.on({
      about: 'lend',
      label: carrier.label,
      state: standing.state,
      holderName: standing.holderName,
      readerName: reader.name,
      readerSigned: input.signature?.personId === reader.id
    }),
    ...(leave
      ? [
          SEC_07.on({
            about: 'leave',
            approved: leave.state === 'approved',
            fits: leave.carrierId === carrier.id && leave.readerId === reader.id,
            backBy: leave.backBy,
            now: unit.now
          })
        ]
      : [])
  )
  const dueOn = leave ? localDateOf(leave.backBy) : addDays(unit.today, SEC_07.values(unit.book).returnDays)
  const dueAt = leave ? leave.backBy : instantAt(addDays(dueOn, 1), '00:00')
  const number = await unit.nextNumber('MCY')
  const leg = await unit.append(Leg, {
    number,
    fileId: file.id,
    carrierId: carrier.id,
    readerId: reader.id,
    readerName: reader.name,
    readerPosition: reader.position ?? '',
    officerId: unit.actor.personId,
    officerName: unit.actor.name,
    outAt: unit.now,
    outOn: unit.today,
    dueAt,
    dueOn,
    leaveId: leave?.id ?? null,
    opening: false
  })
  if (input.signature) await sign(unit, input.signature, '阅件人', { type: 'confidentialLeg', id: leg.id })
  await passOn(unit, carrier, standing, {
    act: leave ? 'takenOut' : 'lent',
    fromName: unit.actor.name,
    toName: reader.name,
    holderId: reader.id,
    place: leave ? '办公场所外' : '办公场所',
    paper: number,
    dueAt
  })
  if (leave) await unit.update(Leave, leave, { state: 'done' }, '带出申请')
  unit.about({ type: 'confidentialLeg', id: leg.id, number: `${number}（${cabinet.label}）` })
  return { id: leg.id, number }
}

/**
 * Until when a carrier comes back (SEC-07): the day of its round, the time of its leave, and called back before that
 * (SEC-06), at once: the day it is called back.
 */
export function legDeadline(
  leg: Pick<Leg, 'dueOn' | 'dueAt' | 'leaveId'>,
  standing: Pick<CarrierStanding, 'dueAt'> | undefined
) {
  if (standing?.dueAt && standing.dueAt < leg.dueAt)
    return { dueOn: localDateOf(standing.dueAt), dueAt: null, recalled: true }
  return { dueOn: leg.dueOn, dueAt: leg.leaveId ? leg.dueAt : null, recalled: false }
}

/** The officer takes a carrier back and counts its pages; only then can it go to the next reader (SEC-07). */
export async function takeBack(unit: UnitOfWork, house: House, input: TakeBackInput): Promise<{ late: boolean }> {
  asOfficer(unit, '传阅记录')
  const leg = await unit.load(Leg, input.id, '传阅记录')
  const { carrier, standing } = await placed(unit.manager, leg.carrierId)
  const file = await unit.load(ConfidentialFile, leg.fileId, '文件')
  const cabinet = await cabinetOfFile(unit, file)
  const incident = await unit.manager.findOne(Incident, {
    where: { carrierId: carrier.id, kind: 'pages', state: 'open' }
  })
  const { recalled, ...due } = legDeadline(leg, standing)
  const late = isOver(due, unit.now)
  unit.judge(
    ...(await bothSides(unit, '保密员', { role: '阅件人', personId: leg.readerId })),
    SEC_07.on({
      about: 'return',
      label: carrier.label,
      open: (await unit.manager.countBy(LegReturn, { legId: leg.id })) === 0,
      pages: carrier.pages,
      counted: input.pages,
      incident: incident?.number,
      late,
      lateReason: input.lateReason,
      dueAt: due.dueAt ?? leg.dueAt,
      dueOn: due.dueOn,
      onLeave: due.dueAt !== null
    })
  )
  const id = unit.newId()
  await unit.append(LegReturn, {
    id,
    legId: leg.id,
    at: unit.now,
    pages: input.pages,
    officerId: unit.actor.personId,
    officerName: unit.actor.name,
    late,
    noteSealed: await sealIf(house, { table: 'confidential_leg_returns', id }, 'note', input.note)
  })
  // A carrier reported missing meanwhile stays missing until it is found.
  const inHand = standing.holderId === leg.readerId && (standing.state === 'reader' || standing.state === 'out')
  if (inHand)
    await passOn(unit, carrier, standing, {
      act: 'cameBack',
      fromName: leg.readerName,
      toName: unit.actor.name,
      place: cabinet.label,
      paper: leg.number
    })
  const subject = { type: 'confidentialLeg', id: leg.id, number: leg.number }
  if (late)
    await keepLapse(unit, house, {
      rule: SEC_07,
      what: recalled ? '收回通知后逾期归还' : leg.leaveId ? '带出逾期归还' : '传阅逾期归还',
      duty: recalled ? '收回通知后归还' : leg.leaveId ? '带出归还' : '传阅归还',
      subject,
      personName: leg.readerName,
      due,
      reason: input.lateReason
    })
  unit.about(subject)
  return { late }
}

/** Asks for leave to take a carrier out of the office, with a time of return (SEC-07). */
export async function requestLeave(unit: UnitOfWork, house: House, input: LeaveInput): Promise<Submitted> {
  asOfficer(unit, '载体')
  const { carrier } = await placed(unit.manager, input.carrierId)
  const file = await fileOf(unit, carrier.fileId)
  const reader = await unit.load(Person, input.readerId, '阅件人')
  unit.judge(
    ...(await bothSides(unit, '保密员', { role: '带出人', personId: reader.id, field: 'readerId' })),
    await readerFacts(unit, file, reader),
    SEC_07.on({
      about: 'leaveRequest',
      backBy: input.backBy,
      now: unit.now,
      destination: input.destination,
      reason: input.reason
    })
  )
  const id = unit.newId()
  const place = { table: 'confidential_leaves', id }
  const row = await unit.insert(Leave, {
    id,
    number: await unit.nextNumber('MDC'),
    fileId: file.id,
    carrierId: carrier.id,
    readerId: reader.id,
    readerName: reader.name,
    backBy: input.backBy,
    destinationSealed: await seal(house, place, 'destination', input.destination ?? ''),
    reasonSealed: await seal(house, place, 'reason', input.reason ?? ''),
    applicantId: unit.actor.personId,
    submittedOn: unit.today,
    state: 'pending',
    approvalId: null
  })
  return ask(unit, house, {
    entity: Leave,
    row,
    kind: 'confidential.leave',
    subjectType: 'confidentialLeave',
    title: `带出密级文件${carrier.label}`,
    concerns: [reader.id],
    what: '带出申请'
  })
}

export const leaveOutcome = outcomeOf(Leave, '带出申请')
