import PQueue from 'p-queue'
import { addMinutes, type Instant } from '../../kernel/instant'

/** Failures after which a login is closed, and for how many minutes. */
export const failuresAllowed = 5
export const lockMinutes = 15

const remembered = 1000

/**
 * Slows guessing down: attempts are judged one at a time, so that parallel ones cannot outrun the count. Logins nobody has are counted and
 * closed like real ones, so that an answer does not tell which logins exist.
 */
export class SignInGate {
  private readonly queue = new PQueue({ concurrency: 1 })
  private readonly unknown = new Map<string, { failures: number; lockedUntil: Instant | null }>()

  /** Runs one attempt after the others. */
  async enter<T>(attempt: () => Promise<T>): Promise<T> {
    return this.queue.add(attempt) as Promise<T>
  }

  /** Until when an unknown login is closed. */
  unknownLockedUntil(login: string): Instant | null {
    return this.unknown.get(login)?.lockedUntil ?? null
  }

  /** Counts a failure of an unknown login; the oldest are forgotten first. */
  unknownFailed(login: string, now: Instant): Instant | null {
    const next = afterFailure(this.unknown.get(login) ?? { failures: 0, lockedUntil: null }, now)
    this.unknown.delete(login)
    this.unknown.set(login, next)
    const [oldest] = this.unknown.keys()
    if (this.unknown.size > remembered && oldest !== undefined) this.unknown.delete(oldest)
    return next.lockedUntil
  }
}

/** Failures and lock after one more failure; a lock that is over starts the count anew. */
export function afterFailure(
  before: { readonly failures: number; readonly lockedUntil: Instant | null },
  now: Instant
): { failures: number; lockedUntil: Instant | null } {
  const failures = (before.lockedUntil !== null && before.lockedUntil <= now ? 0 : before.failures) + 1
  return { failures, lockedUntil: failures >= failuresAllowed ? addMinutes(now, lockMinutes) : null }
}
