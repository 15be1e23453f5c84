import { describe, expect, it } from 'vitest'
import { formatInstant } from '../../src-main/contract/display'
import {
  addMinutes,
  clockOf,
  instantAt,
  isValidInstant,
  localDateOf,
  localTimeOf,
  minuteOf,
  systemClock
} from '../../src-main/kernel/instant'

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

describe('the local day', () => {
  it.each([
    ['2026-05-18T15:59:59.999Z', '2026-05-18'],
    ['2026-05-18T16:00:00.000Z', '2026-05-19'],
    // Summer time was kept until 1991: nine hours before London.
    ['1991-07-01T15:30:00.000Z', '1991-07-02'],
    ['1991-12-31T15:59:59.999Z', '1991-12-31'],
    ['1992-07-01T15:30:00.000Z', '1992-07-01'],
    ['9998-12-31T15:59:59.999Z', '9998-12-31'],
    // Written without milliseconds it is a moment all the same.
    ['2026-05-18T16:00:00Z', '2026-05-19'],
    ['2026-05-18T23:30:00+08:00', '2026-05-18']
  ])('of %s is %s', (instant, day) => {
    expect(localDateOf(instant)).toBe(day)
  })

  it('is refused for what is no moment', () => {
    for (const text of ['2026-05-18', 'gestern', '']) expect(() => localDateOf(text), text).toThrow(RangeError)
  })
})
