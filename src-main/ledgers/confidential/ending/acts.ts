import type { EntityManager } from 'typeorm'
import type { Destruction, EndingHandover, EndingInput } from '../../../contract/confidential/inputs'
import type { Submitted } from '../../../contract/confidential/access'
import { endingKinds, type CarrierAct, type EndingKind } from '../../../contract/confidential/words'
import { invalid } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { yearOf } from '../../../kernel/localDate'
import { mustStillHold } from '../../../office/approvals/cancelling'
import { involvedIn, partiesNamed, twoAreTwo } from '../../../office/approvals/parties'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { signAll } from '../../../office/signatures'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { passOn, placedOf, type Placed } from '../carrier/chain'
import { ConfidentialFile, Ending, EndingLine, EndingRecord } from '../entities'
import { keepLapse } from '../lapses'
import { ask, atVersion, outcomeOf } from '../requests'
import { SEC_10 } from '../rules/carriers'
import { seal } from '../secrets'
import { asOfficer } from '../visibility'
import { returnMonths, roundOf, roundOn, roundWords, type Round } from '../rounds'

const openStates = ['pending', 'returned', 'approved'] as const

/** Ids of carriers, among those asked for, that stand on an open list and have not left yet. */
export async function spokenFor(manager: EntityManager, carrierIds: readonly string[]): Promise<ReadonlySet<string>> {
  const lines = await rowsWith(manager, EndingLine, 'carrierId', carrierIds)
  const lists = await rowsById(
    manager,
    Ending,
    lines.map((line) => line.endingId)
  )
  const open: readonly string[] = openStates
  return new Set(
    lines.filter((line) => open.includes(lists.get(line.endingId)?.state ?? '')).map((line) => line.carrierId)
  )
}

const elsewhere = (placed: readonly Placed[]) =>
  placed
    .filter(({ standing }) => standing.state !== 'cabinet')
    .map(({ carrier, standing }) => ({ label: carrier.label, state: standing.state }))

/** Asks for carriers to be returned to their issuer, archived or destroyed, by a list (SEC-10). */
export async function requestEnding(unit: UnitOfWork, house: House, input: EndingInput): Promise<Submitted> {
  asOfficer(unit, '清册')
  if (new Set(input.carrierIds).size < input.carrierIds.length)
    throw invalid([{ path: 'carrierIds', message: '同一载体只列一次' }])
  const placed = await placedOf(unit.manager, input.carrierIds)
  const taken = await spokenFor(unit.manager, input.carrierIds)
  const months = returnMonths(unit.book)
  const round = input.kind === 'giveBack' ? (input.round ?? roundOn(unit.today, months).key) : null
  const files = await rowsById(
    unit.manager,
    ConfidentialFile,
    placed.map(({ carrier }) => carrier.fileId)
  )
  unit.judge(
    SEC_10.on({
      about: 'request',
      kind: input.kind,
      agency: input.agency,
      carriers: placed.length,
      elsewhere: elsewhere(placed),
      spokenFor: placed.filter(({ carrier }) => taken.has(carrier.id)).map(({ carrier }) => carrier.label),
      own: placed
        .filter(({ carrier }) => files.get(carrier.fileId)?.origin === 'own')
        .map(({ carrier }) => carrier.label),
      noRound: round !== null && roundOn(roundOf(round).to, months).key !== round
    })
  )
  const id = unit.newId()
  const row = await unit.insert(Ending, {
    id,
    number: await unit.nextNumber('MQX'),
    kind: input.kind,
    year: round === null ? null : yearOf(roundOf(round).to),
    round,
    carriers: placed.length,
    done: 0,
    agencySealed: await seal(house, { table: 'confidential_endings', id }, 'agency', input.agency ?? ''),
    applicantId: unit.actor.personId,
    submittedOn: unit.today,
    opening: false,
    state: 'pending',
    approvalId: null,
    doneAt: null
  })
  await unit.appendMany(
    EndingLine,
    placed.map(({ carrier }) => ({ endingId: id, fileId: carrier.fileId, carrierId: carrier.id, label: carrier.label }))
  )
  return ask(unit, house, {
    entity: Ending,
    row,
    kind: input.kind === 'destroy' ? 'confidential.destroy' : 'confidential.ending',
    subjectType: 'confidentialEnding',
    title: `${endingKinds[input.kind]}密级文件${placed.length}份`,
    what: '清册'
  })
}

export const endingOutcome = outcomeOf(Ending, '清册')

const actOf: Readonly<Record<EndingKind, CarrierAct>> = {
  giveBack: 'givenBack',
  archive: 'archived',
  destroy: 'destroyed'
}

/**
 * Carriers go back to their issuer or to the archive, each against its receipt; some now, the rest another day
 * (SEC-10).
 */
export async function handOverCarriers(
  unit: UnitOfWork,
  house: House,
  input: EndingHandover
): Promise<{ version: number }> {
  asOfficer(unit, '清册')
  const ending = await atVersion(unit, Ending, input, '清册')
  await mustStillHold(unit, ending.approvalId)
  if (ending.kind === 'destroy') throw invalid([{ path: 'id', message: '这是销毁清册，请登记销毁' }])
  const { placed, open } = await listed(
    unit,
    ending,
    input.receipts.map(({ carrierId }) => carrierId)
  )
  unit.judge(
    SEC_10.on({
      about: 'handOver',
      approved: ending.state === 'approved',
      receipts: placed.map(({ carrier }) => ({
        label: carrier.label,
        receipt: input.receipts.find(({ carrierId }) => carrierId === carrier.id)?.receiptNumber
      })),
      elsewhere: elsewhere(placed),
      place: input.place
    })
  )
  for (const each of placed)
    await end(unit, ending, each, {
      place: input.place ?? '',
      receipt: input.receipts.find(({ carrierId }) => carrierId === each.carrier.id)?.receiptNumber ?? '',
      supervisors: ''
    })
  return finish(unit, house, ending, placed.length, open)
}

