import { createHash } from 'node:crypto'

const bits = 2 ** 27

/**
 * Remembers millions of names in 16 MB (a Bloom filter of four places). It never forgets a name it was given; it takes one in some
 * ten thousand others for known when a million are in it.
 */
export class SeenSet {
  private readonly map = new Uint8Array(bits / 8)

  /** Adds a name; gives whether it had been seen before. */
  add(name: string): boolean {
    let seen = true
    for (const place of placesOf(name)) {
      const mask = 1 << (place & 7)
      const cell = this.map[place >>> 3] ?? 0
      if ((cell & mask) === 0) seen = false
      this.map[place >>> 3] = cell | mask
    }
    return seen
  }

  has(name: string): boolean {
    return placesOf(name).every((place) => ((this.map[place >>> 3] ?? 0) & (1 << (place & 7))) !== 0)
  }
}

function placesOf(name: string): readonly number[] {
  const digest = createHash('md5').update(name).digest()
  return [0, 4, 8, 12].map((at) => digest.readUInt32LE(at) % bits)
}
