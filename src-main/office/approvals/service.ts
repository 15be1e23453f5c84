import type { UnitOfWork } from '../../platform/database/unitOfWork'
import type { ChainStep, FrozenStep } from '../../kernel/approval/chain'
import { decided, type DecisionOutcome } from '../../kernel/approval/transitions'
import { conflict, forbidden, notNow, refused } from '../../kernel/fault'
import { K_01, K_02, K_05, K_11 } from '../../kernel/rules/common'
import { toFinding } from '../../kernel/rules/rule'
import type { ChainId } from '../../contract/ledgers'
import type { SignatureInput } from '../../contract/values'
import { Person } from '../entities'
import type { House } from '../house'
import { sign } from '../signatures'
import { candidatesFor } from './candidates'
import { capacityFor } from './capacity'
import { collectiveOf } from './collective'
import { Approval, ApprovalDecision } from './entities'
import { requestDefinition, stepsToday } from './flows'
import { decidingRules } from './parties'
import { pendingApproval } from './pending'
import { plainDecision } from './plainDecision'

export interface Submission {
  readonly ledger: ChainId
  readonly kind: string
  readonly subjectType: string
  readonly subjectId: string
  readonly number: string
  /** What is asked, in one line, as deciders see it in their inbox. */
  readonly title: string
  readonly applicantId: string
  readonly unitId: string
  readonly amountCents?: number | null
  /** Conditions the chain's steps look at, e.g. `special`. */
  readonly tags?: readonly string[]
  readonly needsCollective?: boolean
  readonly concernedPersonId?: string | null
  /** Who has done what is to be decided on, in what role; none of them decides it (K-12). */
  readonly apart?: readonly { readonly role: string; readonly personId: string }[]
}

/** Hands a request in: freezes today's chain. Temporary staff and outsiders are refused (K-11). */
export async function submitForApproval(unit: UnitOfWork, house: House, submission: Submission): Promise<Approval> {
  const applicant = await unit.load(Person, submission.applicantId, '申请人')
  unit.judge(K_11.on({ personName: applicant.name, kind: applicant.kind, doing: 'apply' }))
  const {
    tags = [],
    amountCents = null,
    needsCollective = false,
    concernedPersonId = null,
    apart,
    ...rest
  } = submission
  const steps = keptApart(await stepsToday(unit, requestDefinition(house, submission.kind).flow, tags), apart)
  return unit.insert(Approval, {
    ...rest,
    amountCents,
    needsCollective,
    concernedPersonId,
    steps,
    state: 'pending',
    step: 0,
    submittedAt: unit.now,
    stepSince: unit.now,
    previousDeciderId: null
  })
}

const keptApart = (steps: readonly ChainStep[], apart: Submission['apart'] = []): readonly FrozenStep[] =>
  apart.length === 0 ? steps : steps.map((step) => ({ ...step, apart }))

export interface DecisionInput {
  readonly id: string
  readonly version: number
  readonly outcome: DecisionOutcome
  readonly opinion: string
  readonly signature?: SignatureInput | undefined
}

/** One decision on the current step by the person signed in (K-01, K-02, K-05, K-11). */
export async function decide(unit: UnitOfWork, house: House, input: DecisionInput): Promise<Approval> {
  const approval = await pendingApproval(unit, input.id, input.version)
  const { actor } = unit
  const candidates = await candidatesFor(unit.manager, approval, unit.today, unit.book)
  const step = approval.steps[approval.step]
  const deciderId = actor.personId ?? ''
  unit.judge(
    K_11.on({ personName: actor.name, kind: actor.kind, doing: 'approve' }),
    K_02.on({
      deciderId,
      applicantId: approval.applicantId,
      previousDeciderId: approval.previousDeciderId ?? undefined
    }),
    K_01.on({
      step: approval.step,
      currentStep: approval.step,
      stepLabel: step?.label ?? '',
      opinion: input.opinion,
      holdsRole: candidates.people.includes(deciderId)
    }),
    ...(await decidingRules(unit.manager, step, { id: deciderId, name: actor.name }))
  )
  if (input.outcome === 'approve') await judgeCollective(unit, house, approval)
  const signature = input.signature
    ? await sign(unit, input.signature, step?.label ?? '审批', { type: 'approval', id: approval.id })
    : null
  return record(unit, house, approval, {
    outcome: input.outcome,
    opinion: input.opinion.trim(),
    personId: deciderId,
    name: actor.name,
    capacity: await capacityFor(unit.manager, deciderId, unit.today, step),
    escalated: candidates.above.includes(deciderId),
    signatureId: signature?.id ?? null
  })
}

export interface DecisionRecord {
  readonly outcome: DecisionOutcome
  readonly opinion: string
  /** Null for somebody outside the bureau. */
  readonly personId: string | null
  readonly name: string
  readonly capacity: string
  readonly escalated: boolean
  readonly signatureId: string | null
  readonly telephone?: {
    readonly takenById: string
    readonly takenByName: string
    readonly confirmBy: string
    readonly approvedAt: string
  }
  /** Decided on paper: what is known of it. */
  readonly paper?: Record<string, string | null>
}

