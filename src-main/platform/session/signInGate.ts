import { forbidden } from '../../kernel/fault'
import { addMinutes, type Instant } from '../../kernel/instant'

/** Failures after which a login is closed, and for how many minutes. */
export const failuresAllowed = 5
export const lockMinutes = 15

const remembered = 1000

/** Attempts judged at once: each takes a core for a quarter of a second. */
const atOnce = 2
/**
 * Attempts that may wait; what comes beyond pushes the oldest out, because who has waited longest under a flood has
 * given up first.
 */
const mayWait = 40

interface Waiting {
  readonly name: string
  readonly begin: () => void
  readonly turnAway: () => void
}

/**
 * Slows guessing down: attempts under one name are judged one at a time, so that parallel ones cannot outrun the count;
 * few are judged at once, the newest first, and few wait, so that a flood of them does not keep a genuine one waiting.
 * Counts here what no row can count: logins nobody has, closed like real ones so that an answer does not tell which
 * exist, and PINs at the counter, whose failure undoes its act.
 */
export class SignInGate {
  private readonly counted = new Map<string, { failures: number; lockedUntil: Instant | null }>()
  private readonly busy = new Set<string>()
  private waiting: Waiting[] = []

  /** Runs one attempt under a name when it is its turn; `forbidden` when too many wait. */
  async enter<T>(name: string, attempt: () => Promise<T>): Promise<T> {
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ name, begin: resolve, turnAway: () => reject(forbidden('登录的人太多，请过一会儿再试')) })
      if (this.waiting.length > mayWait) this.waiting.shift()?.turnAway()
      this.next()
    })
    try {
      return await attempt()
    } finally {
      this.busy.delete(name)
      this.next()
    }
  }

  private next(): void {
    if (this.busy.size >= atOnce) return
    const turn = this.waiting.findLast(({ name }) => !this.busy.has(name))
    if (!turn) return
    this.waiting = this.waiting.filter((each) => each !== turn)
    this.busy.add(turn.name)
    turn.begin()
    this.next()
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
