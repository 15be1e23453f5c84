import { IsNull } from 'typeorm'
import { K_09, K_11 } from '../../../kernel/rules/common'
import { conflict, forbidden, invalid, notFound } from '../../../kernel/fault'
import { mustStillHold } from '../../../office/approvals/cancelling'
import type { ShortFormBasis } from '../../../contract/seals'
import type { SignatureInput } from '../../../contract/values'
import { formatDate } from '../../../contract/display'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { postsOn } from '../../../office/actors'
import { Person, Unit } from '../../../office/entities'
import { sign } from '../../../office/signatures'
import { onlyCustodian, stampsWith } from '../visibility'
import { templateOf } from '../documentKinds'
import { Seal, SealUse, UseRequest } from '../entities'
import { SEAL_12 } from '../rules/oversight'
import { SEAL_02 } from '../rules/life'
import { SEAL_07 } from '../rules/approval'
import { SEAL_08, SEAL_11, SEAL_14, SEAL_16 } from '../rules/usage'
import { evidenceOf } from '../request/approvalFacts'
import { custodyRule, enterScan, enterUse, useKey } from './entry'
import { earlierUse, ownerOf, paperRules, reversedAmong } from '../request/acts'
import { completed, type PaperInput } from '../request/paper'

export type StampingPlace = 'custodyRoom' | 'elsewhere'

export interface StampInput {
  readonly requestId: string
  readonly version: number
  readonly copies: number
  readonly impressions?: number | undefined
  readonly blank: boolean
  readonly place: StampingPlace
  readonly scanId?: string | undefined
  readonly remarks?: string | undefined
  readonly handler?: SignatureInput | undefined
}

/**
 * Stamps on an approval: the custodian's check, the entry, and the approval consumed, once and never beyond what was
 * approved.
 */
export async function stamp(unit: UnitOfWork, input: StampInput): Promise<SealUse> {
  const request = await unit.load(UseRequest, input.requestId, '用印申请')
  const seal = await unit.load(Seal, request.sealId, '印章')
  await onlyCustodian(unit, seal)
  await mustStillHold(unit, request.approvalId)
  const template = templateOf(request.documentKind)
  const evidence = await evidenceOf(unit.manager, request.approvalId)
  const usedImpressions = await impressionsOf(unit, request.id)
  const impressions =
    input.impressions ??
    Math.min(request.impressions - usedImpressions, input.copies * Math.ceil(request.impressions / request.copies))
  const handler = await unit.load(Person, input.handler?.personId ?? request.applicantId, '经办人')
  unit.judge(
    SEAL_07.on({
      of: 'stamping',
      sealKind: seal.kind,
      approved: evidence.approved,
      consumedAs: request.state === 'stamped' ? await consumedAs(unit, request.id) : undefined,
      approvedCopies: request.copies,
      usedCopies: request.consumedCopies,
      copies: input.copies,
      approvedImpressions: request.impressions,
      usedImpressions,
      impressions,
      owner: await ownerOf(unit, seal, request.documentKind),
      enforcement: template.enforcement,
      signedRoles: evidence.signedRoles,
      authorised: template.authorised
    }),
    SEAL_16.on({ enforcement: template.enforcement, sealKind: seal.kind, signedRoles: evidence.signedRoles }),
    SEAL_02.on({ act: 'use', state: seal.state, name: seal.name }),
    SEAL_12.on({ of: 'page', blank: input.blank }),
    SEAL_11.on({ of: 'place', place: input.place }),
    K_11.on({ personName: handler.name, kind: handler.kind, doing: 'apply' }),
    SEAL_14.on({ of: 'handler', name: handler.name, contract: handler.kind === 'contract' }),
    await custodyRule(unit, seal)
  )
  if (request.version !== input.version) throw conflict('用印申请')
  const { documentKind, title, documentNumber, addressee, purpose, signingBody, onBehalf } = request
  const use = await enterUse(
    unit,
    seal,
    {
      mode: 'approved',
      requestId: request.id,
      batchId: null,
      documentKind,
      title,
      documentNumber,
      addressee,
      copies: input.copies,
      impressions,
      purpose,
      signingBody,
      onBehalf,
      unitId: request.unitId,
      unitName: (await unit.load(Unit, request.unitId, '申请部门')).name,
      applicantId: request.applicantId,
      applicantName: (await unit.load(Person, request.applicantId, '申请人')).name,
      approvers: evidence.approvers,
      remarks: input.remarks ?? null
    },
    input.scanId
  )
  if (input.handler) await sign(unit, input.handler, '经办人', { type: 'sealUse', id: use.id })
  const consumedCopies = request.consumedCopies + input.copies
  const state = consumedCopies >= request.copies ? 'stamped' : 'approved'
  await unit.update(UseRequest, request, { state, consumedCopies }, '用印申请')
  return use
}

/** Impressions made on an application so far, reversed ones taken off. */
async function impressionsOf(unit: UnitOfWork, requestId: string): Promise<number> {
  const uses = await unit.manager.findBy(SealUse, { requestId })
  return uses.reduce((sum, use) => sum + use.impressions, 0)
}

