import { describe, expect, it } from 'vitest'
import { formatDocumentNumber, parseDocumentNumber } from '../../src-main/kernel/documentNumber'

describe('document numbers', () => {
  it('carry prefix, year and six digits', () => {
    expect(formatDocumentNumber({ prefix: 'YY', year: 2026, sequence: 123 })).toBe('YY-2026-000123')
  })

  it('are read as people type them', () => {
    const number = { prefix: 'YY', year: 2026, sequence: 123 }
    for (const typed of ['YY-2026-000123', 'yy-2026-123', 'ＹＹ－２０２６－０００１２３', ' YY-2026-000123 '])
      expect(parseDocumentNumber(typed)).toEqual(number)
    for (const typed of ['', 'YY-2026', 'YY-2026-0', '2026-000123', 'YY-2026-1234567'])
      expect(parseDocumentNumber(typed)).toBeUndefined()
  })

  it('refuse what the form cannot hold', () => {
    for (const sequence of [0, -1, 1_000_000, 1.5])
      expect(() => formatDocumentNumber({ prefix: 'YY', year: 2026, sequence })).toThrow(RangeError)
    expect(() => formatDocumentNumber({ prefix: 'y', year: 2026, sequence: 1 })).toThrow(RangeError)
  })
})

describe('the run of numbers', () => {
  it('begins at 1 and takes whole places only', () => {
    expect(formatDocumentNumber({ prefix: 'LY', year: 2026, sequence: 1 })).toBe('LY-2026-000001')
    expect(parseDocumentNumber('LY-2026-1')).toEqual({ prefix: 'LY', year: 2026, sequence: 1 })
    expect(parseDocumentNumber('LY-2026-0')).toBeUndefined()
    for (const sequence of [0, -1, 1.5, 1_000_000])
      expect(() => formatDocumentNumber({ prefix: 'LY', year: 2026, sequence })).toThrow(RangeError)
  })
})
