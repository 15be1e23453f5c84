import type { Detail } from '../../contract/confidential/access'
import type { RecordAction, TimelineEvent } from '../../contract/lists'
import type { ApprovalView } from '../../contract/approvals'
import { approvalView } from '../../office/approvals/views'
import type { Reading } from '../../office/house'
import { actionsFor, type ActionRule } from '../../office/records/recordActions'
import { timelineOf } from '../../office/records/timeline'
import { officerPosts } from '../../contract/confidential/access'

/** The acts that are the officer's, with why they are not possible now. */
export type OfficerAct = Omit<ActionRule, 'by'>

/** What the page of a record shows beside it. */
export async function detailOf<Row>(
  reading: Reading,
  row: Row,
  {
    approvalId = null,
    subjects,
    acts
  }: {
    readonly approvalId?: string | null
    readonly subjects: readonly (string | null)[]
    readonly acts: readonly OfficerAct[]
  }
): Promise<Detail<Row>> {
  const approval: ApprovalView | null = approvalId ? await approvalView(reading, approvalId) : null
  const actions: readonly RecordAction[] = actionsFor(
    acts.map((act) => ({ ...act, by: officerPosts })),
    reading.actor
  )
  const timeline: readonly TimelineEvent[] = await timelineOf(reading.manager, {
    ledger: 'confidential',
    subjects,
    approvals: [approvalId],
    // Each look at the register is in the reading log; on a page the acts would drown in them.
    own: { events: [], acts: ['查阅'] }
  })
  return { row, approval, actions, timeline }
}
