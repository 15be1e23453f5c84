import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { conflict, notNow } from '../../kernel/fault'
import { Approval } from './entities'

/** A pending request still at the version the caller saw; otherwise fails with `conflict`. */
export async function pendingApproval(unit: UnitOfWork, id: string, version: number): Promise<Approval> {
  const approval = await unit.load(Approval, id, '审批')
  if (approval.version !== version) throw conflict('审批')
  if (approval.state !== 'pending') throw notNow('审批')
  return approval
}
