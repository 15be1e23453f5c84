import { describe, expect, it } from 'vitest'
import { formatInstant } from '../../src-main/contract/display'
import { addMinutes, clockOf, instantAt, isValidInstant, localDateOf, localTimeOf, minuteOf, systemClock } from '../../src-main/kernel/instant'

describe('moments in the bureau’s time zone', () => {
  it('puts a UTC evening on the next local day', () => {
    expect(localDateOf('2026-01-04T16:30:00.000Z')).toBe('2026-01-05')
    expect(localTimeOf('2026-01-04T16:30:59.000Z')).toBe('00:30')
    expect(formatInstant('2026-01-05T06:30:00.000Z')).toBe('2026-01-05 14:30')
  })

  it('goes back and forth', () => {
    expect(instantAt('2026-01-05', '14:30')).toBe('2026-01-05T06:30:00.000Z')
    expect(localDateOf(instantAt('2026-12-31', '23:59'))).toBe('2026-12-31')
    expect(() => instantAt('2026-01-05', '25:00')).toThrow(RangeError)
  })

  it('counts minutes', () => {
    expect(addMinutes('2026-01-05T06:30:00.000Z', 24 * 60)).toBe('2026-01-06T06:30:00.000Z')
    expect(minuteOf('2026-01-05T06:30:59.999Z')).toBe('2026-01-05T06:30:00.000Z')
    expect(isValidInstant('2026-01-05T06:30:00.000Z')).toBe(true)
    expect(isValidInstant('2026-01-05 14:30')).toBe(false)
  })

  it('reads today from the same source as now', () => {
    const clock = clockOf(() => '2026-06-30T16:00:00.000Z')
    expect([clock.now(), clock.today()]).toEqual(['2026-06-30T16:00:00.000Z', '2026-07-01'])
    expect(isValidInstant(systemClock.now())).toBe(true)
  })
})
