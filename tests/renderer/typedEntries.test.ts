import { describe, expect, it } from 'vitest'
import { readDate, readMonth, readTime } from '@renderer/ui/typedDate'
import { readScaled, scaledText } from '@renderer/ui/typedDecimal'

describe('a date typed into a form', () => {
  it.each([
    ['1105', '2026-11-05'],
    ['11-5', '2026-11-05'],
    ['11月5日', '2026-11-05'],
    ['20251105', '2025-11-05'],
    ['2025.11.5', '2025-11-05'],
    ['２０２５年１１月５日', '2025-11-05'],
    ['0229', undefined],
    ['1305', undefined],
    ['2025', undefined],
    ['明天', undefined]
  ])('%s is %s', (typed, date) => expect(readDate(typed, '2026-03-01')).toBe(date))

  it('takes months and times of day in the shapes people type', () => {
    expect(readMonth('202611', '2025-01-01')).toBe('2026-11')
    expect(readMonth('3', '2025-01-01')).toBe('2025-03')
    expect(readMonth('13', '2025-01-01')).toBeUndefined()
    expect(readTime('930')).toBe('09:30')
    expect(readTime('14：05')).toBe('14:05')
    expect(readTime('2460')).toBeUndefined()
  })
})

describe('an amount typed into a form', () => {
  it.each([
    ['1,234.5元', 2, 123450],
    ['￥8', 2, 800],
    ['１２．５', 3, 12500],
    ['.5', 3, 500],
    ['0.10', 1, 1],
    ['1.234', 2, undefined],
    ['-3', 2, undefined],
    ['十', 2, undefined],
    ['', 2, undefined]
  ])('%s with %i decimals is %s', (typed, decimals, value) => expect(readScaled(typed, decimals)).toBe(value))

  it('reads back what it writes, without rounding', () => {
    for (const value of [0, 1, 99, 100, 123456789, 999999999999]) {
      expect(readScaled(scaledText(value, 2, true), 2)).toBe(value)
      expect(readScaled(scaledText(value, 3, false), 3)).toBe(value)
    }
    expect(readScaled(scaledText(-1250, 2, true), 2, true)).toBe(-1250)
  })
})
