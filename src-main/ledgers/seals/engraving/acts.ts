import {
  engraving as engravingRecord,
  type DocumentKind,
  type EngravingKind,
  type Ink,
  type SealKind,
  type SealMaterial,
  type SealShape
} from '../../../contract/seals'
import { conflict, invalid, notNow } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { searchKey } from '../../../kernel/searchKey'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { mustStillHold } from '../../../office/approvals/cancelling'
import { ApprovalDecision } from '../../../office/approvals/entities'
import { resubmitCorrected, submitForApproval, type CorrectedSubmission } from '../../../office/approvals/service'
import { Attachment, Unit } from '../../../office/entities'
import { calendarDaysFrom } from '../../../kernel/periods'
import { datedRule, markBackdated, noteIfLate } from '../../../office/records/lateness'
import type { House } from '../../../office/house'
import { correctionNote, loadReturned, type Correction } from '../../../office/approvals/correcting'
import { defaultScope, inkFor } from '../documentKinds'
import { Engraving, Letter, Loss, Seal } from '../entities'
import { engravingFlow } from '../flows'
import { SEAL_01, SEAL_02, SEAL_03, SEAL_04, SEAL_05, SEAL_13 } from '../rules/life'
import { SEAL_17 } from '../rules/loss'
import { engravingRows } from './rows'
import { aboutSeal, blankSeal, sealAt } from '../seal/acts'
import { sameAs } from '../../../office/records/sameAs'

export interface EngravingInput {
  readonly name: string
  readonly imprintText: string
  readonly kind: SealKind
  readonly material: SealMaterial
  readonly size: string
  readonly shape: SealShape
  readonly ink?: Ink | undefined
  readonly scope?: readonly DocumentKind[] | undefined
  readonly unitId: string
  readonly ownerId?: string | undefined
  readonly engraving: EngravingKind
  readonly reason: string
  readonly basis: string
  readonly predecessorId?: string | undefined
  readonly oldSealHandling?: string | undefined
  readonly originalApproval?: string | undefined
}

/** Applies for the engraving of a seal: new, in place of a worn one, or of a lost one (SEAL-03, SEAL-17). */
export async function requestEngraving(unit: UnitOfWork, house: House, input: EngravingInput): Promise<Engraving> {
  const asked = await judged(unit, input)
  const number = await unit.nextNumber('KZ')
  const applicantId = unit.actor.personId ?? ''
  const engraving = await unit.insert(Engraving, {
    ...asked,
    number,
    applicantId,
    submittedOn: unit.today,
    state: 'pending',
    approvalId: null,
    engraver: null,
    engravedOn: null,
    sealId: null,
    searchKey: searchKey(number, input.name, input.imprintText)
  })
  const approval = await submitForApproval(unit, house, {
    ...submissionOf(unit, engraving),
    ledger: 'seals',
    subjectType: 'sealEngraving',
    subjectId: engraving.id,
    number,
    applicantId
  })
  unit.about({ type: 'sealEngraving', id: engraving.id, number })
  return unit.update(Engraving, engraving, { approvalId: approval.id }, '刻制申请')
}

/** Corrects a returned engraving application and hands it in again; the opinions so far stay with it. */
export async function amendEngraving(
  unit: UnitOfWork,
  house: House,
  input: EngravingInput & Correction
): Promise<Engraving> {
  const { request, approvalId } = await loadReturned(unit, Engraving, input, '刻制申请')
  const [before] = await engravingRows(unit.manager, [request])
  const asked = await judged(unit, input)
  const key = searchKey(request.number, input.name, input.imprintText)
  const corrected = await unit.update(Engraving, request, { ...asked, searchKey: key }, '刻制申请')
  const [after] = await engravingRows(unit.manager, [corrected])
  await resubmitCorrected(
    unit,
    house,
    approvalId,
    submissionOf(unit, corrected),
    correctionNote(input.note, engravingRecord.fields, before, after)
  )
  return unit.load(Engraving, request.id, '刻制申请')
}

