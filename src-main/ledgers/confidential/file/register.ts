import type { IssuedInput, RegisterInput } from '../../../contract/confidential/inputs'
import type { Made } from '../../../contract/confidential/access'
import { invalid, notNow } from '../../../kernel/fault'
import { K_09 } from '../../../kernel/rules/common'
import { mustStillHold } from '../../../office/approvals/cancelling'
import { Person } from '../../../office/entities'
import type { Application } from '../../../kernel/rules/rule'
import type { House } from '../../../office/house'
import { markPast, pastRules } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { typedDate } from '../lapses'
import { copyNumbersOf } from '../carrier/copyNumbers'
import { passOn } from '../carrier/chain'
import { cabinetOf } from '../cabinet/keys'
import {
  Carrier,
  CarrierStanding,
  Classification,
  ConfidentialFile,
  CopyRequest,
  Delivery,
  Dispatch,
  EndingLine,
  Incident,
  Leg,
  ScopeEntry
} from '../entities'
import { differingFrom, registeredAs } from '../classification/acts'
import { atVersion } from '../requests'
import { SEC_10 } from '../rules/carriers'
import { expiryOf } from '../rules/period'
import { SEC_02, SEC_03, SEC_04, SEC_05 } from '../rules/register'
import { seal, sealIf } from '../secrets'
import { asOfficer } from '../visibility'
import { sameDocument } from './sameDocument'
import { titlesAllowed } from './titles'

export const fileTable = 'confidential_files'

/** A carrier's label: register and copy number only, without one its place in the file. */
export const labelOf = (number: string, copyNumber: string | undefined, index: number) =>
  copyNumber === undefined ? `${number} 无号${index + 1}` : `${number} ${copyNumber}`

/** Enters a file with its carriers and its scope (SEC-01…05). */
export async function registerFile(unit: UnitOfWork, house: House, input: RegisterInput): Promise<Made> {
  asOfficer(unit, '收文登记')
  const receiver = input.receivedById
    ? await unit.load(Person, input.receivedById, '签收人')
    : await unit.load(Person, unit.actor.personId ?? '', '签收人')
  const copyNumbers = copyNumbersOf(input.copyNumbers ?? '')
  const own = input.origin === 'own'
  const dated = typedDate('收文日期', input.receivedOn, 'receivedOn')
  const registered = await sameDocument(unit.manager, house, input.issuer, input.documentNumber, copyNumbers)
  unit.judge(
    SEC_02.on({ about: 'title', typed: input.title !== undefined, allowed: await titlesAllowed(unit.manager) }),
    SEC_03.on({
      about: 'entry',
      secrecy: input.secrecy,
      central: input.central,
      received: input.receivedOn,
      issuedOn: input.issuedOn,
      today: unit.today,
      issuer: own ? '本局' : input.issuer,
      documentNumber: input.documentNumber,
      code: input.code,
      title: input.title,
      notes: input.notes,
      period: input.period,
      copyNumbers,
      copies: input.copies,
      pages: input.pages,
      noNumberReason: input.noNumberReason,
      scopeCount: input.personIds.length + input.posts.length,
      cabinet: input.cabinetId !== undefined,
      receivedBy: receiver.name,
      registered
    }),
    ...(await originOf(unit, house, input)),
    ...pastRules(unit, [dated])
  )
  const cabinet = await cabinetOf(unit, input.cabinetId)
  const number = await unit.nextNumber('MJ')
  const id = unit.newId()
  const place = { table: fileTable, id }
  const text = (column: string, value: string | undefined) => sealIf(house, place, column, value)
  const file = await unit.insert(ConfidentialFile, {
    id,
    number,
    receivedOn: input.receivedOn,
    origin: input.origin,
    secrecy: input.secrecy,
    issuedOn: input.issuedOn ?? null,
    periodKind: input.secrecy === 'internal' ? 'ceiling' : input.period.kind,
    periodYears: input.period.kind === 'years' ? (input.period.years ?? null) : null,
    expiresOn: expiryOf(input.secrecy, input.issuedOn ?? null, input.period, SEC_03.values(unit.book)),
    central: input.central,
    pages: input.pages ?? 0,
    cabinetId: cabinet.id,
    receivedById: receiver.id,
    receivedByName: receiver.name,
    deliveryId: input.deliveryId ?? null,
    classificationId: input.classificationId ?? null,
    codeSealed: await text('code', input.code),
    titleSealed: await text('title', input.title),
    issuerSealed: await text('issuer', own ? '本局' : input.issuer),
    documentNumberSealed: await text('documentNumber', input.documentNumber),
    conditionSealed: await text('condition', input.period.condition),
    notesSealed: await text('notes', input.notes),
    formerNumber: null,
    registeredOn: unit.today,
    state: 'held',
    declassifiedOn: null
  })
  await enterScope(unit, file.id, { change: 'add', personIds: input.personIds, posts: input.posts })
  for (const [index, copyNumber] of copyNumbers.entries()) {
    const carrierId = unit.newId()
    const carrier = await unit.append(Carrier, {
      id: carrierId,
      fileId: file.id,
      kind: 'original',
      copyNumber: copyNumber ?? null,
      label: labelOf(number, copyNumber, index),
      pages: input.pages ?? 0,
      parentId: null,
      copyRequestId: null,
      noNumberReasonSealed:
        copyNumber === undefined && input.noNumberReason
          ? await seal(house, { table: 'confidential_carriers', id: carrierId }, 'noNumberReason', input.noNumberReason)
          : null,
      at: unit.now
    })
    await passOn(unit, carrier, undefined, {
      act: 'registered',
      fromName: receiver.name,
      toName: unit.actor.name,
      place: cabinet.label,
      paper: number
    })
  }
  if (input.classificationId) await registeredAs(unit, input.classificationId, file.id)
  const subject = { type: 'confidentialFile', id: file.id, number }
  unit.about(subject)
  await markPast(unit, subject, [dated])
  return { id: file.id, number }
}

