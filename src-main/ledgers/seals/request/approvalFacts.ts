import type { EntityManager } from 'typeorm'
import { formatInstant } from '../../../contract/display'
import type { StepRole } from '../../../kernel/approval/chain'
import { Approval } from '../../../office/approvals/entities'
import { decisionsOf } from '../../../office/approvals/decisions'

/**
 * What a custodian looks for on an approval: that it is complete, who signed in which role, and how that is printed.
 */
export interface ApprovalEvidence {
  readonly approved: boolean
  readonly signedRoles: readonly StepRole[]
  /** Names and times in the order of the chain. */
  readonly approvers: string
  /** Name of the last decider. */
  readonly approverName: string | null
}

/** The decisions of an approval's present round as evidence; nothing when there is no approval. */
export async function evidenceOf(manager: EntityManager, approvalId: string | null): Promise<ApprovalEvidence> {
  const approval = approvalId ? await manager.findOneBy(Approval, { id: approvalId }) : null
  if (!approval) return { approved: false, signedRoles: [], approvers: '', approverName: null }
  const decided = (await decisionsOf(manager, approval.id)).filter((each) => each.outcome === 'approve')
  // What needs somebody's own consent is given by nobody else (SEAL-07).
  const roles = decided
    .filter((each) => approval.steps[each.step]?.role !== 'person' || each.personId === approval.concernedPersonId)
    .map((each) => approval.steps[each.step]?.role)
    .filter((role) => role !== undefined)
  return {
    approved: approval.state === 'approved',
    signedRoles: [...new Set(roles)],
    approvers: decided
      .map((each) => `${each.name} ${formatInstant(each.at)}${each.takenById ? '（电话）' : ''}`)
      .join('；'),
    approverName: decided.at(-1)?.name ?? null
  }
}
