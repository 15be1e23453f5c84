import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  EMPTY_STOCK,
  applyMovement,
  averagePrice,
  issue,
  receipt,
  reversal,
  type StockValue,
  type ValuedMovement
} from '../../src-main/kernel/movingAverage'

const after = (...movements: ValuedMovement[]): StockValue => movements.reduce(applyMovement, EMPTY_STOCK)

describe('moving average', () => {
  it('costs an issue at round-half-up(average × quantity)', () => {
    const stock = after(receipt(3000, 1000))
    expect(issue(stock, 1000)).toEqual({ quantity: -1000, value: -333 })
    expect(issue(after(receipt(2000, 25)), 1000).value).toBe(-13)
    expect(averagePrice(stock)).toBe(333)
  })

  it('lets the issue that empties the stock take the remaining value', () => {
    const stock = after(receipt(3000, 1000))
    const first = applyMovement(stock, issue(stock, 1000))
    const second = applyMovement(first, issue(first, 1000))
    const costs = [issue(stock, 1000), issue(first, 1000), issue(second, 1000)].map((movement) => movement.value)
    expect(costs).toEqual([-333, -334, -333])
    expect(applyMovement(second, issue(second, 1000))).toEqual(EMPTY_STOCK)
  })

  it('never issues beyond what is on hand', () => {
    expect(() => issue(after(receipt(1000, 100)), 1001)).toThrow(RangeError)
    expect(() => issue(after(receipt(1000, 100)), 0)).toThrow(RangeError)
    expect(() => receipt(1000, 0.5)).toThrow(RangeError)
  })

  it('brings an issue back at its cost', () => {
    const stock = after(receipt(3000, 1000))
    const out = issue(stock, 1000)
    expect(applyMovement(applyMovement(stock, out), reversal(applyMovement(stock, out), out))).toEqual(stock)
  })

  it('takes a receipt back at its price, never below nothing, and shows the difference', () => {
    const cheap = receipt(10_000, 1000)
    const dear = receipt(10_000, 3000)
    const mixed = after(cheap, dear)
    expect(reversal(mixed, dear)).toEqual({ quantity: -10_000, value: -3000, difference: 0 })
    const nineOut = applyMovement(mixed, issue(mixed, 9000))
    expect(reversal(nineOut, dear)).toEqual({ quantity: -10_000, value: -2200, difference: -800 })
    const halfOut = applyMovement(mixed, issue(mixed, 10_000))
    expect(reversal(halfOut, cheap)).toEqual({ quantity: -10_000, value: -2000, difference: 1000 })
    expect(() => reversal(applyMovement(mixed, issue(mixed, 15_000)), dear)).toThrow(RangeError)
  })

  it('sums to the cent over any history of receipts, issues and reversals', () => {
    const step = fc.record({
      act: fc.constantFrom('receive', 'issue', 'reverse'),
      quantity: fc.integer({ min: 1, max: 50_000 }),
      value: fc.integer({ min: 0, max: 1_000_000 }),
      pick: fc.nat(100)
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const history: ValuedMovement[] = []
        let stock = EMPTY_STOCK
        for (const { act, quantity, value, pick } of steps) {
          const target = history[pick % Math.max(history.length, 1)]
          let movement: ValuedMovement | undefined
          if (act === 'receive') movement = receipt(quantity, value)
          else if (act === 'issue' && stock.quantity > 0) movement = issue(stock, Math.min(quantity, stock.quantity))
          else if (act === 'reverse' && target && stock.quantity >= target.quantity) movement = reversal(stock, target)
          if (!movement) continue
          stock = applyMovement(stock, movement)
          history.push(movement)
          expect(history.reduce((sum, each) => sum + each.value, 0)).toBe(stock.value)
          expect(history.reduce((sum, each) => sum + each.quantity, 0)).toBe(stock.quantity)
        }
        if (stock.quantity > 0) stock = applyMovement(stock, issue(stock, stock.quantity))
        expect(stock).toEqual(EMPTY_STOCK)
      })
    )
  })
})

describe('the edges of a stock', () => {
  it('falls neither below nothing nor keeps a value without goods', () => {
    const stock = receipt(1000, 100)
    expect(() => applyMovement(stock, { quantity: -1001, value: -100 })).toThrow('below nothing')
    expect(() => applyMovement(stock, { quantity: -500, value: -101 })).toThrow('below nothing')
    expect(() => applyMovement(stock, { quantity: -1000, value: -99 })).toThrow('cannot keep a value')
    expect(applyMovement(stock, { quantity: -1000, value: -100 })).toEqual(EMPTY_STOCK)
    expect(() => receipt(1000, -1)).toThrow('whole cents')
    expect(receipt(1000, 0)).toEqual({ quantity: 1000, value: 0 })
  })

  it('writes no minus before a nothing', () => {
    const free = receipt(2000, 0)
    expect(Object.is(issue(free, 1000).value, 0)).toBe(true)
    const back = reversal(free, { quantity: 0, value: 0 })
    expect([back.quantity, back.value, back.difference].map((number) => Object.is(number, 0))).toEqual([
      true,
      true,
      true
    ])
    expect(Object.is(reversal(free, receipt(2000, 0)).value, 0)).toBe(true)
  })

  it('has an average of nothing when nothing is there', () => {
    expect(averagePrice(EMPTY_STOCK)).toBe(0)
  })
})
