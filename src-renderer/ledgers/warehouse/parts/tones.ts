import type { CleanupState, CountResult, ExitState, ExtensionState, LineState, SpotState } from '@contract/warehouse'
import { requestTones, type Tones } from '../../../ledger-kit'
import type { Tone } from '../../../ui/tone'

/** How the states of the ledger's records stand out; always beside their word. */
export const exitTones: Tones<ExitState> = { ...requestTones, approved: 'warn', done: 'neutral', reversed: 'neutral' }
export const extensionTones: Tones<ExtensionState> = requestTones
export const spotTones: Tones<SpotState> = requestTones
export const lineTones: Tones<LineState> = { held: 'info', partly: 'warn', gone: 'neutral', reversed: 'neutral' }
export const cleanupTones: Tones<CleanupState> = { open: 'warn', done: 'good' }
export const countTones: Tones<CountResult> = { found: 'good', missing: 'bad', surplus: 'warn', misplaced: 'warn' }

/** How near a day is that something falls due on. */
export const toneOfDaysLeft = (days: number): Tone => (days < 0 ? 'bad' : days <= 7 ? 'warn' : 'neutral')

/** The tone of a due row's word as main writes it. */
export const dueTone = (word: string): Tone => (word === '已逾期' ? 'bad' : word === '未到期' ? 'neutral' : 'warn')
