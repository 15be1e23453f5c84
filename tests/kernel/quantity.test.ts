import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatQuantity, parseInteger, parseQuantity, wholeQuantity } from '../../src-main/kernel/quantity'

describe('typed quantities', () => {
  it('reads thousandths', () => {
    expect(parseQuantity('12.5')).toEqual({ ok: true, value: 12_500 })
    expect(parseQuantity('１,２３４')).toEqual({ ok: true, value: 1_234_000 })
    expect(parseQuantity(47.1)).toEqual({ ok: true, value: 47_100 })
    expect(parseQuantity(0.001)).toEqual({ ok: true, value: 1 })
  })

  it('sends a unit to its own column and refuses finer than thousandths', () => {
    const withUnit = parseQuantity('3公斤')
    expect(withUnit.ok ? '' : withUnit.problem).toContain('单位写在单位栏')
    expect(parseQuantity('0.0001').ok).toBe(false)
    expect(parseQuantity(0.0001).ok).toBe(false)
  })

  it('reads back every quantity it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (value) => {
        expect(parseQuantity(formatQuantity(value))).toEqual({ ok: true, value })
      })
    )
  })

  it('reads whole numbers and refuses parts of them', () => {
    expect(parseInteger('64,902')).toEqual({ ok: true, value: 64_902 })
    const half = parseInteger('1.5')
    expect(half.ok ? '' : half.problem).toContain('不是整数')
  })
})

describe('whole things', () => {
  it('are thousands of thousandths', () => {
    expect(wholeQuantity(3)).toBe(3000)
  })

  it('are read as they stand in a spreadsheet, and named without the blanks around them', () => {
    expect(parseInteger(12)).toEqual({ ok: true, value: 12 })
    expect(parseInteger(12.5)).toEqual({ ok: false, problem: '“12.5”不是整数' })
    expect(parseInteger('  12.5 ')).toEqual({ ok: false, problem: '“12.5”不是整数' })
  })

  it('send their unit to its own column, blanks or not, and only a unit', () => {
    for (const typed of ['12个', ' 12 个 '])
      expect(parseQuantity(typed), typed).toMatchObject({ problem: expect.stringContaining('单位写在单位栏') })
    for (const typed of ['个', 'abc', '1.2345', Number.NaN]) {
      const read = parseQuantity(typed)
      expect([typed, read.ok ? '' : read.problem.includes('单位栏')]).toEqual([typed, false])
    }
  })
})

describe('typed numbers', () => {
  const problem = (typed: string | number) => {
    const read = parseQuantity(typed)
    return read.ok ? read.value : read.problem
  }

  it('name what was typed without the blanks around it', () => {
    expect(problem('  - ')).toBe('数量“-”不是数字')
    expect(problem('  x ')).toBe('数量“x”不是数字')
    expect(problem('  1.2345 ')).toBe('数量“1.2345”的小数超过3位')
    expect(problem('  9007199254741 ')).toBe('数量“9007199254741”的数字太大')
  })

  it('need digits, and keep no sign at nothing', () => {
    for (const typed of ['', '+', '.', '-.']) expect(problem(typed), typed).toContain('不是数字')
    expect([Object.is(problem('-0'), 0), Object.is(problem(-0), 0), problem('-.5'), problem('.5')]).toEqual([
      true,
      true,
      -500,
      500
    ])
    expect(problem(9_007_199_254_741)).toBe('数量“9007199254741”的数字太大')
  })

  it('forgive the noise of binary fractions, of large numbers too, and no real decimal', () => {
    expect([problem(0.1 + 0.2), problem(1234567890.123), problem(98765432.101)]).toEqual([
      300, 1234567890123, 98765432101
    ])
    expect([problem(0.0001), problem(1.0005)].map((said) => String(said).includes('小数超过3位'))).toEqual([true, true])
  })

  it('are read through what office programs put into text', () => {
    expect([problem('\u200b12\ufeff'), problem('１，２３４．５'), problem('1 2 3')]).toEqual([
      12_000, 1_234_500, 123_000
    ])
  })
})