/**
 * Everything on a list is destroyed at once, before two supervisors who are neither the officer nor the decider
 * (SEC-10).
 */
export async function destroyCarriers(
  unit: UnitOfWork,
  house: House,
  input: Destruction
): Promise<{ version: number }> {
  asOfficer(unit, '清册')
  const ending = await atVersion(unit, Ending, input, '清册')
  await mustStillHold(unit, ending.approvalId)
  if (ending.kind !== 'destroy') throw invalid([{ path: 'id', message: '这不是销毁清册' }])
  const { placed, open } = await listed(unit, ending)
  const ids = [...new Set(input.supervisorIds)]
  const supervisors = [...(await rowsById(unit.manager, Person, ids)).values()]
  const signatures = input.signatures.filter(({ personId }) => ids.includes(personId))
  unit.judge(
    ...(await twoAreTwo(
      unit.manager,
      await partiesNamed(
        unit.manager,
        ids.map((personId) => ({ role: '监销人', personId, field: 'supervisorIds' }))
      ),
      [
        ...(await partiesNamed(unit.manager, [{ role: '保密员', personId: unit.actor.personId }])),
        ...(await involvedIn(unit.manager, ending.approvalId))
      ]
    )),
    SEC_10.on({
      about: 'destroy',
      approved: ending.state === 'approved',
      supervisors: supervisors.length,
      signed: new Set(signatures.map(({ personId }) => personId)).size,
      place: input.place,
      elsewhere: elsewhere(placed)
    })
  )
  await signAll(
    unit,
    signatures.map((signature) => ({ input: signature, role: '监销人' })),
    { type: 'confidentialEnding', id: ending.id }
  )
  const names = supervisors.map(({ name }) => name).join('、')
  for (const each of placed)
    await end(unit, ending, each, { place: input.place ?? '', receipt: '', supervisors: names })
  return finish(unit, house, ending, placed.length, open)
}

/** Carriers of a list that have not left yet, all of them or those named; fails for one that is not on it. */
async function listed(unit: UnitOfWork, ending: Ending, wanted?: readonly string[]) {
  const lines = await unit.manager.find(EndingLine, { where: { endingId: ending.id }, order: { label: 'ASC' } })
  const gone = new Set(
    (await unit.manager.findBy(EndingRecord, { endingId: ending.id })).map(({ carrierId }) => carrierId)
  )
  const open = lines.map(({ carrierId }) => carrierId).filter((id) => !gone.has(id))
  if (wanted?.some((id) => !open.includes(id)))
    throw invalid([{ path: 'receipts', message: '有的载体不在清册上，或已办结' }])
  return { placed: await placedOf(unit.manager, wanted ?? open), open: open.length }
}

async function end(
  unit: UnitOfWork,
  ending: Ending,
  { carrier, standing }: Placed,
  { place, receipt, supervisors }: { readonly place: string; readonly receipt: string; readonly supervisors: string }
): Promise<void> {
  await unit.append(EndingRecord, {
    endingId: ending.id,
    carrierId: carrier.id,
    at: unit.now,
    day: unit.today,
    place,
    receiptNumber: receipt,
    officerName: unit.actor.name,
    supervisorNames: supervisors
  })
  await passOn(unit, carrier, standing, {
    act: actOf[ending.kind],
    fromName: unit.actor.name,
    toName: '',
    place,
    paper: ending.number
  })
}

async function finish(
  unit: UnitOfWork,
  house: House,
  ending: Ending,
  now: number,
  open: number
): Promise<{ version: number }> {
  const whole = now === open
  const { version } = await unit.update(
    Ending,
    ending,
    { done: ending.done + now, ...(whole ? { state: 'done' as const, doneAt: unit.now } : {}) },
    '清册'
  )
  const subject = { type: 'confidentialEnding', id: ending.id, number: ending.number }
  const round = returnRoundOf(ending)
  if (whole && round && localDateOf(unit.now) > round.to)
    await keepLapse(unit, house, {
      rule: SEC_10,
      what: `${roundWords(round.key)}清退逾期`,
      duty: `${roundWords(round.key)}清退`,
      subject,
      personName: unit.actor.name,
      due: { dueOn: round.to, dueAt: null },
      reason: undefined
    })
  unit.about(subject)
  return { version }
}

/** The round of returns a list was made for; lists of 0.2.0 name a year alone. */
export function returnRoundOf({ round, year }: Pick<Ending, 'round' | 'year'>): Round | undefined {
  if (round !== null) return roundOf(round)
  return year === null ? undefined : roundOf(String(year))
}

/** The rounds whose return was made. */
export const returnsDone = async (manager: EntityManager): Promise<readonly Round[]> =>
  (await manager.findBy(Ending, { kind: 'giveBack', state: 'done' })).flatMap((ending) => returnRoundOf(ending) ?? [])
