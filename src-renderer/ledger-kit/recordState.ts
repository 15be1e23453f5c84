import type { Tone } from '../ui/tone'

/**
 * How the states of a record stand out; always beside their word. One word has one tone in every ledger: what is under
 * way is `info`, what waits for somebody `warn`, what holds or is in force `good`, what went wrong `bad`, what is over
 * `neutral`.
 */
export type Tones<State extends string> = Readonly<Record<State, Tone>>

/** Tones of the states every request goes through. */
export const requestTones = {
  pending: 'info',
  returned: 'warn',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
  cancelled: 'neutral'
} as const

/** The word and tone of a record's state, for its page. */
export function stateOf<State extends string>(
  labels: Readonly<Record<State, string>>,
  tones: Tones<State>,
  state: State | undefined
) {
  return state === undefined ? undefined : { label: labels[state], tone: tones[state] }
}
