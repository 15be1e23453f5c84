import type { Finding } from '../contract/faults'
import type { House } from './house'

/** What a call comes with: the house and whose session it is. `preview` gathers findings of a live check. */
export interface CallContext {
  readonly house: House
  readonly sessionId: string
  /**
   * The person a window takes itself to belong to; absent where it does not say. Pages of one browser share a session,
   * and may not know that it changed hands.
   */
  readonly windowOf?: string
  /**
   * Gives the window another session id with this answer; absent where a window keeps its own (a desktop window, the
   * command line).
   */
  readonly renew?: (sessionId: string) => void
  readonly preview?: Finding[]
}
