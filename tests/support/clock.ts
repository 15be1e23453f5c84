import type { IdSource } from '@main/platform/ids'
import { addMinutes, instantAt, localDateOf, type Clock } from '@main/kernel/instant'
import { addDays } from '@main/kernel/localDate'

/** A clock that stands still until the test moves it. */
export interface MovableClock extends Clock {
  set(instant: string): void
  /** Moves to a time of day (default 09:00) on a local date. */
  setDay(date: string, time?: string): void
  advanceDays(days: number): void
  advanceMinutes(minutes: number): void
}

/** A clock standing at the given UTC instant. */
export function movableClock(start: string): MovableClock {
  let now = start
  return {
    now: () => now,
    today: () => localDateOf(now),
    elapsed: () => Date.parse(now),
    uptime: () => Date.parse(now),
    set: (instant) => void (now = instant),
    setDay: (date, time = '09:00') => void (now = instantAt(date, time)),
    advanceDays: (days) => void (now = instantAt(addDays(localDateOf(now), days), '09:00')),
    advanceMinutes: (minutes) => void (now = addMinutes(now, minutes))
  }
}

/**
 * Ids in ascending order, in the shape of UUID v7, the same in every run; after a demo bureau they go on beyond all of
 * its own.
 */
export function fixedIds(after: 'empty' | 'demo' = 'empty'): IdSource {
  let last = after === 'demo' ? 0x1000000 : 0
  return () => {
    last += 1
    return `01900000-0000-7000-8000-${last.toString(16).padStart(12, '0')}`
  }
}
