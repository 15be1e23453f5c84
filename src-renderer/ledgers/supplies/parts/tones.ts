import type { Tone } from '../../../ui/tone'

type Tones<State extends string> = Readonly<Record<State, Tone>>

const approvalTones = { pending: 'info', returned: 'warn', approved: 'good', refused: 'bad', withdrawn: 'neutral' } as const

/** How the states of the ledger's records stand out; always beside their word. */
export const requisitionTones: Tones<keyof typeof approvalTones | 'purchasing'> = { ...approvalTones, purchasing: 'neutral' }
export const purchaseTones: Tones<keyof typeof approvalTones | 'ordered' | 'delivered' | 'closed'> = {
  ...approvalTones,
  ordered: 'info',
  delivered: 'info',
  closed: 'neutral'
}
export const supplierReturnTones: Tones<'open' | 'returned' | 'exchanged'> = { open: 'warn', returned: 'neutral', exchanged: 'good' }
export const issueRequestTones: Tones<keyof typeof approvalTones | 'partly' | 'issued'> = { ...approvalTones, partly: 'warn', issued: 'neutral' }
export const stocktakeTones: Tones<'counting' | 'recounting' | 'explaining' | 'pending' | 'returned' | 'posted' | 'refused' | 'withdrawn'> = {
  counting: 'info',
  recounting: 'warn',
  explaining: 'warn',
  pending: 'info',
  returned: 'warn',
  posted: 'good',
  refused: 'bad',
  withdrawn: 'neutral'
}
export const scrapTones: Tones<keyof typeof approvalTones | 'kept' | 'disposed'> = { ...approvalTones, approved: 'warn', kept: 'info', disposed: 'neutral' }

/** The word and tone of a record's state, for its page. */
export function stateOf<State extends string>(labels: Readonly<Record<State, string>>, tones: Tones<State>, state: State | undefined) {
  return state === undefined ? undefined : { label: labels[state], tone: tones[state] }
}
