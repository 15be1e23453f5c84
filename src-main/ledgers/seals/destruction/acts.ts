import { In } from 'typeorm'
import { destruction as destructionRecord } from '../../../contract/seals'
import type { SignatureInput } from '../../../contract/values'
import { conflict, notNow } from '../../../kernel/fault'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { resubmitCorrected, submitForApproval, type CorrectedSubmission } from '../../../office/approvals/service'
import { mustStillHold } from '../../../office/approvals/cancelling'
import { involvedIn, twoAreTwo } from '../../../office/approvals/parties'
import { Attachment, Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { sign } from '../../../office/signatures'
import { correctionNote, loadReturned, type Correction } from '../../../office/approvals/correcting'
import { Destruction, Seal } from '../entities'
import { destructionFlow } from '../flows'
import { SEAL_02 } from '../rules/life'
import { SEAL_18 } from '../rules/oversight'
import { destructionRows } from './rows'
import { sealAt } from '../seal/acts'

export interface DestructionInput {
  readonly sealId: string
  readonly version: number
  readonly reason: string
  readonly method: string
}

/** Asks for a seal to be destroyed; only one that is back at the office. */
export async function requestDestruction(
  unit: UnitOfWork,
  house: House,
  input: DestructionInput
): Promise<Destruction> {
  const seal = await sealAt(unit, input.sealId, input.version)
  const open = await unit.manager.findOneBy(Destruction, {
    sealId: seal.id,
    state: In(['pending', 'returned', 'approved'])
  })
  unit.judge(
    SEAL_02.on({ act: 'destroy', state: seal.state, name: seal.name }),
    SEAL_18.on({ of: 'application', openAs: open?.number })
  )
  const number = await unit.nextNumber('YZX')
  const destruction = await unit.insert(Destruction, {
    number,
    sealId: seal.id,
    applicantId: unit.actor.personId ?? '',
    reason: input.reason,
    method: input.method,
    submittedOn: unit.today,
    state: 'pending',
    approvalId: null,
    destroyedAt: null,
    place: null,
    firstWitnessId: null,
    secondWitnessId: null,
    photoId: null
  })
  const approval = await submitForApproval(unit, house, {
    ...submissionOf(unit, seal, destruction),
    ledger: 'seals',
    subjectType: 'sealDestruction',
    subjectId: destruction.id,
    number,
    applicantId: destruction.applicantId
  })
  unit.about({ type: 'sealDestruction', id: destruction.id, number })
  return unit.update(Destruction, destruction, { approvalId: approval.id }, '销毁申请')
}

/** Corrects a returned application for destruction and hands it in again; the opinions so far stay with it. */
export async function amendDestruction(
  unit: UnitOfWork,
  house: House,
  input: Pick<DestructionInput, 'reason' | 'method'> & Correction
): Promise<Destruction> {
  const { request, approvalId } = await loadReturned(unit, Destruction, input, '销毁申请')
  const seal = await unit.load(Seal, request.sealId, '印章')
  unit.judge(SEAL_02.on({ act: 'destroy', state: seal.state, name: seal.name }))
  const [before] = await destructionRows(unit.manager, [request])
  const corrected = await unit.update(Destruction, request, { reason: input.reason, method: input.method }, '销毁申请')
  const [after] = await destructionRows(unit.manager, [corrected])
  await resubmitCorrected(
    unit,
    house,
    approvalId,
    submissionOf(unit, seal, corrected),
    correctionNote(input.note, destructionRecord.fields, before, after)
  )
  return unit.load(Destruction, request.id, '销毁申请')
}

const submissionOf = (unit: UnitOfWork, seal: Seal, { reason }: Destruction): CorrectedSubmission => ({
  kind: destructionFlow.kind,
  title: `销毁“${seal.name}”：${reason}`,
  unitId: unit.actor.unitId ?? seal.unitId
})

export interface CarryOutInput {
  readonly id: string
  readonly version: number
  readonly place?: string | undefined
  readonly photoId?: string | undefined
  readonly witnesses: readonly SignatureInput[]
}

/** Destroys the seal before witnesses who sign; it then is in nobody's hands (SEAL-18). */
export async function carryOutDestruction(unit: UnitOfWork, input: CarryOutInput): Promise<Seal> {
  const destruction = await unit.load(Destruction, input.id, '销毁申请')
  if (destruction.version !== input.version) throw conflict('销毁申请')
  if (destruction.state === 'destroyed') throw notNow('销毁申请')
  const seal = await unit.load(Seal, destruction.sealId, '印章')
  await mustStillHold(unit, destruction.approvalId)
  if (input.photoId) await unit.load(Attachment, input.photoId, '销毁照片')
  const witnesses = [...new Set(input.witnesses.map(({ personId }) => personId))]
  unit.judge(
    SEAL_02.on({ act: 'destroy', state: seal.state, name: seal.name }),
    SEAL_18.on({
      of: 'destruction',
      approved: destruction.state === 'approved',
      witnesses,
      place: input.place,
      record: input.photoId !== undefined
    }),
    ...(await twoAreTwo(
      unit.manager,
      await witnessParties(unit, witnesses),
      await involvedIn(unit.manager, destruction.approvalId)
    ))
  )
  for (const witness of input.witnesses)
    await sign(unit, witness, '监销人', { type: 'sealDestruction', id: destruction.id })
  await unit.update(
    Destruction,
    destruction,
    {
      state: 'destroyed',
      destroyedAt: unit.now,
      place: input.place ?? null,
      photoId: input.photoId ?? null,
      firstWitnessId: witnesses[0] ?? null,
      secondWitnessId: witnesses[1] ?? null
    },
    '销毁申请'
  )
  unit.about({ type: 'sealDestruction', id: destruction.id, number: destruction.number })
  return unit.update(Seal, seal, { state: 'destroyed' }, '印章')
}

async function witnessParties(unit: UnitOfWork, ids: readonly string[]) {
  const parties = []
  for (const id of ids)
    parties.push({
      role: '监销人',
      personId: id,
      name: (await unit.load(Person, id, '监销人')).name,
      field: 'witnesses'
    })
  return parties
}
