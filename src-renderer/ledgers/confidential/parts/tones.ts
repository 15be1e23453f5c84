import type {
  CarrierState,
  CheckState,
  DispatchState,
  FileState,
  IncidentState,
  MediumState,
  RequestState
} from '@contract/confidential'
import { requestTones, type Tones } from '../../../ledger-kit'

/** How the states of the ledger's records stand out; always beside their word. */
export const askedTones: Tones<RequestState> = { ...requestTones, done: 'neutral' }
export const fileTones: Tones<FileState> = { held: 'info', declassified: 'good', reversed: 'neutral' }
export const carrierTones: Tones<CarrierState> = {
  cabinet: 'good',
  reader: 'info',
  out: 'warn',
  transit: 'info',
  missing: 'bad',
  unsettled: 'bad',
  givenBack: 'neutral',
  archived: 'neutral',
  sentOut: 'neutral',
  destroyed: 'neutral',
  reversed: 'neutral'
}
export const checkTones: Tones<CheckState> = { open: 'warn', done: 'good' }
export const incidentTones: Tones<IncidentState> = { open: 'warn', closed: 'good' }
export const mediumTones: Tones<MediumState> = { inUse: 'good', destroyed: 'neutral', handedIn: 'neutral' }
export const dispatchTones: Tones<DispatchState> = { sent: 'warn', receipted: 'good' }
