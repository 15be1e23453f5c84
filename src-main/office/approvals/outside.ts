import { outsideRoles, type StepRoleName } from '../../contract/stepRoles'
import type { Approval, ApprovalDecision } from './entities'
import type { DecisionRecord } from './service'

/** Whether the step a request waits at is decided outside the bureau, on the printed paper. */
export const isOutside = (approval: Pick<Approval, 'steps' | 'step'>): boolean =>
  outsideRoles.some((role: StepRoleName) => role === approval.steps[approval.step]?.role)

/** Somebody of another body who decides the step: known by name and office only. */
export const outsideDecider = (
  { steps, step }: Pick<Approval, 'steps' | 'step'>,
  name: string,
  capacity?: string
): Pick<DecisionRecord, 'personId' | 'name' | 'capacity' | 'escalated'> => ({
  personId: null,
  name,
  capacity: capacity ?? (steps[step]?.label ?? '').replace(/意见$/, ''),
  escalated: false
})

/** How something was decided on paper. */
export interface PaperDecision {
  readonly signedOn: string
  readonly attachmentId: string
  readonly recordedBy: string
}

/** The paper a decision rests on; undefined where it was decided otherwise. */
export function paperOf({ detail }: Pick<ApprovalDecision, 'detail'>): PaperDecision | undefined {
  const { signedOn, attachmentId, recordedByName } = detail ?? {}
  return signedOn && attachmentId ? { signedOn, attachmentId, recordedBy: recordedByName ?? '' } : undefined
}

/** In words for a printed box and the timeline: 纸质签署，扫描件由韦车管登记. */
export const paperWords = ({ recordedBy }: PaperDecision): string => `纸质签署，扫描件由${recordedBy}登记`
