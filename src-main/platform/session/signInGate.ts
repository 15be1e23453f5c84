import PQueue from 'p-queue'
import { addMinutes, type Instant } from '../../kernel/instant'

/** Failures after which a login is closed, and for how many minutes. */
export const failuresAllowed = 5
export const lockMinutes = 15

const remembered = 1000

/**
 * Slows guessing down: attempts are judged one at a time, so that parallel ones cannot outrun the count. Counts here what no row can count:
 * logins nobody has, closed like real ones so that an answer does not tell which exist, and PINs at the counter, whose failure undoes its act.
 */
export class SignInGate {
  private readonly queue = new PQueue({ concurrency: 1 })
  private readonly counted = new Map<string, { failures: number; lockedUntil: Instant | null }>()

  /** Runs one attempt after the others. */
  async enter<T>(attempt: () => Promise<T>): Promise<T> {
    return this.queue.add(attempt) as Promise<T>
  }

  /** Until when a name counted here is closed. */
  closedUntil(name: string): Instant | null {
    return this.counted.get(name)?.lockedUntil ?? null
  }

  /** Counts a failure under a name; the oldest are forgotten first. */
  countFailure(name: string, now: Instant): Instant | null {
    const next = afterFailure(this.counted.get(name) ?? { failures: 0, lockedUntil: null }, now)
    this.counted.delete(name)
    this.counted.set(name, next)
    const [oldest] = this.counted.keys()
    if (this.counted.size > remembered && oldest !== undefined) this.counted.delete(oldest)
    return next.lockedUntil
  }

  /** Forgets the failures counted for a name. */
  forget(name: string): void {
    this.counted.delete(name)
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
