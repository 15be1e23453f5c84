import type {
  BlankLossState,
  BlankState,
  DestructionState,
  EngravingState,
  InspectionState,
  LetterState,
  LossState,
  SealState,
  UseRequestState
} from '@contract/seals/words'
import { requestTones, type Tones } from '../../../ledger-kit'

/** How the states of the ledger's records stand out; always beside their word. */
export const sealTones: Tones<SealState> = {
  engraved: 'warn',
  activated: 'warn',
  inUse: 'good',
  suspended: 'warn',
  returned: 'info',
  sealedAway: 'neutral',
  destroyed: 'neutral',
  undone: 'neutral',
  lost: 'bad'
}
export const useRequestTones: Tones<UseRequestState> = { ...requestTones, stamped: 'neutral' }
export const engravingTones: Tones<EngravingState> = { ...requestTones, engraved: 'neutral' }
export const destructionTones: Tones<DestructionState> = { ...requestTones, destroyed: 'neutral' }
export const blankTones: Tones<BlankState> = { ...requestTones, stamped: 'warn', closed: 'neutral' }
export const lossTones: Tones<LossState> = { open: 'warn', declared: 'neutral' }
export const blankLossTones: Tones<BlankLossState> = { ...lossTones, revoked: 'neutral' }
export const letterTones: Tones<LetterState> = { issued: 'good', void: 'neutral' }
export const inspectionTones: Tones<InspectionState> = { open: 'info', rectifying: 'warn', closed: 'neutral' }
