import { In, Not, type EntityManager } from 'typeorm'
import type { TimelineEvent } from '../../contract/lists'
import { ApprovalDecision } from '../../office/approvals/entities'
import { Handover } from '../../office/entities'
import { AuditEntry } from '../../platform/database/auditEntities'
import { custodyKinds } from '../../contract/seals'

const outcomes: Readonly<Record<ApprovalDecision['outcome'], { word: string; tone: NonNullable<TimelineEvent['tone']> }>> = {
  approve: { word: '同意', tone: 'good' },
  refuse: { word: '不同意', tone: 'bad' },
  return: { word: '退回补正', tone: 'bad' },
  withdraw: { word: '撤回', tone: 'normal' },
  resubmit: { word: '补正重报', tone: 'normal' },
  collective: { word: '登记集体决策', tone: 'normal' },
  confirm: { word: '确认电话请示', tone: 'good' }
}

// Shown with their opinions as decisions, or with their parties as handovers; their audit entries would only repeat them.
const shownOtherwise = ['审批', '撤回申请', '补正重报', '登记电话请示', '确认电话请示', '登记集体决策', '印章交接']

/** The life of a record, oldest first: acts with accepted warnings, decisions, and the handovers of a seal. */
export async function timelineOf(
  manager: EntityManager,
  {
    subjects,
    approvalId = null,
    sealId
  }: { readonly subjects: readonly (string | null)[]; readonly approvalId?: string | null; readonly sealId?: string }
): Promise<readonly TimelineEvent[]> {
  const ids = subjects.filter((id) => id !== null)
  const acts = await manager.find(AuditEntry, { where: { chain: 'seals', subjectId: In(ids), act: Not(In(shownOtherwise)) }, order: { seq: 'ASC' } })
  const decisions = approvalId ? await manager.find(ApprovalDecision, { where: { approvalId }, order: { id: 'ASC' } }) : []
  const handovers = sealId ? await manager.find(Handover, { where: { ledger: 'seals', subjectId: sealId } }) : []
  const events: TimelineEvent[] = [
    ...acts.map((entry): TimelineEvent => ({
      at: entry.at,
      title: entry.act,
      actor: entry.actorName,
      ...(entry.capacity ? { capacity: entry.capacity } : {}),
      findings: entry.accepted.map(({ rule, message, reason }) => ({ rule, message, reason })),
      tone: 'normal'
    })),
    ...decisions.map((decision): TimelineEvent => ({
      at: decision.at,
      title: `${decision.stepLabel}：${decision.takenById && decision.outcome === 'approve' ? '电话同意' : outcomes[decision.outcome].word}`,
      actor: decision.name,
      ...(decision.capacity ? { capacity: decision.capacity } : {}),
      opinion: decision.opinion,
      findings: [],
      tone: outcomes[decision.outcome].tone
    })),
    ...handovers.map((handover): TimelineEvent => ({
      at: handover.at,
      title: `${custodyKinds[handover.kind]}：${handover.fromName}→${handover.toName}`,
      actor: handover.toName,
      opinion: handover.reason,
      findings: [],
      tone: 'normal'
    }))
  ]
  return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
