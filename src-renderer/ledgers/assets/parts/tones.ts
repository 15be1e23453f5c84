import type {
  AcceptanceState,
  AcquisitionState,
  AssetCountState,
  AssetState,
  DamageState,
  IssueState,
  LoanState,
  LowValueState,
  ReconciliationState,
  RepairState,
  RetirementState,
  RunState,
  TransferState
} from '@contract/assets'
import { requestTones, type Tones } from '../../../ledger-kit'

/** How the states of the ledger's records stand out; always beside their word. */
export const assetTones: Tones<AssetState> = {
  inUse: 'good',
  idle: 'info',
  lent: 'warn',
  repairing: 'warn',
  missing: 'bad',
  awaiting: 'warn',
  gone: 'neutral'
}
export const acquisitionTones: Tones<AcquisitionState> = { ...requestTones, accepted: 'info' }
export const acceptanceTones: Tones<AcceptanceState> = { open: 'warn', carded: 'neutral', closed: 'neutral' }
export const transferTones: Tones<TransferState> = { ...requestTones, done: 'neutral' }
export const loanTones: Tones<LoanState> = { ...requestTones, out: 'warn', back: 'neutral' }
export const repairTones: Tones<RepairState> = { requested: 'warn', arranged: 'warn', done: 'good', beyond: 'bad' }
export const damageTones: Tones<DamageState> = { ...requestTones, settled: 'neutral' }
export const issueTones: Tones<IssueState> = { ...requestTones, issued: 'good', back: 'neutral', lost: 'bad' }
export const lowValueTones: Tones<LowValueState> = { inUse: 'good', idle: 'info', gone: 'neutral' }
export const retirementTones: Tones<RetirementState> = { ...requestTones, done: 'neutral' }
export const countTones: Tones<AssetCountState> = {
  ...requestTones,
  counting: 'info',
  explaining: 'warn',
  done: 'neutral'
}
export const reconciliationTones: Tones<ReconciliationState> = { open: 'warn', settled: 'good', undone: 'neutral' }
export const runTones: Tones<RunState> = { posted: 'info', locked: 'neutral' }
