import type { EntityManager } from 'typeorm'
import { ApprovalDecision } from './entities'

/** The decisions of the present round: those since the request was last handed in. */
export async function decisionsOf(manager: EntityManager, approvalId: string): Promise<readonly ApprovalDecision[]> {
  const all = await manager.find(ApprovalDecision, { where: { approvalId }, order: { id: 'ASC' } })
  const start = all.map((each) => each.outcome).lastIndexOf('resubmit')
  return all.slice(start + 1)
}

/** When the last consent to a request was given, by telephone the moment of the call; absent where nobody has yet. */
export async function consentedAt(manager: EntityManager, approvalId: string | null): Promise<string | undefined> {
  if (approvalId === null) return undefined
  const consents = (await decisionsOf(manager, approvalId)).filter(({ outcome }) => outcome === 'approve')
  return consents
    .map(({ at }) => at)
    .toSorted()
    .at(-1)
}
