import { Temporal } from 'temporal-polyfill'
import type { LocalDate } from './localDate'

/** The time zone every local date and time of day of a bureau is meant in. */
export const BUREAU_TIME_ZONE = 'Asia/Shanghai'

/** A moment, as UTC ISO text with milliseconds: '2026-01-05T06:30:00.000Z'. Two of them compare as text. */
export type Instant = string

/** Where services learn what time it is, so that tests and the demo bureau can say so. */
export interface Clock {
  /** The present moment. */
  now(): Instant
  /** The present day in the bureau's time zone. */
  today(): LocalDate
  /** Milliseconds that have passed since some moment, whatever the computer's date is set to meanwhile. */
  elapsed(): number
  /** Milliseconds the program has run, by the operating system's count, which nobody can set. */
  uptime(): number
}

function zoned(instant: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(BUREAU_TIME_ZONE)
}

function isoText(instant: Temporal.Instant): Instant {
  return instant.toString({ smallestUnit: 'millisecond' })
}

// China has kept to UTC+8 all year since 1992; before, there was summer time.
const sinceSteady = '1992'
const steadyOffset = 8 * 60 * 60 * 1000

/** The calendar day of a moment in the bureau's time zone. */
export function localDateOf(instant: Instant): LocalDate {
  // Every act asks for its day; a zone's rules are looked up only where they differ.
  if (instant >= sinceSteady && instant < '9999' && isValidInstant(instant))
    return new Date(Date.parse(instant) + steadyOffset).toISOString().slice(0, 10)
  return zoned(instant).toPlainDate().toString()
}

/** The time of day of a moment in the bureau's time zone, 'HH:mm'. */
export function localTimeOf(instant: Instant): string {
  return zoned(instant).toPlainTime().toString({ smallestUnit: 'minute' })
}

/**
 * The moment of a time of day 'HH:mm' on a day in the bureau's time zone; throws RangeError for a time that is none.
 */
export function instantAt(date: LocalDate, time: string): Instant {
  const moment = Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: BUREAU_TIME_ZONE,
    plainTime: Temporal.PlainTime.from(time)
  })
  return isoText(moment.toInstant())
}

/** The moment that many minutes later, earlier when negative. */
export function addMinutes(instant: Instant, minutes: number): Instant {
  return isoText(Temporal.Instant.from(instant).add({ minutes }))
}

/** The minute a moment lies in, seconds dropped. */
export function minuteOf(instant: Instant): Instant {
  return isoText(Temporal.Instant.from(instant).round({ smallestUnit: 'minute', roundingMode: 'floor' }))
}

/** Whether the text is a UTC instant in the form the ledgers keep. */
export function isValidInstant(text: string): boolean {
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString() === text
}

/** A clock that reads the moment from a source, and how much time has passed from another where there is one. */
export function clockOf(source: () => Instant, elapsed = () => Date.parse(source()), uptime = elapsed): Clock {
  return { now: source, today: () => localDateOf(source()), elapsed, uptime }
}

/** The computer's own clock. */
export const systemClock: Clock = clockOf(
  () => isoText(Temporal.Now.instant()),
  () => performance.now(),
  () => process.uptime() * 1000
)

/** Whether a typed moment lies before another by the minute, as forms take it. */
export const isMinuteBefore = (typed: Instant, other: Instant): boolean => typed.slice(0, 16) < other.slice(0, 16)
