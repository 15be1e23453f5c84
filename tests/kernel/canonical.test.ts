import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText } from '@main/kernel/canonical'

describe('canonical text', () => {
  it('is what the library of RFC 8785 gives, for every JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalText(value)).toBe(canonicalize(value))
      }),
      { numRuns: 1_000 }
    )
  })

  it('is what the library gives for keys and texts of any characters', () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 })
    fc.assert(
      fc.property(fc.dictionary(text, fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(undefined))), (value) => {
        expect(canonicalText(value)).toBe(canonicalize(value))
      }),
      { numRuns: 1_000 }
    )
  })

  it('reads back as the value it was written from', () => {
    const value = { b: ['\u2028"\\\n', -0, 1e21, 0.1, null, true], a: { é: '😀', e: '' } }
    expect(JSON.parse(canonicalText(value))).toEqual({ ...value, b: ['\u2028"\\\n', 0, 1e21, 0.1, null, true] })
  })

  it.each([
    ['half of a surrogate pair', '\ud800'],
    ['no number', Number.NaN],
    ['an infinite number', Infinity]
  ])('refuses %s', (_, value) => {
    expect(() => canonicalText({ value: [value] })).toThrow()
  })
})
