import { inflateSync } from 'node:zlib'
import { imageSize } from 'image-size'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { code128 } from '@main/platform/documents/code128'

// The symbols of ISO/IEC 15417 by value, as widths of bar, space, bar, space, bar, space; the last is the stop with its
// closing bar.
const symbols =
  `212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132
   221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313
   231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
   314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111
   111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141
   114131 311141 411131 211412 211214 211232 2331112`.split(/\s+/)
const [toC, toB, startB, startC] = [99, 100, 104, 105]

/** Whether each pixel of the middle line is black, in a PNG of eight bits a channel whose lines are not filtered. */
function middleLine(png: Buffer): boolean[] {
  const [width, height, depth, colour] = [
    png.readUInt32BE(16),
    png.readUInt32BE(20),
    png.readUInt8(24),
    png.readUInt8(25)
  ]
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const channels = { 0: 1, 2: 3, 6: 4 }[colour] ?? 0
  expect([depth, channels > 0]).toEqual([8, true])
  const length = 1 + width * channels
  const line = inflateSync(Buffer.concat(parts)).subarray(length * Math.floor(height / 2))
  expect(line[0]).toBe(0)
  return Array.from({ length: width }, (_, pixel) => line[1 + pixel * channels] === 0)
}

/** What a gun reads from the bars: checks quiet zones, widths and the check symbol on the way. */
function read(pixels: readonly boolean[]): string {
  const first = pixels.indexOf(true)
  const last = pixels.lastIndexOf(true)
  const modulePixels = 4
  expect(first).toBeGreaterThanOrEqual(10 * modulePixels)
  expect(pixels.length - 1 - last).toBeGreaterThanOrEqual(10 * modulePixels)
  const widths: number[] = []
  for (let at = first; at <= last;) {
    let end = at
    while (end <= last && pixels[end] === pixels[at]) end += 1
    widths.push((end - at) / modulePixels)
    at = end
  }
  const values: number[] = []
  for (let at = 0; at < widths.length; at += 6) {
    const length = widths.length - at === 7 ? 7 : 6
    values.push(symbols.indexOf(widths.slice(at, at + length).join('')))
    if (length === 7) break
  }
  expect(values).not.toContain(-1)
  expect(values.at(-1)).toBe(106)
  const [start = -1, ...rest] = values.slice(0, -1)
  const check = rest.pop()
  expect(check).toBe(rest.reduce((sum, value, place) => sum + value * (place + 1), start) % 103)
  let inC = start === startC
  expect([startB, startC]).toContain(start)
  let text = ''
  for (const value of rest) {
    if (inC && value === toB) inC = false
    else if (!inC && value === toC) inC = true
    else text += inC ? String(value).padStart(2, '0') : String.fromCharCode(value + 32)
  }
  return text
}

describe('a number as Code 128', () => {
  it.each(['ZK-2026-000003-01', 'GDZC-2026-0001', 'BG-0001', '20260519', 'a'])(
    '%s reads as itself, by the symbols of the standard',
    async (number) => {
      const barcode = await code128(number, 5, 57)
      if (!barcode) throw new Error('no barcode')
      expect(imageSize(barcode.png).type).toBe('png')
      expect(read(middleLine(Buffer.from(barcode.png)))).toBe(number)
    }
  )

  it('reads as itself whatever the number, and has bars of at least 0.19 mm', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Z]{1,4}-20\d\d-\d{4,6}(-\d\d)?$/), async (number) => {
        const barcode = await code128(number, 5, 57)
        if (!barcode) throw new Error('no barcode')
        const pixels = middleLine(Buffer.from(barcode.png))
        expect(read(pixels)).toBe(number)
        expect(barcode.widthMm).toBeLessThanOrEqual(57)
        expect(barcode.widthMm / (pixels.length / 4)).toBeGreaterThanOrEqual(0.19)
      }),
      { numRuns: 40 }
    )
  })

  it('is left to the QR where the number has other signs or no room', async () => {
    expect(await code128('用章-2026-000001', 5, 57)).toBeUndefined()
    expect(await code128('GDZC-2026-0001-GDZC-2026-0001-GDZC-2026-0001', 5, 57)).toBeUndefined()
    expect(await code128('', 5, 57)).toBeUndefined()
  })
})