/** What an application asks for, judged by the rules any of them meets. */
async function judged(unit: UnitOfWork, input: EngravingInput) {
  await unit.load(Unit, input.unitId, '使用部门')
  const predecessor = await predecessorOf(unit, input)
  const ink = input.ink ?? inkFor(input.kind)
  unit.judge(SEAL_13.on({ kind: input.kind, ink }))
  if (input.engraving === 'reissue') {
    const loss = predecessor ? await unit.manager.findOneBy(Loss, { sealId: predecessor.id }) : null
    unit.judge(
      SEAL_17.on({
        of: 'reissue',
        lost: loss !== null,
        newspaper: loss?.newspaperOn != null,
        policeReport: loss?.policeReportedOn != null,
        originalApproval: input.originalApproval
      })
    )
  }
  return {
    kind: input.engraving,
    name: input.name,
    imprintText: input.imprintText,
    sealKind: input.kind,
    material: input.material,
    size: input.size,
    shape: input.shape,
    ink,
    scope: input.scope ?? defaultScope(input.kind),
    unitId: input.unitId,
    ownerId: input.ownerId ?? null,
    reason: input.reason,
    basis: input.basis,
    predecessorId: predecessor?.id ?? null,
    oldSealHandling: input.oldSealHandling ?? null,
    originalApproval: input.originalApproval ?? null
  }
}

const submissionOf = (unit: UnitOfWork, engraving: Engraving): CorrectedSubmission => ({
  kind: engravingFlow.kind,
  title: `刻制“${engraving.name}”：${engraving.reason}`,
  unitId: unit.actor.unitId ?? engraving.unitId
})

async function predecessorOf(
  unit: UnitOfWork,
  { engraving, predecessorId }: EngravingInput
): Promise<Seal | undefined> {
  if (engraving === 'first') return undefined
  if (!predecessorId) throw invalid([{ path: 'predecessorId', message: '更换或补刻请选择原印章' }])
  const successor = await unit.manager.findOneBy(Seal, { predecessorId })
  if (successor)
    throw invalid([{ path: 'predecessorId', message: `原印章已由“${successor.name}”（${successor.number}）接替` }])
  return unit.load(Seal, predecessorId, '原印章')
}

export interface EngraveInput {
  readonly id: string
  readonly version: number
  readonly engraver?: string | undefined
  readonly designated: boolean
  readonly approvalDocument?: string | undefined
  readonly engravedOn: string
  readonly sealCode?: string | undefined
  readonly imprintId?: string | undefined
  readonly storage?: string | undefined
  readonly safeguard?: string | undefined
  readonly remarks?: string | undefined
}

/** Enters the engraved seal in the register with its imprint; it is not in use before its activation notice. */
export async function registerEngraved(unit: UnitOfWork, input: EngraveInput): Promise<Seal> {
  const engraving = await unit.load(Engraving, input.id, '刻制申请')
  if (engraving.version !== input.version) throw conflict('刻制申请')
  await mustStillHold(unit, engraving.approvalId)
  if (input.imprintId) await unit.load(Attachment, input.imprintId, '印模图片')
  const { state } = engraving
  if (state === 'engraved') throw notNow('刻制申请')
  const certified = { sealId: engraving.predecessorId ?? '', kind: 'reissue', state: 'issued' } as const
  unit.judge(
    ...(engraving.kind === 'reissue'
      ? [SEAL_17.on({ of: 'engraving', certificate: await unit.manager.existsBy(Letter, certified) })]
      : []),
    SEAL_02.on({ act: 'engrave', state, name: engraving.name }),
    SEAL_03.on({
      approvalDocument: input.approvalDocument,
      engraver: input.engraver,
      designated: input.designated,
      imprint: input.imprintId !== undefined,
      engravedOn: input.engravedOn,
      approvedOn: await approvedOn(unit, engraving),
      today: unit.today
    }),
    SEAL_01.on({
      kind: engraving.sealKind,
      scope: engraving.scope,
      ownerId: engraving.ownerId,
      sealCode: input.sealCode ?? null,
      storage: input.storage ?? null,
      safeguard: input.safeguard ?? null
    })
  )
  const seal = await unit.insert(
    Seal,
    blankSeal({
      number: await unit.nextNumber('YZ'),
      name: engraving.name,
      imprintText: engraving.imprintText,
      kind: engraving.sealKind,
      material: engraving.material,
      size: engraving.size,
      shape: engraving.shape,
      ink: engraving.ink,
      scope: engraving.scope,
      unitId: engraving.unitId,
      ownerId: engraving.ownerId,
      engravingId: engraving.id,
      predecessorId: engraving.predecessorId,
      approvalDocument: input.approvalDocument ?? null,
      engraver: input.engraver ?? null,
      engravedOn: input.engravedOn,
      sealCode: input.sealCode ?? null,
      imprintId: input.imprintId ?? null,
      storage: input.storage ?? null,
      safeguard: input.safeguard ?? null,
      remarks: input.remarks ?? null,
      state: 'engraved',
      opening: false,
      registeredOn: unit.today
    })
  )
  await unit.update(
    Engraving,
    engraving,
    { state: 'engraved', engraver: input.engraver ?? null, engravedOn: input.engravedOn, sealId: seal.id },
    '刻制申请'
  )
  aboutSeal(unit, seal)
  return seal
}

