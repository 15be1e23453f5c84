import { crc32, deflateSync } from 'node:zlib'

/** A picture (PNG) of the given size, each pixel as 0xRRGGBB. */
export function pngOf(width: number, height: number, colourAt: (x: number, y: number) => number): Buffer {
  const bytes = Buffer.alloc((width * 3 + 1) * height)
  let at = 0
  for (let y = 0; y < height; y += 1) {
    bytes[at++] = 0
    for (let x = 0; x < width; x += 1) {
      const shown = colourAt(x, y)
      bytes[at++] = (shown >> 16) & 255
      bytes[at++] = (shown >> 8) & 255
      bytes[at++] = shown & 255
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(bytes)),
    chunk('IEND', Buffer.alloc(0))
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}
