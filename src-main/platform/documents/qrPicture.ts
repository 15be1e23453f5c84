import { crc32, deflateSync } from 'node:zlib'
import { create } from 'qrcode'

const margin = 1
const pixelsPerModule = 4

/** PNG of the QR of a text; of a bare number as scanners at the counter expect it: no address, no prefix. */
export function qrPicture(text: string): Uint8Array {
  const { data, size } = create(text, { errorCorrectionLevel: 'M' }).modules
  const width = (size + 2 * margin) * pixelsPerModule
  const isDark = (x: number, y: number) => x >= 0 && y >= 0 && x < size && y < size && data[y * size + x] === 1
  const rows = Array.from({ length: size + 2 * margin }, (_, down) => {
    // A filter byte, then a bit for each pixel, set where it is white.
    const row = new Uint8Array(1 + Math.ceil(width / 8))
    for (let pixel = 0; pixel < width; pixel += 1) {
      const place = 1 + (pixel >> 3)
      if (!isDark(Math.floor(pixel / pixelsPerModule) - margin, down - margin))
        row[place] = (row[place] ?? 0) | (0x80 >> (pixel & 7))
    }
    return Array.from({ length: pixelsPerModule }, () => row)
  }).flat()
  return blackAndWhitePng(width, rows)
}

/** How many modules such a picture has from side to side, its margin included. */
export const modulesAcross = (picture: Uint8Array): number =>
  new DataView(picture.buffer, picture.byteOffset).getUint32(16) / pixelsPerModule

/**
 * A square PNG of one bit a pixel (ISO/IEC 15948): libraries write four bytes a pixel, which takes longer than the rest
 * of a form.
 */
function blackAndWhitePng(width: number, rows: readonly Uint8Array[]): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(width, 4)
  header.writeUInt8(1, 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0))
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(content.length, 0)
  named.copy(whole, 4)
  whole.writeUInt32BE(crc32(named), named.length + 4)
  return whole
}
