import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formsChain } from '@main/kernel/balanceChain'

/** Entries of quantities in the order they were made, each with its balance. */
const written = (quantities: readonly number[]) => {
  let balance = 0
  return quantities.map((quantity) => ({ before: String(balance), after: String((balance += quantity)) }))
}

describe('balances in the order of the chain', () => {
  it('hang together in whatever order their clocks put them', () => {
    const quantities = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 12 })
    fc.assert(
      fc.property(quantities, fc.infiniteStream(fc.nat()), (moved, keys) => {
        const order = moved.map((_, index) => ({ index, key: keys.next().value }))
        const shuffled = order.sort((a, b) => a.key - b.key).map(({ index }) => written(moved)[index])
        expect(
          formsChain(
            shuffled.filter((each) => each !== undefined),
            '0'
          )
        ).toBe(true)
      })
    )
  })

  it('do not hang together when one of them is changed, left out in the middle, or begins elsewhere', () => {
    const steps = written([10, -3, -2, 5])
    expect(formsChain(steps, '0')).toBe(true)
    expect(formsChain(steps, '1')).toBe(false)
    expect(formsChain([...steps.slice(0, 1), ...steps.slice(2)], '0')).toBe(false)
    expect(
      formsChain(
        steps.map((step, index) => (index === 1 ? { ...step, after: '8' } : step)),
        '0'
      )
    ).toBe(false)
    // A loop apart from the rest is no part of the chain.
    expect(formsChain([...steps, { before: '90', after: '91' }, { before: '91', after: '90' }], '0')).toBe(false)
    expect(formsChain([], '0')).toBe(true)
  })

  it('do not hang together in two chains, in one gone twice, or where all begin and end elsewhere', () => {
    const way = (before: string, after: string) => ({ before, after })
    // Two chains from the same start; a start that two ways leave and none comes back to.
    expect(formsChain([way('0', '1'), way('0', '2')], '0')).toBe(false)
    expect(formsChain([way('0', '1'), way('0', '1')], '0')).toBe(false)
    expect(formsChain([way('0', '1'), way('5', '1'), way('1', '6')], '0')).toBe(false)
    expect(formsChain([way('0', '1'), way('2', '3')], '0')).toBe(false)
    // A round comes back to where it began: only from a place on it.
    expect(formsChain([way('0', '1'), way('1', '0')], '0')).toBe(true)
    expect(formsChain([way('0', '1'), way('1', '0')], '1')).toBe(true)
    expect(formsChain([way('0', '1'), way('1', '0')], '2')).toBe(false)
    expect(formsChain([way('0', '1'), way('1', '0'), way('0', '2')], '0')).toBe(true)
    expect(formsChain([way('0', '1'), way('1', '0'), way('0', '2')], '1')).toBe(false)
    expect(formsChain([way('0', '0')], '0')).toBe(true)
  })
})