/** Closes a partly used application: what is left of it is stamped no more (SEAL-07). By who has the seal in hand. */
export async function closeRest(
  unit: UnitOfWork,
  input: { readonly id: string; readonly version: number; readonly reason: string }
): Promise<UseRequest> {
  const request = await unit.load(UseRequest, input.id, '用印申请')
  if (request.version !== input.version) throw conflict('用印申请')
  if (request.state !== 'approved' || request.consumedCopies === 0)
    throw invalid([{ path: 'id', message: '只有已部分用印的申请才能了结余下份数；一份都没用的请取消申请' }])
  await onlyCustodian(unit, await unit.load(Seal, request.sealId, '印章'))
  unit.about({ type: 'sealUseRequest', id: request.id, number: request.number })
  return unit.update(UseRequest, request, { state: 'stamped' }, '用印申请')
}

async function consumedAs(unit: UnitOfWork, requestId: string): Promise<string> {
  const uses = await unit.manager.find(SealUse, {
    where: { requestId, reversalOfId: IsNull() },
    order: { at: 'DESC', id: 'DESC' }
  })
  return uses[0]?.number ?? '已用印'
}

export interface ShortFormInput extends PaperInput {
  readonly basis: ShortFormBasis
  readonly applicantId: string
  readonly signedById?: string | undefined
  readonly signedOn?: string | undefined
  readonly place: StampingPlace
  readonly scanId?: string | undefined
  readonly remarks?: string | undefined
}

/**
 * Stamps a counterfoil letter or an outgoing document a leader has signed; logged with its number, no application
 * (SEAL-08).
 */
export async function stampShort(unit: UnitOfWork, input: ShortFormInput): Promise<SealUse> {
  const seal = await unit.load(Seal, input.sealId, '印章')
  await onlyCustodian(unit, seal)
  const applicant = await unit.load(Person, input.applicantId, '经办人')
  const signer = input.signedById ? await unit.load(Person, input.signedById, '签发领导') : null
  unit.judge(
    K_11.on({ personName: applicant.name, kind: applicant.kind, doing: 'apply' }),
    SEAL_08.on({
      basis: input.basis,
      documentKind: input.documentKind,
      documentNumber: input.documentNumber,
      signedBy: signer?.name,
      signedByLeader: signer !== null && (await leads(unit, signer.id, input.signedOn ?? unit.today)),
      signedOn: input.signedOn,
      today: unit.today,
      copies: input.copies,
      alreadySealedAs: await earlierUse(unit.manager, seal.id, input.documentNumber)
    }),
    SEAL_16.on({ enforcement: templateOf(input.documentKind).enforcement, sealKind: seal.kind, signedRoles: [] }),
    ...(await paperRules(unit, seal, input)),
    SEAL_11.on({ of: 'place', place: input.place }),
    await custodyRule(unit, seal)
  )
  const approvers =
    input.basis === 'issuedDocument' && signer
      ? `${signer.name} ${input.signedOn ? formatDate(input.signedOn) : ''}签发`
      : '凭存根，免申请'
  return enterUse(
    unit,
    seal,
    {
      ...completed(input, seal),
      mode: 'shortForm',
      requestId: null,
      batchId: null,
      unitId: applicant.unitId,
      unitName: (await unit.load(Unit, applicant.unitId, '申请部门')).name,
      applicantId: applicant.id,
      applicantName: applicant.name,
      approvers,
      remarks: input.remarks ?? null
    },
    input.scanId
  )
}

async function leads(unit: UnitOfWork, personId: string, day: string): Promise<boolean> {
  const held = await postsOn(unit.manager, personId, day)
  return held.some(({ post }) => ['head', 'partySecretary', 'leader', 'matterLeader'].includes(post))
}

/** Reverses a wrong entry by one that names it; the approval it consumed can then be stamped properly (K-09). */
export async function reverseUse(unit: UnitOfWork, id: string, reason: string): Promise<SealUse> {
  const wrong = await unit.load(SealUse, id, '用印记录')
  unit.judge(
    K_09.on({
      alreadyReversed: (await reversedAmong(unit.manager, [id])).has(id),
      isReversal: wrong.reversalOfId !== null,
      reason
    })
  )
  if (wrong.batchId) throw forbidden('空白用印请在批次中逐号核销作废，不能整批冲正')
  const { id: _id, ...rest } = wrong
  const number = await unit.nextNumber('YY')
  const reversal = await unit.append(SealUse, {
    ...rest,
    number,
    at: unit.now,
    day: unit.today,
    copies: -wrong.copies,
    impressions: -wrong.impressions,
    custodianId: unit.actor.personId,
    custodianName: unit.actor.name,
    reversalOfId: wrong.id,
    remarks: `冲正${wrong.number}：${reason}`,
    searchKey: useKey({ ...rest, number })
  })
  if (wrong.requestId) {
    const request = await unit.load(UseRequest, wrong.requestId, '用印申请')
    await unit.update(
      UseRequest,
      request,
      { state: 'approved', consumedCopies: request.consumedCopies - wrong.copies },
      '用印申请'
    )
  }
  unit.about({ type: 'sealUse', id: wrong.id, number: wrong.number })
  return reversal
}

/** Adds a scan of the sealed page afterwards; by the custodian or whoever brought the document. */
export async function attachScan(unit: UnitOfWork, id: string, scanId: string): Promise<SealUse> {
  const use = await unit.manager.findOneBy(SealUse, { id })
  if (!use) throw notFound('用印记录')
  const seal = await unit.load(Seal, use.sealId, '印章')
  if (!(await stampsWith(unit))(seal) && use.applicantId !== unit.actor.personId)
    throw forbidden('扫描件由监印人或经办人补传', ['监印人'])
  await enterScan(unit, id, scanId)
  unit.about({ type: 'sealUse', id: use.id, number: use.number })
  return use
}
