import type { ListFilter, Post } from '@contract'
import { wasAborted } from '../api/faults'

/** One step of a ledger's work, with how many things wait there. */
export interface Step {
  readonly title: string
  readonly what: string
  readonly button: string
  readonly path: string
  /** Whose daily work it is; everybody's when absent. */
  readonly by?: readonly Post[]
  readonly count: (signal: AbortSignal) => Promise<number>
}

/** What a person begins on a ledger's first page. */
export interface Beginning {
  readonly title: string
  readonly what: string
  readonly path: string
}

/** What a list is asked for when only the number of its records in some states is wanted. */
export const inStates = (...states: string[]): { filters: ListFilter[]; limit: number } => ({
  filters: [{ field: 'state', op: 'in', value: states }],
  limit: 1
})

/** How much waits at each step; a step whose list is closed to the user shows none. */
export function waitingAt(
  steps: readonly Step[],
  signal: AbortSignal
): Promise<readonly { readonly step: Step; readonly waiting: number }[]> {
  return Promise.all(
    steps.map(async (step) => {
      try {
        return { step, waiting: await step.count(signal) }
      } catch (error) {
        if (wasAborted(error)) throw error
        return { step, waiting: 0 }
      }
    })
  )
}
