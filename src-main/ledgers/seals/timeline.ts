import type { EntityManager } from 'typeorm'
import type { TimelineEvent } from '../../contract/lists'
import { custodyKinds } from '../../contract/seals'
import { Handover } from '../../office/entities'
import { timelineOf as recordTimeline } from '../../office/records/timeline'

interface SealTimeline {
  readonly subjects: readonly (string | null)[]
  readonly approvalId?: string | null
  readonly sealId?: string
}

/** The life of a record, oldest first; with a seal's id its handovers too, in place of their audit entries. */
export async function timelineOf(
  manager: EntityManager,
  { subjects, approvalId = null, sealId }: SealTimeline
): Promise<readonly TimelineEvent[]> {
  const handovers = sealId
    ? await manager.find(Handover, { where: { ledger: 'seals', subjectId: sealId }, order: { id: 'ASC' } })
    : []
  return recordTimeline(manager, {
    ledger: 'seals',
    subjects,
    approvals: [approvalId],
    own: { events: handovers.map(handoverEvent), acts: ['印章交接'] }
  })
}

function handoverEvent({ at, kind, fromName, toName, reason }: Handover): TimelineEvent {
  return {
    at,
    title: `${custodyKinds[kind]}：${fromName}→${toName}`,
    actor: toName,
    opinion: reason,
    findings: [],
    tone: 'normal'
  }
}
