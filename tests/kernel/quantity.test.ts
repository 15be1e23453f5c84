import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatQuantity, parseInteger, parseQuantity } from '../../src-main/kernel/quantity'

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
