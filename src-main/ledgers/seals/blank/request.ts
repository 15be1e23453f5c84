import { In, Not, type EntityManager } from 'typeorm'
import { blank as blankRecord, type BlankKind } from '../../../contract/seals'
import { searchKey } from '../../../kernel/searchKey'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { Approval } from '../../../office/approvals/entities'
import { resubmitCorrected, submitForApproval, type CorrectedSubmission } from '../../../office/approvals/service'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { correctionNote, loadReturned, type Correction } from '../../../office/approvals/correcting'
import { BlankBatch, Seal } from '../entities'
import { blanksFlow, useTags } from '../flows'
import { SEAL_02 } from '../rules/life'
import { SEAL_12 } from '../rules/oversight'
import { serialLabel } from './serials'
import { inNameOf } from '../../../office/approvals/parties'
import { blankRows } from './rows'

export interface BlankInput {
  readonly sealId: string
  readonly kind: BlankKind
  readonly purpose?: string | undefined
  readonly format?: string | undefined
  readonly serialPrefix: string
  readonly serialFrom: number
  readonly serialTo: number
  readonly responsibleId?: string | undefined
}

/** Applies for a batch of blank strips or case forms to be sealed in advance (SEAL-12). */
export async function requestBlanks(
  unit: UnitOfWork,
  house: House,
  input: BlankInput
): Promise<{ batch: BlankBatch; approval: Approval }> {
  const { seal, asked } = await judged(unit, input)
  const number = await unit.nextNumber('KB')
  const batch = await unit.insert(BlankBatch, {
    ...asked,
    number,
    unitId: unit.actor.unitId ?? seal.unitId,
    applicantId: unit.actor.personId ?? '',
    submittedOn: unit.today,
    stampedOn: null,
    useId: null,
    used: 0,
    voided: 0,
    returned: 0,
    lost: 0,
    state: 'pending',
    approvalId: null,
    searchKey: batchKey(number, asked)
  })
  const approval = await submitForApproval(unit, house, {
    ...submissionOf(seal, batch),
    ledger: 'seals',
    subjectType: 'sealBlanks',
    subjectId: batch.id,
    number,
    applicantId: batch.applicantId
  })
  unit.about({ type: 'sealBlanks', id: batch.id, number })
  return { batch: await unit.update(BlankBatch, batch, { approvalId: approval.id }, '空白用印批次'), approval }
}

/** Corrects a returned application for blanks and hands it in again; the opinions so far stay with it. */
export async function amendBlanks(unit: UnitOfWork, house: House, input: BlankInput & Correction): Promise<BlankBatch> {
  const { request, approvalId } = await loadReturned(unit, BlankBatch, input, '空白用印批次')
  const { seal, asked } = await judged(unit, input, request.id)
  const corrected = await unit.update(
    BlankBatch,
    request,
    { ...asked, searchKey: batchKey(request.number, asked) },
    '空白用印批次'
  )
  const [before, after] = await blankRows(unit.manager, [request, corrected], unit.book)
  await resubmitCorrected(
    unit,
    house,
    approvalId,
    submissionOf(seal, corrected),
    correctionNote(input.note, blankRecord.fields, before, after)
  )
  return unit.load(BlankBatch, request.id, '空白用印批次')
}

/** What an application asks for, judged; `own` is the batch that is being corrected. */
async function judged(unit: UnitOfWork, input: BlankInput, own?: string) {
  const seal = await unit.load(Seal, input.sealId, '印章')
  const responsible = input.responsibleId ? await unit.load(Person, input.responsibleId, '责任人') : null
  const { kind, purpose, format, serialPrefix, serialFrom, serialTo } = input
  unit.judge(
    SEAL_02.on({ act: 'use', state: seal.state, name: seal.name }),
    SEAL_12.on({
      of: 'batch',
      kind,
      purpose,
      format,
      responsible: responsible?.name,
      from: serialFrom,
      to: serialTo,
      overlaps: await overlapping(unit.manager, input, own),
      approved: undefined
    }),
    ...(responsible ? [inNameOf(responsible)] : [])
  )
  const asked = {
    sealId: seal.id,
    kind,
    purpose: purpose ?? '',
    format: format ?? '',
    serialPrefix,
    serialFrom,
    serialTo,
    responsibleId: responsible?.id ?? unit.actor.personId ?? ''
  }
  return { seal, asked }
}

const batchKey = (
  number: string,
  { purpose, format, serialPrefix }: Pick<BlankBatch, 'purpose' | 'format' | 'serialPrefix'>
): string => searchKey(number, purpose, format, serialPrefix)

const submissionOf = (seal: Seal, batch: BlankBatch): CorrectedSubmission => ({
  kind: blanksFlow.kind,
  title: `${seal.name}：${batch.format}${serialLabel(batch.serialPrefix, batch.serialFrom)}至${serialLabel(batch.serialPrefix, batch.serialTo)}，${batch.purpose}`,
  unitId: batch.unitId,
  tags: batch.kind === 'caseForm' ? [useTags.caseForm] : []
})

async function overlapping(
  manager: EntityManager,
  { serialPrefix, serialFrom, serialTo }: BlankInput,
  own?: string
): Promise<string | undefined> {
  const same = await manager.find(BlankBatch, {
    where: { serialPrefix, state: Not(In(['refused', 'withdrawn', 'cancelled'])) }
  })
  return same.find((batch) => batch.id !== own && batch.serialFrom <= serialTo && batch.serialTo >= serialFrom)?.number
}
