import { crc32, deflateSync } from 'node:zlib'

const SIDE = 120

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** Whether a pixel lies on the ring or the five-pointed star of a round seal; coordinates from the middle, radius 1. */
function inked(x: number, y: number): boolean {
  const radius = Math.hypot(x, y)
  if (radius > 0.88 && radius < 0.98) return true
  const angle = (Math.atan2(x, -y) + Math.PI * 2) % ((Math.PI * 2) / 5)
  const folded = Math.abs(angle - Math.PI / 5)
  // The edge from a point of the star to the notch beside it, in polar form.
  return (
    radius <
    (0.36 * Math.sin(Math.PI / 10)) / Math.sin(Math.PI / 10 + Math.PI / 5 - folded) + 0.02 * (folded / (Math.PI / 5))
  )
}

/** A round imprint with a star as PNG, so that the demo register prints with pictures; no text, it is nobody's seal. */
export function drawnImprint(ink: 'red' | 'blue'): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIDE, 0)
  header.writeUInt32BE(SIDE, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const colour = ink === 'red' ? [200, 30, 40] : [40, 70, 170]
  const rows = Buffer.alloc(SIDE * (1 + SIDE * 3), 255)
  for (let y = 0; y < SIDE; y += 1) {
    const start = y * (1 + SIDE * 3)
    rows[start] = 0
    for (let x = 0; x < SIDE; x += 1)
      if (inked((x + 0.5) / (SIDE / 2) - 1, (y + 0.5) / (SIDE / 2) - 1)) rows.set(colour, start + 1 + x * 3)
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0))
  ])
}
