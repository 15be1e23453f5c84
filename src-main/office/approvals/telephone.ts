import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import { inParts } from '../../platform/database/readRows'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { localDateOf } from '../../kernel/instant'
import { conflict, forbidden } from '../../kernel/fault'
import { calendarDaysFrom, workingDaysFrom } from '../../kernel/periods'
import { K_01, K_02, K_03 } from '../../kernel/rules/common'
import { Person } from '../entities'
import type { House } from '../house'
import { candidatesFor } from './candidates'
import { capacityFor } from './capacity'
import { Approval, ApprovalDecision } from './entities'
import { pendingApproval } from './pending'
import { judgeCollective, record } from './service'
import { plainDecision } from './plainDecision'

export interface TelephoneCall {
  readonly approvedBy?: string | undefined
  readonly approvedAt?: string | undefined
  readonly takenBy?: string | undefined
  readonly note?: string | undefined
}

/** A leader approves the current step by telephone; the leader's own confirmation is due within the period of K-03. */
export async function approveByTelephone(
  unit: UnitOfWork,
  house: House,
  id: string,
  version: number,
  call: TelephoneCall
): Promise<{ approval: Approval; dueOn: string }> {
  const approval = await pendingApproval(unit, id, version)
  const { approvedBy, approvedAt, takenBy } = call
  unit.judge(K_03.on({ approvedBy, approvedAt, takenBy, inFuture: approvedAt !== undefined && approvedAt > unit.now }))
  const leader = await unit.load(Person, approvedBy ?? '', '批准领导')
  const taker = await unit.load(Person, takenBy ?? '', '接听记录人')
  const candidates = await candidatesFor(unit.manager, approval, unit.today, unit.book)
  unit.judge(
    K_02.on({ deciderId: leader.id, applicantId: approval.applicantId, previousDeciderId: approval.previousDeciderId ?? undefined }),
    K_01.on({
      step: approval.step,
      currentStep: approval.step,
      stepLabel: approval.steps[approval.step]?.label ?? '',
      opinion: '电话同意',
      holdsRole: candidates.people.includes(leader.id)
    })
  )
  await judgeCollective(unit, approval)
  const at = approvedAt ?? unit.now
  const days = K_03.values(unit.book)
  const deadline =
    approval.ledger === 'vehicles'
      ? workingDaysFrom(localDateOf(at), days.vehicleDays, await house.calendar(unit.manager))
      : calendarDaysFrom(localDateOf(at), days.otherDays)
  const after = await record(unit, house, approval, {
    outcome: 'approve',
    opinion: `电话同意${call.note ? `：${call.note}` : ''}`,
    personId: leader.id,
    name: leader.name,
    capacity: await capacityFor(unit.manager, leader.id, unit.today, approval.steps[approval.step]),
    escalated: candidates.above.includes(leader.id),
    signatureId: null,
    telephone: { takenById: taker.id, takenByName: taker.name, confirmBy: deadline.dueOn, approvedAt: at }
  })
  return { approval: after, dueOn: deadline.dueOn }
}

/** The leader confirms a telephone approval in writing; only that leader. Late confirmation stays visible as late. */
export async function confirmTelephone(unit: UnitOfWork, id: string, opinion: string): Promise<Approval> {
  const approval = await unit.load(Approval, id, '审批')
  const open = (await unconfirmedOf(unit.manager, [id])).filter((decision) => decision.personId === unit.actor.personId)
  const decision = open[0]
  if (!decision) {
    if ((await unconfirmedOf(unit.manager, [id])).length > 0) throw forbidden('电话请示由作出批准的领导本人确认')
    throw conflict('电话请示')
  }
  const { step, stepLabel, capacity } = decision
  await plainDecision(unit, { approvalId: id, step, stepLabel, outcome: 'confirm', capacity, opinion, detail: { decisionId: decision.id } })
  unit.about({ type: approval.subjectType, id: approval.subjectId, number: approval.number })
  return approval
}

/** Telephone approvals whose confirmation is still missing, of the given requests or of all. */
export async function unconfirmedOf(manager: EntityManager, approvalIds?: readonly (string | null)[]): Promise<readonly ApprovalDecision[]> {
  return approvalIds
    ? inParts(approvalIds, (part) => openCalls(manager).andWhere('d.approvalId IN (:...part)', { part }).getMany())
    : openCalls(manager).getMany()
}

// A confirmation names the call it confirms in its detail; one request may have been called about more than once. A comparison, unlike
// IS NOT NULL, lets SQLite read the few calls by their index.
function openCalls(manager: EntityManager): SelectQueryBuilder<ApprovalDecision> {
  const confirmations = manager
    .createQueryBuilder(ApprovalDecision, 'c')
    .select('1')
    .where("c.approvalId = d.approvalId AND c.outcome = 'confirm' AND c.detail LIKE '%' || d.id || '%'")
  return manager.createQueryBuilder(ApprovalDecision, 'd').where(`d.confirmBy > '' AND NOT EXISTS (${confirmations.getQuery()})`)
}
