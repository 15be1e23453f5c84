import { posts, type Post } from '../../contract/posts'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { holds } from '../../kernel/actor'
import { conflict, forbidden } from '../../kernel/fault'
import { localDateOf } from '../../kernel/instant'
import { K_01, K_02, K_03 } from '../../kernel/rules/common'
import { actorOf } from '../actors'
import { Person } from '../entities'
import { keepersOf } from '../home/keepers'
import type { House } from '../house'
import { datedRule, markBackdated, noteIfLate } from '../records/lateness'
import { sign } from '../signatures'
import { candidatesFor } from './candidates'
import { decidingRules } from './parties'
import { cancelled } from './cancelling'
import { capacityFor } from './capacity'
import { Approval, type ApprovalDecision } from './entities'
import { requestDefinition } from './flows'
import { pendingApproval } from './pending'
import { plainDecision } from './plainDecision'
import { isOutside, outsideDecider } from './outside'
import { judgeCollective, record, type DecisionRecord } from './service'
import { confirmationDue, papersDue, telephoneCitation, unconfirmedOf } from './unconfirmed'

export interface TelephoneCall {
  readonly approvedBy?: string | undefined
  /** Who said yes where the step is decided outside the bureau: somebody no roster names. */
  readonly approvedByName?: string | undefined
  readonly approvedAt?: string | undefined
  readonly takenBy?: string | undefined
  readonly pin?: string | undefined
  readonly note?: string | undefined
}

/** Posts entitled to record a telephone approval in a ledger: who keeps it, and the office. */
export const callTakers = (house: Pick<House, 'modules'>, ledger: Approval['ledger']): readonly Post[] => [
  ...keepersOf(house, ledger),
  'officeDirector'
]

/**
 * A leader approves the step that is due by telephone (K-03): taken down by somebody entitled who did not apply, with
 * their PIN. The leader's own confirmation is due within the period of K-03.
 */
export async function approveByTelephone(
  unit: UnitOfWork,
  house: House,
  id: string,
  version: number,
  call: TelephoneCall
): Promise<{ approval: Approval; dueOn: string }> {
  const approval = await pendingApproval(unit, id, version)
  const { approvedAt, takenBy, pin } = call
  const outside = isOutside(approval) && call.approvedBy === undefined
  const approvedBy = outside ? call.approvedByName : call.approvedBy
  const definition = requestDefinition(house, approval.kind)
  const takers = callTakers(house, approval.ledger)
  const takerActor = takenBy ? await actorOf(unit.manager, takenBy, unit.today) : undefined
  unit.judge(
    K_03.on({
      ledger: approval.ledger,
      approvedBy,
      approvedAt,
      takenBy,
      pinGiven: pin !== undefined,
      now: unit.now,
      previousStepAt: approval.step > 0 ? approval.stepSince : undefined,
      applicantId: approval.applicantId,
      takerEntitled: takerActor !== undefined && holds(takerActor, takers),
      entitledWords: takers.map((post) => posts[post].label).join('、'),
      takerConcerned: takenBy !== undefined && takenBy === approval.concernedPersonId,
      topics: [definition.flow.name, ...((await definition.topics?.(unit.manager, approval.subjectId)) ?? [])]
    })
  )
  const taker = await unit.load(Person, takenBy ?? '', '接听记录人')
  const decider = outside
    ? outsideDecider(approval, approvedBy ?? '')
    : await leaderCalled(unit, approval, approvedBy ?? '')
  await judgeCollective(unit, house, approval)
  const subject = { type: approval.subjectType, id: approval.subjectId, number: approval.number }
  const dated = { what: '电话批准时间', dated: localDateOf(approvedAt ?? unit.now), field: 'approvedAt' }
  unit.judge(datedRule(unit, dated))
  await markBackdated(unit, subject, dated)
  if (pin !== undefined)
    await sign(unit, { by: 'pin', personId: taker.id, pin }, '接听记录人', { type: 'approval', id: approval.id })
  const at = approvedAt ?? unit.now
  const deadline = papersDue({ book: unit.book, calendar: await house.calendar(unit.manager) }, approval.ledger, at)
  const after = await record(unit, house, approval, {
    outcome: 'approve',
    opinion: `电话同意${call.note ? `：${call.note}` : ''}`,
    ...decider,
    signatureId: null,
    telephone: { takenById: taker.id, takenByName: taker.name, confirmBy: deadline.dueOn, approvedAt: at }
  })
  return { approval: after, dueOn: deadline.dueOn }
}

type Decider = Pick<DecisionRecord, 'personId' | 'name' | 'capacity' | 'escalated'>

