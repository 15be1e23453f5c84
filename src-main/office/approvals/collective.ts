import type { EntityManager } from 'typeorm'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Attachment } from '../entities'
import { ApprovalDecision } from './entities'
import { pendingApproval } from './pending'

/** The decision of a meeting a large sum rests on (K-05). */
export interface Collective {
  readonly meeting: string
  readonly heldOn: string
  readonly minutesNumber: string
  readonly attachmentId: string | null
  /** The head's opinion, entered last. */
  readonly headOpinion: string | null
}

/** The latest collective decision recorded for a request. */
export async function collectiveOf(manager: EntityManager, approvalId: string): Promise<Collective | undefined> {
  const row = await manager.findOne(ApprovalDecision, {
    where: { approvalId, outcome: 'collective' },
    order: { at: 'DESC', id: 'DESC' }
  })
  if (!row?.detail) return undefined
  const { meeting, heldOn, minutesNumber, attachmentId, headOpinion } = row.detail
  return {
    meeting: meeting ?? '',
    heldOn: heldOn ?? '',
    minutesNumber: minutesNumber ?? '',
    attachmentId: attachmentId ?? null,
    headOpinion: headOpinion ?? null
  }
}

/** Records a meeting's decision with its minutes. */
export async function recordCollective(
  unit: UnitOfWork,
  id: string,
  version: number,
  collective: Collective
): Promise<number> {
  const approval = await pendingApproval(unit, id, version)
  if (collective.attachmentId) await unit.load(Attachment, collective.attachmentId, '纪要扫描件')
  await unit.append(ApprovalDecision, {
    approvalId: approval.id,
    step: approval.step,
    stepLabel: '集体决策',
    outcome: 'collective',
    personId: unit.actor.personId,
    name: unit.actor.name,
    capacity: '登记人',
    at: unit.now,
    opinion: `${collective.meeting}（${collective.minutesNumber}）`,
    escalated: false,
    takenById: null,
    takenByName: null,
    confirmBy: null,
    detail: { ...collective },
    signatureId: null
  })
  unit.about({ type: approval.subjectType, id: approval.subjectId, number: approval.number })
  return approval.version
}
