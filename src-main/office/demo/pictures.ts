import { deflateSync, crc32 } from 'node:zlib'

/** A small drawing that stands for a photograph of the demo bureau: a box of the given colour (0xRRGGBB) on grey. */
export function demoPicture(colour: number): Buffer {
  return drawing(160, 120, (x, y) => {
    const inside = x > 35 && x < 125 && y > 30 && y < 95
    const edge = inside && (x < 38 || x > 122 || y < 33 || y > 92)
    return edge ? 0x333333 : inside ? colour : 0xd8d8d8 - (y % 40 === 0 ? 0x101010 : 0)
  })
}

let signature: Buffer | undefined

/** A line of ink on white that stands for handwriting. */
export const demoSignature = (): Buffer => (signature ??= drawnSignature())

function drawnSignature(): Buffer {
  const ink = new Set<string>()
  for (let along = 0; along < 1; along += 1 / 1400) {
    const x = Math.round(20 + 260 * along + 14 * Math.sin(along * 40))
    const y = Math.round(45 + 24 * Math.sin(along * 31) * Math.cos(along * 7) + 8 * Math.sin(along * 90))
    for (const [right, down] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1]
    ] as const)
      ink.add(`${x + right},${y + down}`)
  }
  return drawing(300, 90, (x, y) => (ink.has(`${x},${y}`) ? 0x1a1a2e : 0xffffff))
}

function drawing(width: number, height: number, colourAt: (x: number, y: number) => number): Buffer {
  const rows: number[] = []
  for (let y = 0; y < height; y += 1) {
    rows.push(0)
    for (let x = 0; x < width; x += 1) {
      const shown = colourAt(x, y)
      rows.push((shown >> 16) & 255, (shown >> 8) & 255, shown & 255)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows))),
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