/** The leader of the bureau who said yes, judged as one who decides the step in writing (K-01, K-02, K-12). */
async function leaderCalled(unit: UnitOfWork, approval: Approval, id: string): Promise<Decider> {
  const leader = await unit.load(Person, id, '批准领导')
  const candidates = await candidatesFor(unit.manager, approval, unit.today, unit.book)
  const step = approval.steps[approval.step]
  unit.judge(
    K_02.on({
      deciderId: leader.id,
      applicantId: approval.applicantId,
      previousDeciderId: approval.previousDeciderId ?? undefined
    }),
    K_01.on({
      step: approval.step,
      currentStep: approval.step,
      stepLabel: step?.label ?? '',
      opinion: '电话同意',
      holdsRole: candidates.people.includes(leader.id)
    }),
    ...(await decidingRules(unit.manager, step, leader))
  )
  return {
    personId: leader.id,
    name: leader.name,
    capacity: await capacityFor(unit.manager, leader.id, unit.today, step),
    escalated: candidates.above.includes(leader.id)
  }
}

/**
 * The leader confirms a telephone approval in writing; only that leader. A late confirmation leaves a missed deadline:
 * 不予报销 stays (K-03).
 */
export async function confirmTelephone(unit: UnitOfWork, house: House, id: string, opinion: string): Promise<Approval> {
  const { approval, decision } = await ownCall(unit, id)
  return confirmed(unit, house, approval, decision, { opinion })
}

/** What a call is confirmed or disowned with: in the leader's words, or by the paper signed outside. */
export interface CallAnswer {
  readonly opinion: string
  readonly paper?: Record<string, string | null>
}

/** Appends the confirmation of a call, late ones as missed for ever (K-03). */
export async function confirmed(
  unit: UnitOfWork,
  house: House,
  approval: Approval,
  decision: ApprovalDecision,
  { opinion, paper }: CallAnswer
): Promise<Approval> {
  const { id } = approval
  const { step, stepLabel, capacity } = decision
  unit.signs({ type: 'approval', id })
  await plainDecision(unit, {
    approvalId: id,
    step,
    stepLabel,
    outcome: 'confirm',
    capacity,
    opinion,
    detail: { decisionId: decision.id, ...paper }
  })
  unit.about({ type: approval.subjectType, id: approval.subjectId, number: approval.number })
  const by = { manager: unit.manager, book: unit.book, calendar: await house.calendar(unit.manager), house }
  const due = await confirmationDue(by, approval, decision)
  if (due !== null)
    await noteIfLate(unit, {
      rule: K_03,
      subject: { type: approval.subjectType, id: approval.subjectId, number: approval.number },
      what: `${decision.name}电话请示的书面确认（不予报销）`,
      due: { dueOn: due, dueAt: null }
    })
  return approval
}

/**
 * The leader named disowns a telephone approval (K-03). What rests on it is refused while it waits, cancelled while it
 * is not done; where it is done the exceptions report and every print of it say so.
 */
export async function disownTelephone(unit: UnitOfWork, house: House, id: string, reason: string): Promise<Approval> {
  const { approval, decision } = await ownCall(unit, id)
  return disowned(unit, house, approval, decision, { opinion: reason })
}

/** Appends that there was no such consent, and stops what rests on it where it still can be (K-03). */
export async function disowned(
  unit: UnitOfWork,
  house: House,
  approval: Approval,
  decision: ApprovalDecision,
  { opinion: reason, paper }: CallAnswer
): Promise<Approval> {
  const { id } = approval
  const { step, stepLabel, capacity } = decision
  await plainDecision(unit, {
    approvalId: id,
    step,
    stepLabel,
    outcome: 'disown',
    capacity,
    opinion: reason,
    detail: { decisionId: decision.id, ...paper }
  })
  unit.about({ type: approval.subjectType, id: approval.subjectId, number: approval.number })
  await unit.except({
    rule: K_03.id,
    message: `${decision.name}否认电话同意“${approval.title}”，${decision.takenByName ?? ''}接听记录`,
    source: telephoneCitation(unit.book, approval.ledger),
    reason
  })
  if (approval.state === 'pending' || approval.state === 'returned') return refusedAfterwards(unit, house, approval)
  const open =
    approval.state === 'approved' &&
    (await requestDefinition(house, approval.kind).cancelling?.stillToDo(unit.manager, approval.subjectId))
  return open ? cancelled(unit, house, approval, capacity, `否认电话同意：${reason}`) : approval
}

async function refusedAfterwards(unit: UnitOfWork, house: House, approval: Approval): Promise<Approval> {
  const after = await unit.update(Approval, approval, { state: 'refused' }, '审批')
  await requestDefinition(house, approval.kind).onOutcome(unit, after, 'refused', house)
  return after
}

async function ownCall(unit: UnitOfWork, id: string): Promise<{ approval: Approval; decision: ApprovalDecision }> {
  const approval = await unit.load(Approval, id, '审批')
  const open = await unconfirmedOf(unit.manager, [id])
  const decision = open.find((each) => each.personId === unit.actor.personId)
  if (decision) return { approval, decision }
  if (open.length > 0) throw forbidden('电话请示由作出批准的领导本人确认或否认')
  throw conflict('电话请示')
}
