import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { ApprovalDecision } from './entities'

type Told = Pick<ApprovalDecision, 'approvalId' | 'step' | 'stepLabel' | 'outcome' | 'capacity' | 'opinion'> &
  Partial<Pick<ApprovalDecision, 'detail'>>

/**
 * Appends what the person acting did to a request by being signed in: neither by telephone nor over somebody else's
 * head, and not signed for apart.
 */
export async function plainDecision(unit: UnitOfWork, told: Told): Promise<ApprovalDecision> {
  return unit.append(ApprovalDecision, {
    detail: null,
    ...told,
    personId: unit.actor.personId,
    name: unit.actor.name,
    at: unit.now,
    escalated: false,
    takenById: null,
    takenByName: null,
    confirmBy: null,
    signatureId: null
  })
}
