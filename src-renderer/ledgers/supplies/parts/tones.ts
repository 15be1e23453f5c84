import { requestTones, type Tones } from '../../../ledger-kit'

/** How the states of the ledger's records stand out; always beside their word. */
export const requisitionTones: Tones<keyof typeof requestTones | 'purchasing'> = {
  ...requestTones,
  purchasing: 'neutral'
}
export const purchaseTones: Tones<keyof typeof requestTones | 'ordered' | 'delivered' | 'closed'> = {
  ...requestTones,
  ordered: 'info',
  delivered: 'info',
  closed: 'neutral'
}
export const supplierReturnTones: Tones<'open' | 'returned' | 'exchanged'> = {
  open: 'warn',
  returned: 'neutral',
  exchanged: 'good'
}
export const issueRequestTones: Tones<keyof typeof requestTones | 'partly' | 'issued'> = {
  ...requestTones,
  approved: 'warn',
  partly: 'warn',
  issued: 'neutral'
}
export const stocktakeTones: Tones<
  'counting' | 'recounting' | 'explaining' | 'pending' | 'returned' | 'posted' | 'refused' | 'withdrawn'
> = {
  counting: 'info',
  recounting: 'warn',
  explaining: 'warn',
  pending: 'info',
  returned: 'warn',
  posted: 'good',
  refused: 'bad',
  withdrawn: 'neutral'
}
export const scrapTones: Tones<keyof typeof requestTones | 'kept' | 'disposed'> = {
  ...requestTones,
  approved: 'warn',
  kept: 'info',
  disposed: 'neutral'
}
