import { In, Not, type EntityManager } from 'typeorm'
import type { TimelineEvent } from '../../contract/lists'
import { ApprovalDecision } from '../../office/approvals/entities'
import { AuditEntry } from '../../platform/database/auditEntities'

const outcomes: Readonly<Record<ApprovalDecision['outcome'], { word: string; tone: NonNullable<TimelineEvent['tone']> }>> = {
  approve: { word: '同意', tone: 'good' },
  refuse: { word: '不同意', tone: 'bad' },
  return: { word: '退回补正', tone: 'bad' },
  withdraw: { word: '撤回', tone: 'normal' },
  resubmit: { word: '补正重报', tone: 'normal' },
  collective: { word: '登记集体决策', tone: 'normal' },
  confirm: { word: '确认电话请示', tone: 'good' }
}

const approvalActs = ['审批', '撤回申请', '补正重报', '登记电话请示', '确认电话请示', '登记集体决策']

/** The life of a record, oldest first: its acts from the audit log with the warnings accepted, and the decisions on its approvals. */
export async function timelineOf(
  manager: EntityManager,
  subjectIds: readonly string[],
  approvalIds: readonly (string | null)[]
): Promise<readonly TimelineEvent[]> {
  // Decisions are shown with their opinions, so the audit entries of the same acts would only repeat them.
  const acts = await manager.find(AuditEntry, {
    where: { chain: 'warehouse', subjectId: In([...subjectIds]), act: Not(In(approvalActs)) },
    order: { seq: 'ASC' }
  })
  const ids = approvalIds.filter((id): id is string => id !== null)
  const decisions = ids.length > 0 ? await manager.find(ApprovalDecision, { where: { approvalId: In(ids) }, order: { id: 'ASC' } }) : []
  const events: TimelineEvent[] = [
    ...acts.map((entry) => ({
      at: entry.at,
      title: entry.act,
      actor: entry.actorName,
      ...(entry.capacity ? { capacity: entry.capacity } : {}),
      findings: entry.accepted.map(({ rule, message, reason }) => ({ rule, message, reason })),
      tone: 'normal' as const
    })),
    ...decisions.map((decision) => ({
      at: decision.at,
      title: `${decision.stepLabel}：${decision.takenById && decision.outcome === 'approve' ? '电话同意' : outcomes[decision.outcome].word}`,
      actor: decision.name,
      ...(decision.capacity ? { capacity: decision.capacity } : {}),
      opinion: decision.opinion,
      findings: [],
      tone: outcomes[decision.outcome].tone
    }))
  ]
  return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
