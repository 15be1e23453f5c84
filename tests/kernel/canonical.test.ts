import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalHash, canonicalText, textHash } from '@main/kernel/canonical'

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
      fc.property(
        fc.dictionary(
          text,
          fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(undefined))
        ),
        (value) => {
          expect(canonicalText(value)).toBe(canonicalize(value))
        }
      ),
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

describe('the fixed points of canonical text', () => {
  it('says nothing of members that are undefined, and null of what is nothing', () => {
    expect(canonicalText({ a: undefined, b: null, c: 1 })).toBe('{"b":null,"c":1}')
    expect([canonicalText(null), canonicalText(undefined), canonicalText(-0), canonicalText([undefined])]).toEqual([
      'null',
      'null',
      '0',
      '[null]'
    ])
    expect(() => canonicalText(Number.NaN)).toThrow()
    expect(() => canonicalText(Number.POSITIVE_INFINITY)).toThrow()
  })

  it('writes what has words of its own by them', () => {
    expect(canonicalText(new Date('2026-05-19T02:00:00.000Z'))).toBe('"2026-05-19T02:00:00.000Z"')
    expect(canonicalText({ toJSON: () => ({ z: 1, a: 2 }) })).toBe('{"a":2,"z":1}')
  })

  it('has the SHA-256 of its UTF-8 bytes', () => {
    // echo -n '"局"' | sha256sum
    expect(canonicalHash('局')).toBe(textHash('"局"'))
    expect(textHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})
