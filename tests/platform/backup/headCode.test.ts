import { create } from 'qrcode'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chainIds } from '@main/contract/ledgers'
import { headCode, readHeadCode } from '@main/platform/backup/headCode'

const bureau = '01900000-0000-7000-8000-000000000001'
const hash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
const head = fc.record({ length: fc.integer({ min: 1, max: 9_999_999 }), hash })
const heads = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...chainIds), head), { minLength: 1, selector: ([chain]) => chain })
  .map((each) => Object.fromEntries(each))

describe('the text of a QR of printed heads', () => {
  it('says the heads and whose they are, whatever a scanner or a typist makes of width, case and blanks', () => {
    fc.assert(
      fc.property(heads, (said) => {
        const code = headCode(bureau, said)
        const wide = code.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
        for (const scanned of [code, code.toLowerCase(), wide, ` ${code.replace(/(.{40})/g, '$1\r\n')}\t`]) {
          const read = readHeadCode(scanned)
          expect(read?.heads).toEqual(said)
          expect([read?.isOf(bureau), read?.isOf('01900000-0000-7000-8000-000000000002')]).toEqual([true, false])
        }
      })
    )
  })

  it('is not taken where a sign of it is lost, doubled or another one', () => {
    fc.assert(
      fc.property(heads, fc.nat(), (said, at) => {
        const code = headCode(bureau, said)
        const place = at % code.length
        const [before, sign = '', after] = [code.slice(0, place), code[place], code.slice(place + 1)]
        for (const scanned of [
          before + after,
          before + sign + sign + after,
          before + (sign === '7' ? '8' : '7') + after
        ])
          expect(readHeadCode(scanned), `${place}`).toBeUndefined()
      })
    )
    for (const other of ['', 'TZ1', 'LY-2026-000001', 'https://example.com/', '-', 'TZ1-A-OFFICE-1-B-C'])
      expect(readHeadCode(other)).toBeUndefined()
  })

  it('makes a small QR: of the densest letters, 37 modules for a ledger, and what scanners still read for all chains', () => {
    const longest = { length: 9_999_999, hash: 'f'.repeat(64) }
    const sideOf = (chains: readonly string[]) =>
      create(headCode(bureau, Object.fromEntries(chains.map((chain) => [chain, longest]))), {
        errorCorrectionLevel: 'M'
      }).modules.size
    for (const chain of chainIds) expect(sideOf([chain]), chain).toBe(37)
    expect(sideOf(chainIds)).toBeLessThanOrEqual(85)
  })
})
