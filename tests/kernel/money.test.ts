import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  LARGEST_AMOUNT,
  amountOf,
  divideHalfUp,
  exactNumber,
  formatMoney,
  linePrice,
  parseMoney,
  proportionOf,
  sumMoney
} from '../../src-main/kernel/money'

const cents = (typed: string | number): number | string => {
  const read = parseMoney(typed)
  return read.ok ? read.value : read.problem
}

describe('the unit price of a line', () => {
  it.each([
    // cents, thousandths, ten-thousandths of a yuan
    [300, 2_000, 15_000],
    [8_782, 4_000, 219_550],
    [1_000, 3_000, 33_330],
    [12_345, 100_000, 12_345],
    [0, 5_000, 0]
  ])('of %i cents for %i thousandths is %i, with as few decimals as make the line true', (cents, quantity, price) => {
    expect(linePrice(cents, quantity)).toBe(price)
    expect(proportionOf(price, quantity, 100_000)).toBe(cents)
  })

  it('is unknown without a quantity', () => {
    expect(linePrice(300, 0)).toBeNull()
  })
})

describe('typed amounts', () => {
  it.each([
    ['1,406', 140600],
    ['12.5元', 1250],
    ['￥5,855.00', 585500],
    ['¥1036.00', 103600],
    ['０.６５', 65],
    ['１３３４００．００', 13340000],
    [' 7 713.00 ', 771300],
    ['1，234.50', 123450],
    ['人民币 800 元整', 80000],
    ['1.2万元', 1200000],
    ['-12.30', -1230],
    ['￥-3', -300],
    ['.5', 50],
    ['12.500', 1250],
    [99270.4, 9927040],
    [0.1 + 0.2, 30],
    [-0, 0]
  ])('reads %s as %i cents', (typed, expected) => {
    expect(cents(typed)).toBe(expected)
  })

  it.each(['', '元', '一百', '1,40', '12,5.0', '1.2.3', '12.5个', '1e3', 'NaN', '--5', '=1+1'])(
    'refuses “%s”',
    (typed) => {
      expect(parseMoney(typed).ok).toBe(false)
    }
  )

  it('refuses a third decimal instead of rounding it away', () => {
    expect(cents('0.655')).toContain('小数超过2位')
    expect(cents(0.655)).toContain('小数超过2位')
  })

  it('refuses amounts no bureau pays', () => {
    expect(cents('999999999999999')).toContain('太大')
    expect(cents(Number.POSITIVE_INFINITY)).toContain('不是数字')
  })

  it('takes one hundred billion yuan either way and not a cent more', () => {
    for (const sign of ['', '-']) {
      expect(cents(`${sign}100,000,000,000.00`)).toBe(Number(`${sign}10000000000000`))
      expect(cents(`${sign}100,000,000,000.01`)).toContain('太大')
    }
    expect(cents(100_000_000_000)).toBe(LARGEST_AMOUNT)
    expect(cents(100_000_000_000.01)).toBe('金额“100000000000.01”太大')
  })

  it('names what was typed without the blanks around it', () => {
    expect(cents('  壹拾 ')).toBe('“壹拾”不是金额')
    expect(cents('  0.655 ')).toContain('“0.655”')
    expect(cents('  100000000000.01 ')).toBe('金额“100000000000.01”太大')
  })

  it('reads back every amount it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000_000_000, max: 10_000_000_000_000 }), (amount) => {
        expect(cents(formatMoney(amount))).toBe(amount)
      })
    )
  })

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.double()), (typed) => void parseMoney(typed)))
  })
})

describe('money arithmetic', () => {
  it('rounds halves away from zero, so that a reversal mirrors', () => {
    expect(divideHalfUp(5n, 2n)).toBe(3n)
    expect(divideHalfUp(-5n, 2n)).toBe(-3n)
    expect(divideHalfUp(49n, 100n)).toBe(0n)
    expect(divideHalfUp(7n, -2n)).toBe(-4n)
    expect(divideHalfUp(-7n, -2n)).toBe(4n)
    expect(() => divideHalfUp(0n, 0n)).toThrow('division by zero')
  })

  it('multiplies thousandths by cents exactly where floating point would not', () => {
    expect(amountOf(12_500, 333)).toBe(4163)
    expect(amountOf(43_100, 774)).toBe(33359)
    expect(amountOf(999_999_999, 9_007_199)).toBe(Number((999_999_999n * 9_007_199n + 500n) / 1000n))
  })

  it('takes shares and sums, and says when numbers no longer suffice', () => {
    expect(proportionOf(1001, 50, 100)).toBe(501)
    expect(sumMoney([10, 20, -5])).toBe(25)
    expect(exactNumber(9_007_199_254_740_991n)).toBe(Number.MAX_SAFE_INTEGER)
    expect(() => sumMoney([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError)
  })
})