/** Appends the decision, moves the request on and tells its ledger. Rules have been judged before. */
export async function record(
  unit: UnitOfWork,
  house: House,
  approval: Approval,
  decision: DecisionRecord
): Promise<Approval> {
  const { telephone } = decision
  await unit.append(ApprovalDecision, {
    approvalId: approval.id,
    step: approval.step,
    stepLabel: approval.steps[approval.step]?.label ?? '',
    outcome: decision.outcome,
    personId: decision.personId,
    name: decision.name,
    capacity: decision.capacity,
    at: telephone?.approvedAt ?? unit.now,
    opinion: decision.opinion,
    escalated: decision.escalated,
    takenById: telephone?.takenById ?? null,
    takenByName: telephone?.takenByName ?? null,
    confirmBy: telephone?.confirmBy ?? null,
    detail: decision.paper ?? null,
    signatureId: decision.signatureId
  })
  unit.signs({ type: 'approval', id: approval.id })
  const progress = decided(approval, approval.steps.length, decision.outcome)
  const after = await unit.update(
    Approval,
    approval,
    { ...progress, stepSince: unit.now, previousDeciderId: decision.personId },
    '审批'
  )
  unit.about({ type: approval.subjectType, id: approval.subjectId, number: approval.number })
  await requestDefinition(house, approval.kind).onOutcome(unit, after, progress.state, house)
  return after
}

/** Takes a request back; only the applicant, only before the first decision or once it was returned. */
export async function withdraw(unit: UnitOfWork, house: House, id: string, version: number): Promise<Approval> {
  const approval = await unit.load(Approval, id, '审批')
  const { state } = approval
  if (approval.version !== version) throw conflict('审批')
  if (state !== 'pending' && state !== 'returned') throw notNow('审批')
  onlyApplicant(unit, approval)
  if (state === 'pending' && approval.step > 0)
    throw refused([
      toFinding(K_01, { message: '已有人审批，不能再撤回；可请下一位审批人退回', act: 'BLOCK' }, unit.book)
    ])
  return ended(unit, house, approval, 'withdrawn', 'withdraw', '')
}

/** Hands a returned request in again from its first step. */
export async function resubmit(
  unit: UnitOfWork,
  house: House,
  id: string,
  version: number,
  note: string
): Promise<Approval> {
  const approval = await unit.load(Approval, id, '审批')
  if (approval.version !== version) throw conflict('审批')
  if (approval.state !== 'returned') throw notNow('审批')
  onlyApplicant(unit, approval)
  return ended(unit, house, approval, 'pending', 'resubmit', note)
}

/** What a correction may change of a returned request, and with it its chain. */
export type CorrectedSubmission = Omit<Submission, 'ledger' | 'subjectType' | 'subjectId' | 'number' | 'applicantId'>

/**
 * Hands a returned request in again as its applicant has corrected it: today's chain for what is asked now is frozen in
 * place of the old one and begins at its first step; the decisions so far stay with the request.
 */
export async function resubmitCorrected(
  unit: UnitOfWork,
  house: House,
  approvalId: string,
  submission: CorrectedSubmission,
  note: string
): Promise<Approval> {
  const approval = await unit.load(Approval, approvalId, '审批')
  if (approval.state !== 'returned') throw notNow('审批')
  onlyApplicant(unit, approval)
  unit.judge(K_11.on({ personName: unit.actor.name, kind: unit.actor.kind, doing: 'apply' }))
  const {
    kind,
    title,
    unitId,
    tags = [],
    amountCents = null,
    needsCollective = false,
    concernedPersonId = null,
    apart
  } = submission
  const steps = keptApart(await stepsToday(unit, requestDefinition(house, kind).flow, tags), apart)
  const corrected = await unit.update(
    Approval,
    approval,
    { kind, title, unitId, amountCents, needsCollective, concernedPersonId },
    '审批'
  )
  return ended(unit, house, corrected, 'pending', 'resubmit', note, steps)
}

async function ended(
  unit: UnitOfWork,
  house: House,
  approval: Approval,
  state: 'withdrawn' | 'pending',
  outcome: 'withdraw' | 'resubmit',
  opinion: string,
  steps = approval.steps
): Promise<Approval> {
  await plainDecision(unit, {
    approvalId: approval.id,
    step: approval.step,
    stepLabel: '经办人',
    outcome,
    capacity: '经办人',
    opinion
  })
  const after = await unit.update(
    Approval,
    approval,
    { state, steps, step: 0, stepSince: unit.now, previousDeciderId: null },
    '审批'
  )
  unit.about({ type: approval.subjectType, id: approval.subjectId, number: approval.number })
  await requestDefinition(house, approval.kind).onOutcome(unit, after, state, house)
  return after
}

function onlyApplicant(unit: UnitOfWork, approval: Approval): void {
  if (unit.actor.personId !== approval.applicantId) throw forbidden('只有经办人本人可以撤回或重新提交')
}

/** Large sums: the decision of the meeting is on record before the last step of the chain (K-05). */
export async function judgeCollective(
  unit: UnitOfWork,
  house: Pick<House, 'modules'>,
  approval: Approval
): Promise<void> {
  const last = approval.step === approval.steps.length - 1
  if (!approval.needsCollective || !last) return
  const collective = await collectiveOf(unit.manager, approval.id)
  unit.judge(
    K_05.on({
      amountCents: approval.amountCents ?? 0,
      what: house.modules.find(({ id }) => id === approval.ledger)?.spends ?? 'expenditure',
      decision: collective && {
        meeting: collective.meeting,
        heldOn: collective.heldOn,
        minutesNumber: collective.minutesNumber,
        scan: collective.attachmentId !== null
      },
      headSpokeLast: collective?.headOpinion !== null
    })
  )
}
