import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compact, halfWidth, isSame, sameBrackets, sameKey } from '@contract/typedText'

/** Signs that fold into others or are dropped, among such that stay. */
const signs = fc.constantFrom(
  ...'aZ09~!@[]{}()（）〔〕【】《》〈〉［］Ａ１，：；％￥ \t\u3000\u200b\ufeff办公用品囧一鿿㈱①ﬁⅣ豈\u00a0^_`|\\'
)
const texts = fc.string({
  unit: fc.oneof(signs, fc.string({ minLength: 1, maxLength: 1, unit: 'binary' })),
  maxLength: 12
})

const folded = (text: string) => text.normalize('NFKC').replace(/[\u200b\ufeff]/g, '')

describe('texts folded for reading and comparing', () => {
  it('fold the same whatever they are made of', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const half = folded(text).trim()
        const close = half.replace(/\s+/g, '')
        expect([halfWidth(text), compact(text), sameKey(text)]).toEqual([
          half,
          close,
          sameBrackets(close).toLowerCase()
        ])
      }),
      { numRuns: 3_000, seed: 20_261_130 }
    )
  })

  it('are the same but for width, blanks, capitals and the style of brackets', () => {
    expect(isSame('洞城扣字〔2026〕 9 号', '洞城扣字［２０２６］9号')).toBe(true)
    expect(isSame('A4纸', 'a4 纸')).toBe(true)
    expect(isSame('A4纸', 'A5纸')).toBe(false)
  })
})
