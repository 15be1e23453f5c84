import type {
  CardState,
  ChangeState,
  DistanceState,
  DriverState,
  ExpiryState,
  IncidentState,
  LayupState,
  MatchKind,
  RepairState,
  SettledState,
  TripState,
  VehicleState
} from '@contract/vehicles'
import { requestTones, type Tones } from '../../../ledger-kit'

/** How the states of the ledger's records stand out; always beside their word. */
export const vehicleTones: Tones<VehicleState> = {
  inUse: 'good',
  repair: 'warn',
  sealed: 'info',
  replaced: 'neutral',
  scrapped: 'neutral',
  undone: 'neutral'
}
export const tripTones: Tones<TripState> = { ...requestTones, out: 'warn', done: 'good', cancelled: 'neutral' }
export const changeTones: Tones<ChangeState> = requestTones
export const repairTones: Tones<RepairState> = {
  ...requestTones,
  approved: 'warn',
  inGarage: 'warn',
  accepted: 'info',
  closed: 'neutral'
}
export const incidentTones: Tones<IncidentState> = { open: 'warn', closed: 'good' }
export const settledTones: Tones<SettledState> = { open: 'warn', settled: 'good' }
export const distanceTones: Tones<DistanceState> = { open: 'warn', explained: 'good', exception: 'bad' }
export const layupTones: Tones<LayupState> = { sealed: 'info', released: 'good' }
export const cardTones: Tones<CardState> = { active: 'good', lost: 'bad', cancelled: 'neutral' }
export const driverTones: Tones<DriverState> = { active: 'good', ended: 'neutral' }
export const expiryTones: Tones<ExpiryState> = { valid: 'good', soon: 'warn', over: 'bad', missing: 'bad' }
export const matchTones: Tones<MatchKind> = {
  agreeing: 'good',
  netted: 'neutral',
  notRegistered: 'bad',
  notOnStatement: 'bad',
  amount: 'bad',
  litres: 'bad',
  grade: 'warn',
  card: 'bad',
  date: 'warn',
  goods: 'warn'
}
