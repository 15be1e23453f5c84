/** States a request for approval can be in. */
export const approvalStates = ['pending', 'returned', 'approved', 'refused', 'withdrawn', 'cancelled'] as const
export type ApprovalState = (typeof approvalStates)[number]

export type DecisionOutcome = 'approve' | 'refuse' | 'return'

/** States a request moves through by decisions; `cancelled` ends what was approved and never done. */
export type DecidedState = Exclude<ApprovalState, 'cancelled'>

export interface Progress {
  readonly state: DecidedState
  /** Index of the step to be decided next. */
  readonly step: number
}

/** What a decision on the current step makes of a request: the next step, or an end. */
export function decided(progress: Pick<Progress, 'step'>, steps: number, outcome: DecisionOutcome): Progress {
  if (outcome === 'refuse') return { state: 'refused', step: progress.step }
  if (outcome === 'return') return { state: 'returned', step: progress.step }
  const next = progress.step + 1
  return next >= steps ? { state: 'approved', step: next } : { state: 'pending', step: next }
}

export interface CandidateFacts {
  readonly applicantId: string
  /** Who decided the step before, if any. */
  readonly previousDeciderId: string | undefined
  /** Who has done what is decided on (K-12). */
  readonly apart?: readonly string[]
}

/**
 * Of the people holding a role today, those who may decide: not the applicant, not the decider of the step before
 * (K-02), nobody who did what is decided on (K-12).
 */
export function eligible(
  holders: readonly string[],
  { applicantId, previousDeciderId, apart = [] }: CandidateFacts
): readonly string[] {
  return holders.filter((person) => person !== applicantId && person !== previousDeciderId && !apart.includes(person))
}
