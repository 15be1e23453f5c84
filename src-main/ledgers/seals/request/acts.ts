import type { EntityManager } from 'typeorm'
import { useRequest as useRequestRecord, type DocumentKind } from '../../../contract/seals'
import { K_11 } from '../../../kernel/rules/common'
import { searchKey } from '../../../kernel/searchKey'
import type { Application } from '../../../kernel/rules/rule'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { Approval } from '../../../office/approvals/entities'
import { resubmitCorrected, submitForApproval, type CorrectedSubmission } from '../../../office/approvals/service'
import { postsOn } from '../../../office/actors'
import { Attachment, Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { officeUnits } from '../../../office/people/theOffice'
import { rowsWith } from '../../../platform/database/readRows'
import { correctionNote, loadReturned, type Correction } from '../../../office/approvals/correcting'
import { templateOf } from '../documentKinds'
import { Seal, SealUse, UseRequest } from '../entities'
import { decidedByOwnUnit, useFlowFor, useTags } from '../flows'
import { SEAL_02 } from '../rules/life'
import { SEAL_12 } from '../rules/oversight'
import { SEAL_07, type OwnerFacts } from '../rules/approval'
import { SEAL_09, SEAL_10, SEAL_15, SEAL_21 } from '../rules/usage'
import { sameAs } from '../../../office/records/sameAs'
import { completed, type PaperInput } from './paper'
import { useRequestRows } from './rows'

/** The rules any paper meets before a seal is put on it, applied for or not. */
export async function paperRules(unit: UnitOfWork, seal: Seal, input: PaperInput): Promise<readonly Application[]> {
  const template = templateOf(input.documentKind)
  const paper = completed(input, seal)
  return [
    SEAL_02.on({ act: 'use', state: seal.state, name: seal.name }),
    SEAL_12.on({ of: 'page', blank: input.blank }),
    SEAL_09.on({ sealName: seal.name, scope: seal.scope, documentKind: input.documentKind }),
    SEAL_21.on({ documentKind: input.documentKind, sealKind: seal.kind }),
    SEAL_15.on({
      sealKind: seal.kind,
      ofOffice: (await officeUnits(unit.manager, unit.today)).includes(seal.unitId),
      external: template.external,
      sealName: seal.name
    }),
    SEAL_10.on({ signingBody: paper.signingBody, imprintText: seal.imprintText, onBehalf: paper.onBehalf })
  ]
}

/**
 * Number of the entry or application by which a document number already had this seal; reversed entries do not count,
 * nor does the application `own`.
 */
export async function earlierUse(
  manager: EntityManager,
  sealId: string,
  documentNumber: string | undefined,
  own?: string
): Promise<string | undefined> {
  if (!documentNumber) return undefined
  const uses = (await sameAs(manager, SealUse, 'documentNumber', documentNumber))
    .filter((use) => use.sealId === sealId && use.reversalOfId === null)
    .sort((one, other) => (one.at < other.at ? 1 : -1))
  const reversed = await reversedAmong(
    manager,
    uses.map(({ id }) => id)
  )
  const use = uses.find(({ id }) => !reversed.has(id))
  if (use) return use.number
  const open = ['pending', 'returned', 'approved']
  return (await sameAs(manager, UseRequest, 'documentNumber', documentNumber)).find(
    (request) => request.id !== own && request.sealId === sealId && open.includes(request.state)
  )?.number
}

/** Which of the uses have been reversed. */
export async function reversedAmong(manager: EntityManager, useIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (useIds.length === 0) return new Set()
  const reversals = await rowsWith(manager, SealUse, 'reversalOfId', useIds, {
    select: { id: true, reversalOfId: true }
  })
  return new Set(reversals.map(({ reversalOfId }) => reversalOfId ?? ''))
}

/** The owner of a personal seal as SEAL-07 looks at them today. */
export async function ownerOf(
  unit: UnitOfWork,
  seal: Seal,
  documentKind: DocumentKind
): Promise<OwnerFacts | undefined> {
  if (seal.kind !== 'personal' || seal.ownerId === null) return undefined
  const owner = await unit.load(Person, seal.ownerId, '印鉴领导')
  const held = await postsOn(unit.manager, owner.id, unit.today)
  return {
    name: owner.name,
    departed: owner.status === 'departed',
    isHead: held.some(({ post }) => post === 'head'),
    documentKind
  }
}

export interface UseRequestInput extends PaperInput {
  readonly draftId?: string | undefined
}

/** Applies for the use of a seal and sends the application on its chain by kind of seal (SEAL-07). */
export async function requestUse(
  unit: UnitOfWork,
  house: House,
  input: UseRequestInput
): Promise<{ request: UseRequest; approval: Approval }> {
  const seal = await judged(unit, input)
  const { actor } = unit
  const paper = completed(input, seal)
  const number = await unit.nextNumber('YSQ')
  const request = await unit.insert(UseRequest, {
    ...paper,
    number,
    sealId: seal.id,
    unitId: actor.unitId ?? seal.unitId,
    applicantId: actor.personId ?? '',
    draftId: input.draftId ?? null,
    submittedOn: unit.today,
    state: 'pending',
    approvalId: null,
    consumedCopies: 0,
    searchKey: requestKey(number, paper, actor.name)
  })
  const approval = await submitForApproval(unit, house, {
    ...submissionOf(seal, request),
    ledger: 'seals',
    subjectType: 'sealUseRequest',
    subjectId: request.id,
    number,
    applicantId: request.applicantId
  })
  unit.about({ type: 'sealUseRequest', id: request.id, number })
  return { request: await unit.update(UseRequest, request, { approvalId: approval.id }, '用印申请'), approval }
}

/**
 * Corrects a returned application and hands it in again, on the chain of what it asks for now; the opinions so far stay
 * with it.
 */
export async function amendUse(
  unit: UnitOfWork,
  house: House,
  input: UseRequestInput & Correction
): Promise<UseRequest> {
  const { request, approvalId } = await loadReturned(unit, UseRequest, input, '用印申请')
  const seal = await judged(unit, input, request.id)
  const paper = completed(input, seal)
  const [before] = await useRequestRows(unit.manager, [request])
  const corrected = await unit.update(
    UseRequest,
    request,
    {
      ...paper,
      sealId: seal.id,
      draftId: input.draftId ?? null,
      searchKey: requestKey(request.number, paper, unit.actor.name)
    },
    '用印申请'
  )
  const [after] = await useRequestRows(unit.manager, [corrected])
  const note = correctionNote(
    input.note,
    { ...useRequestRecord.fields, draftId: { label: '待用印文件', kind: 'reference' } },
    { ...before, draftId: request.draftId },
    { ...after, draftId: corrected.draftId }
  )
  await resubmitCorrected(unit, house, approvalId, submissionOf(seal, corrected), note)
  return unit.load(UseRequest, request.id, '用印申请')
}

/** Judges an application by the one signed in; `own` is the application that is being corrected. */
async function judged(unit: UnitOfWork, input: UseRequestInput, own?: string): Promise<Seal> {
  const seal = await unit.load(Seal, input.sealId, '印章')
  if (input.draftId) await unit.load(Attachment, input.draftId, '待用印文件')
  const { actor } = unit
  unit.judge(
    K_11.on({ personName: actor.name, kind: actor.kind, doing: 'apply' }),
    ...(await paperRules(unit, seal, input)),
    SEAL_07.on({
      of: 'application',
      documentNumber: input.documentNumber,
      alreadySealedAs: await earlierUse(unit.manager, seal.id, input.documentNumber, own),
      owner: await ownerOf(unit, seal, input.documentKind)
    })
  )
  return seal
}

const requestKey = (number: string, paper: Pick<UseRequest, 'title' | 'documentNumber'>, applicant: string): string =>
  searchKey(number, paper.title, paper.documentNumber, applicant)

function submissionOf(seal: Seal, request: UseRequest): CorrectedSubmission {
  const template = templateOf(request.documentKind)
  return {
    kind: useFlowFor(seal.kind).kind,
    title: `${seal.name}：${request.title}（${request.copies}份）${request.onBehalf ? '，代章' : ''}`,
    unitId: decidedByOwnUnit(seal.kind) ? seal.unitId : request.unitId,
    tags: [
      ...(template.enforcement ? [useTags.enforcement] : []),
      ...(template.authorised ? [useTags.authorised] : [])
    ],
    concernedPersonId: seal.ownerId
  }
}
