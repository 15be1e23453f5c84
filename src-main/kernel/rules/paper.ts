import { formatInstant } from '../../contract/display'
import { localDateOf, type Instant } from '../instant'
import type { LocalDate } from '../localDate'
import type { Objection } from './rule'

/** A step decided on paper by somebody outside the bureau, as it is recorded from the scan. */
export interface PaperFacts {
  readonly stepLabel: string
  /** The step is one of those whose decider is outside the bureau. */
  readonly outside: boolean
  readonly signedBy: string | undefined
  readonly signedOn: LocalDate | undefined
  readonly scan: boolean
  /** The number as it stands on the scanned paper, and that of the request. */
  readonly paperNumber: string | undefined
  readonly number: string
  /** When the step became due: the paper went out after that. */
  readonly dueSince: Instant
  /** Who records it applied, or is the person concerned. */
  readonly recorderApplied: boolean
  readonly recorderConcerned: boolean
  /** Who records it holds a post entitled to; those posts in words. */
  readonly recorderEntitled: boolean
  readonly entitledWords: string
}

/**
 * What K-01 has against a decision recorded from a scan: it is complete, of this very paper, of a step that is decided
 * outside, not older than the step, and recorded by somebody entitled who did not apply. The date itself is K-13's.
 */
export function objectionsToPaper(facts: PaperFacts): readonly Objection[] {
  const { stepLabel, signedOn, dueSince, paperNumber, number } = facts
  const block = (message: string, field?: string): Objection => ({
    message,
    act: 'BLOCK',
    ...(field === undefined ? {} : { field })
  })
  if (!facts.outside) return [block(`“${stepLabel}”由本单位任职人员在系统内审批，不凭纸质扫描件登记`)]
  const missing = [
    ...(facts.signedBy ? [] : ['签署人']),
    ...(signedOn ? [] : ['签署日期']),
    ...(paperNumber ? [] : ['纸面编号']),
    ...(facts.scan ? [] : ['签署件扫描件'])
  ]
  return [
    ...(missing.length > 0 ? [{ message: '纸质审批须记明签署人、签署日期、纸面编号并附签署件扫描件', missing }] : []),
    ...(signedOn && signedOn < localDateOf(dueSince)
      ? [
          block(
            `签署日期不能早于本步开始（${formatInstant(dueSince)}），之前签的不是现在报批的这一份`,
            'paper.signedOn'
          )
        ]
      : []),
    ...(paperNumber && paperNumber !== number
      ? [block(`扫描件纸面编号是${paperNumber}，这项申请是${number}，不是同一份`, 'paper.paperNumber')]
      : []),
    ...(facts.recorderApplied
      ? [block('申请人不能为自己的申请登记纸质审批，请由保管人员或办公室人员登记')]
      : facts.recorderConcerned
        ? [block('与这项申请有利害关系的人员不能登记纸质审批')]
        : facts.recorderEntitled
          ? []
          : [block(`登记人应是${facts.entitledWords}`)])
  ]
}