async function approvedOn(unit: UnitOfWork, { approvalId }: Engraving): Promise<string | undefined> {
  if (!approvalId) return undefined
  const last = await unit.manager.findOne(ApprovalDecision, {
    where: { approvalId, outcome: 'approve' },
    order: { id: 'DESC' }
  })
  return last ? localDateOf(last.at) : undefined
}

export interface ActivateInput {
  readonly id: string
  readonly version: number
  readonly activationNumber?: string | undefined
  readonly activatedOn?: string | undefined
  readonly imprintId?: string | undefined
}

/** The office's notice brings the seal into use; a predecessor has been handed back before (SEAL-04, SEAL-05). */
export async function activateSeal(unit: UnitOfWork, input: ActivateInput): Promise<Seal> {
  const seal = await sealAt(unit, input.id, input.version)
  if (input.imprintId) await unit.load(Attachment, input.imprintId, '印模图片')
  const imprintId = input.imprintId ?? seal.imprintId
  const sameNumber = input.activationNumber
    ? (await sameAs(unit.manager, Seal, 'activationNumber', input.activationNumber))[0]
    : undefined
  unit.judge(
    SEAL_02.on({ act: 'activate', state: seal.state, name: seal.name }),
    SEAL_04.on({
      activationNumber: input.activationNumber,
      activatedOn: input.activatedOn,
      imprint: imprintId !== null,
      engravedOn: seal.engravedOn,
      today: unit.today,
      numberTakenBy: sameNumber?.name
    }),
    SEAL_05.on({ predecessor: await predecessorState(unit, seal) })
  )
  aboutSeal(unit, seal)
  const { activationNumber = null, activatedOn = null } = input
  const subject = { type: 'seal', id: seal.id, number: seal.number }
  if (seal.engravedOn !== null)
    await noteIfLate(unit, {
      rule: SEAL_04,
      subject,
      what: `“${seal.name}”发文启用`,
      due: { ...calendarDaysFrom(seal.engravedOn, SEAL_04.values(unit.book).days), dueAt: null },
      told: input.activatedOn
    })
  if (activatedOn !== null) {
    const dated = { what: '启用日期', dated: activatedOn, field: 'activatedOn' }
    unit.judge(datedRule(unit, dated))
    await markBackdated(unit, subject, dated)
  }
  return unit.update(Seal, seal, { state: 'activated', activationNumber, activatedOn, imprintId }, '印章')
}

async function predecessorState(unit: UnitOfWork, { predecessorId }: Seal) {
  if (!predecessorId) return undefined
  const { id, name, state } = await unit.load(Seal, predecessorId, '原印章')
  const loss = await unit.manager.findOneBy(Loss, { sealId: id })
  return { name, state, declaredVoid: loss?.state === 'declared' }
}
