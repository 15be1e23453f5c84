import type { EntityManager } from 'typeorm'
import { ApprovalDecision } from './entities'

/** The decisions of the present round: those since the request was last handed in. */
export async function decisionsOf(manager: EntityManager, approvalId: string): Promise<readonly ApprovalDecision[]> {
  const all = await manager.find(ApprovalDecision, { where: { approvalId }, order: { id: 'ASC' } })
  const start = all.map((each) => each.outcome).lastIndexOf('resubmit')
  return all.slice(start + 1)
}
