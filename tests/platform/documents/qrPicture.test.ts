import { inflateSync } from 'node:zlib'
import { imageSize } from 'image-size'
import { create } from 'qrcode'
import { describe, expect, it } from 'vitest'
import { qrPicture } from '@main/platform/documents/qrPicture'

/** The content of a PNG's only chunk of a type. */
function chunkOf(png: Buffer, type: string): Buffer {
  const at = png.indexOf(type, 0, 'latin1')
  return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))
}

describe('a QR picture', () => {
  it.each(['SG-2026-000123', '用章-2026-000001'])(
    'shows every module of %s as four by four pixels with a white margin',
    (number) => {
      const png = Buffer.from(qrPicture(number))
      const { modules } = create(number, { errorCorrectionLevel: 'M' })
      const side = (modules.size + 2) * 4
      expect(imageSize(png)).toMatchObject({ type: 'png', width: side, height: side })
      const bits = inflateSync(chunkOf(png, 'IDAT'))
      const lineLength = 1 + Math.ceil(side / 8)
      const isWhite = (x: number, y: number) => ((bits[y * lineLength + 1 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0
      for (let y = 0; y < side; y += 1)
        for (let x = 0; x < side; x += 1) {
          const [column, row] = [Math.floor(x / 4) - 1, Math.floor(y / 4) - 1]
          const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size
          expect(isWhite(x, y), `${x},${y}`).toBe(!inside || modules.get(row, column) === 0)
        }
    }
  )
})