/** What has to stand before the entry: a handing over (SEC-04), or a decision on the class (SEC-05). */
async function originOf(unit: UnitOfWork, house: House, input: RegisterInput): Promise<readonly Application[]> {
  if (input.origin === 'opening') throw invalid([{ path: 'origin', message: '原登记簿请用导入转入' }])
  const delivery = input.deliveryId ? await unit.load(Delivery, input.deliveryId, '移交记录') : undefined
  const handed = SEC_04.on({
    about: 'entry',
    origin: input.origin,
    handedOver: delivery?.handedOverAt != null,
    fits: delivery === undefined || delivery.kind === input.origin
  })
  if (input.origin !== 'own') return [handed]
  const decided = input.classificationId
    ? await unit.load(Classification, input.classificationId, '定密审批')
    : undefined
  await mustStillHold(unit, decided?.approvalId ?? null)
  const registered = decided?.fileId ? await unit.load(ConfidentialFile, decided.fileId, '文件') : undefined
  return [
    handed,
    SEC_05.on({
      about: 'entry',
      decided: decided !== undefined && (decided.state === 'approved' || decided.state === 'done'),
      registered: registered?.number,
      differing: decided ? await differingFrom(house, decided, input, SEC_03.values(unit.book)) : []
    })
  ]
}

/** Puts people and posts on, or takes them off, a file's scope. */
export async function enterScope(
  unit: UnitOfWork,
  fileId: string,
  {
    change,
    personIds,
    posts,
    requestId = null
  }: {
    readonly change: ScopeEntry['change']
    readonly personIds: readonly string[]
    readonly posts: readonly string[]
    readonly requestId?: string | null
  }
): Promise<void> {
  const common = { fileId, change, at: unit.now, requestId, byName: unit.actor.name }
  for (const personId of personIds) {
    const person = await unit.load(Person, personId, '人员')
    await unit.append(ScopeEntry, { ...common, personId, name: person.name, post: null })
  }
  for (const post of posts)
    await unit.append(ScopeEntry, { ...common, personId: null, name: null, post: post as ScopeEntry['post'] })
}

/** Records the day a file was issued, which its old register did not say; from it the period runs (SEC-03). */
export async function recordIssued(unit: UnitOfWork, input: IssuedInput): Promise<{ version: number }> {
  asOfficer(unit, '文件')
  const file = await atVersion(unit, ConfidentialFile, input, '文件')
  if (file.issuedOn !== null || file.state !== 'held') throw notNow('文件')
  const period = input.period ?? { kind: file.periodKind, years: file.periodYears ?? undefined }
  const ceilings = SEC_03.values(unit.book)
  unit.judge(
    SEC_03.on({ about: 'issued', secrecy: file.secrecy, issuedOn: input.issuedOn, received: file.receivedOn, period })
  )
  const { version } = await unit.update(
    ConfidentialFile,
    file,
    {
      issuedOn: input.issuedOn,
      periodKind: period.kind,
      periodYears: period.years ?? null,
      expiresOn: expiryOf(file.secrecy, input.issuedOn, period, ceilings)
    },
    '文件'
  )
  unit.about({ type: 'confidentialFile', id: file.id, number: file.number })
  return { version }
}

/** Takes a wrong entry back: only while nothing has happened with its carriers (K-09). */
export async function reverseFile(
  unit: UnitOfWork,
  house: House,
  input: { readonly id: string; readonly version: number; readonly reason: string }
): Promise<{ version: number }> {
  asOfficer(unit, '文件')
  const file = await atVersion(unit, ConfidentialFile, input, '文件')
  const used =
    (await unit.manager.countBy(Leg, { fileId: file.id })) +
    (await unit.manager.countBy(CopyRequest, { fileId: file.id })) +
    (await unit.manager.countBy(EndingLine, { fileId: file.id })) +
    (await unit.manager.countBy(Dispatch, { fileId: file.id })) +
    (await unit.manager.countBy(Incident, { fileId: file.id }))
  unit.judge(
    K_09.on({ alreadyReversed: file.state === 'reversed', isReversal: false, reason: input.reason }),
    SEC_10.on({ about: 'reversal', used })
  )
  for (const standing of await unit.manager.findBy(CarrierStanding, { fileId: file.id })) {
    const carrier = await unit.load(Carrier, standing.id, '载体')
    await passOn(unit, carrier, standing, {
      act: 'reversed',
      fromName: unit.actor.name,
      toName: '',
      place: '',
      paper: file.number
    })
  }
  const { version } = await unit.update(
    ConfidentialFile,
    file,
    {
      state: 'reversed',
      notesSealed: await seal(house, { table: fileTable, id: file.id }, 'notes', `冲正：${input.reason}`)
    },
    '文件'
  )
  unit.about({ type: 'confidentialFile', id: file.id, number: file.number })
  return { version }
}
