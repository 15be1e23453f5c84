import type { EntityManager } from 'typeorm'
import { formatDate } from '../../contract/display'
import type { LedgerId } from '../../contract/ledgers'
import type { TimelineEvent } from '../../contract/lists'
import { AuditEntry } from '../../platform/database/auditEntities'
import { rowsWith } from '../../platform/database/readRows'
import { ApprovalDecision } from '../approvals/entities'
import { paperOf, paperWords } from '../approvals/outside'
import { outcomeWords } from '../approvals/words'
import type { BackdatedEntry, MissedDeadline } from './entities'
import { backdatedOf, backdatedWords, missedOf, missedWords } from './lateness'

const outcomeTones: Readonly<Record<ApprovalDecision['outcome'], NonNullable<TimelineEvent['tone']>>> = {
  approve: 'good',
  refuse: 'bad',
  return: 'bad',
  withdraw: 'normal',
  resubmit: 'normal',
  collective: 'normal',
  confirm: 'good',
  disown: 'bad',
  cancel: 'bad'
}

// Decisions are shown with their opinions; the audit entries of the same acts would only repeat them.
const approvalActs = [
  '审批',
  '撤回申请',
  '补正重报',
  '登记电话请示',
  '登记纸质审批',
  '确认电话请示',
  '否认电话请示',
  '取消已批准事项',
  '批准失效',
  '登记集体决策'
]

export interface TimelineSources {
  readonly ledger: LedgerId
  /** The record and those whose acts belong to its life. */
  readonly subjects: readonly (string | null)[]
  readonly approvals?: readonly (string | null)[]
  /** Events a ledger shows in its own words, with the acts they stand for, whose entries are left out. */
  readonly own?: { readonly events: readonly TimelineEvent[]; readonly acts: readonly string[] }
}

/**
 * The life of a record, oldest first: its acts from the audit log with the warnings accepted, and the decisions on its
 * approvals.
 */
export async function timelineOf(
  manager: EntityManager,
  { ledger, subjects, approvals = [], own = { events: [], acts: [] } }: TimelineSources
): Promise<readonly TimelineEvent[]> {
  const shownOtherwise = [...approvalActs, ...own.acts]
  // Chosen and put in order here: told the chain or an order, SQLite reads the whole chain instead of the few entries
  // of the subjects.
  const entries = await rowsWith(manager, AuditEntry, 'subjectId', subjects)
  const acts = entries
    .filter(({ chain, act }) => chain === ledger && !shownOtherwise.includes(act))
    .sort((one, other) => one.seq - other.seq)
  const decisions = await rowsWith(manager, ApprovalDecision, 'approvalId', approvals, { order: { id: 'ASC' } })
  const missed = (await missedOf(manager, subjects)).filter((each) => each.ledger === ledger).map(missedEvent)
  const backdated = (await backdatedOf(manager, subjects)).filter((each) => each.ledger === ledger).map(backdatedEvent)
  return [...acts.map(actEvent), ...decisions.map(decisionEvent), ...missed, ...backdated, ...own.events].sort(
    (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)
  )
}

function actEvent({ at, act, actorName, capacity, accepted }: AuditEntry): TimelineEvent {
  return {
    at,
    title: act,
    actor: actorName,
    ...(capacity ? { capacity } : {}),
    findings: accepted.map(({ rule, message, reason }) => ({ rule, message, reason })),
    tone: 'normal'
  }
}

const missedTitles = { late: '逾期', backdated: '补录，不计按期', closed: '逾期' }

function missedEvent(row: MissedDeadline): TimelineEvent {
  const { at, rule, reason, personName } = row
  return {
    at,
    title: missedTitles[row.outcome],
    actor: personName,
    findings: [{ rule, message: missedWords(row), reason: reason ?? '' }],
    tone: 'bad'
  }
}

function backdatedEvent(row: BackdatedEntry): TimelineEvent {
  return { at: row.at, title: backdatedWords(row), actor: row.personName, findings: [], tone: 'normal' }
}

function decisionEvent(decision: ApprovalDecision): TimelineEvent {
  const { at, stepLabel, takenById, takenByName, outcome, name, capacity, opinion } = decision
  const [word, tone] = [outcomeWords[outcome], outcomeTones[outcome]]
  const paper = paperOf(decision)
  const how = paper ? `${word}（${formatDate(paper.signedOn)}${paperWords(paper)}）` : word
  return {
    at,
    title: `${stepLabel}：${takenById && outcome === 'approve' ? `电话同意（${takenByName ?? ''}接听记录）` : how}`,
    actor: name,
    ...(capacity ? { capacity } : {}),
    opinion,
    findings: [],
    tone
  }
}
