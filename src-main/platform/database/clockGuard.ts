import type { Clock, Instant } from '../../kernel/instant'

const minute = 60_000
const day = 24 * 60 * minute

/** How far the computer's date may be off before it is doubted. */
export interface ClockLimits {
  readonly backMinutes: number
  readonly aheadDays: number
}

/** What the computer's date shows, and what it should show by what has passed since it was last trusted. */
export interface ClockDoubt {
  readonly shown: Instant
  readonly expected: Instant
}

/**
 * Holds the computer's date against the time that has passed, which nobody can set. It is trusted when the data is
 * opened, unless it lies before the last entry, and when two people confirm it. Moved back it is right again by itself.
 */
export class ClockGuard {
  private trusted: { readonly shown: number; readonly uptime: number }

  constructor(
    private readonly clock: Clock,
    lastEntryAt: Instant | undefined
  ) {
    const now = Date.parse(clock.now())
    const last = lastEntryAt === undefined ? now : Date.parse(lastEntryAt)
    this.trusted = { shown: Math.max(now, last), uptime: clock.uptime() }
  }

  /** What is doubted now, by limits the bureau may set; undefined while nothing is. */
  doubt({ backMinutes, aheadDays }: ClockLimits): ClockDoubt | undefined {
    const shown = Date.parse(this.clock.now())
    const expected = this.trusted.shown + this.clock.uptime() - this.trusted.uptime
    const off = shown - expected
    if (off >= -backMinutes * minute && off <= aheadDays * day) return undefined
    return { shown: new Date(shown).toISOString(), expected: new Date(expected).toISOString() }
  }

  /** Takes the date as it is shown for the right one. */
  trust(): void {
    this.trusted = { shown: Date.parse(this.clock.now()), uptime: this.clock.uptime() }
  }
}
