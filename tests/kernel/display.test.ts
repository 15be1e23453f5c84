import { describe, expect, it } from 'vitest'
import {
  formatDate,
  reasonWords,
  formatInstant,
  formatMoment,
  formatMoney,
  formatMonth,
  formatQuantity,
  formatShortDate
} from '../../src-main/contract/display'

describe('how values read', () => {
  it('a moment of which an old book tells the day alone as that day: no hour is made up', () => {
    expect([formatInstant('2026-04-10'), formatMoment('2026-04-10')]).toEqual(['2026-04-10', '2026年4月10日'])
    expect(formatMoment('2026-04-10T01:05:00.000Z')).toBe('2026年4月10日09时05分')
  })

  it('money with two decimals and separators', () => {
    expect([0, 5, 123450, -100000000].map(formatMoney)).toEqual(['0.00', '0.05', '1,234.50', '-1,000,000.00'])
  })

  it('quantities without trailing zeros', () => {
    expect([0, 12500, 1234000, -50, 1].map(formatQuantity)).toEqual(['0', '12.5', '1,234', '-0.05', '0.001'])
  })

  it('dates without leading zeros on paper and with them in columns', () => {
    expect(formatDate('2026-01-05')).toBe('2026年1月5日')
    expect(formatShortDate('2026-01-05')).toBe('2026-01-05')
    expect(formatMonth('2026-01')).toBe('2026年1月')
  })

  it('nothing as nothing', () => {
    const empty = [
      formatMoney(null),
      formatQuantity(undefined),
      formatDate(null),
      formatShortDate(''),
      formatMonth(null),
      formatInstant('x')
    ]
    expect(empty).toEqual(['', '', '', '', '', ''])
  })
})

describe('the reason something was passed with', () => {
  it('is said where there is one, and not a word of it where none belongs to it', () => {
    expect([reasonWords('工作急需'), reasonWords(''), reasonWords(' '), reasonWords(null)]).toEqual([
      '理由：工作急需',
      '',
      '',
      ''
    ])
  })
})
