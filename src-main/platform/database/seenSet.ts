import { randomBytes } from 'node:crypto'

const bits = 2 ** 27

/**
 * Remembers millions of names in 16 MB (a Bloom filter of four places, sown anew each time so that nobody can make
 * names that meet). It never forgets a name it was given; it takes one in some ten thousand others for known when a
 * million are in it.
 */
export class SeenSet {
  private readonly map = new Uint8Array(bits / 8)
  private readonly seeds = new Int32Array(new Uint8Array(randomBytes(8)).buffer)

  /** Adds a name; gives whether it had been seen before. */
  add(name: string): boolean {
    let seen = true
    for (const place of this.placesOf(name)) {
      const mask = 1 << (place & 7)
      const cell = this.map[place >>> 3] ?? 0
      if ((cell & mask) === 0) seen = false
      this.map[place >>> 3] = cell | mask
    }
    return seen
  }

  has(name: string): boolean {
    return this.placesOf(name).every((place) => ((this.map[place >>> 3] ?? 0) & (1 << (place & 7))) !== 0)
  }

  // Two multiplying hashes of the text; their sums give the further places (Kirsch and Mitzenmacher 2008).
  private placesOf(name: string): readonly number[] {
    let first = this.seeds[0] ?? 0
    let second = this.seeds[1] ?? 0
    for (let index = 0; index < name.length; index += 1) {
      const unit = name.charCodeAt(index)
      first = Math.imul(first ^ unit, 0x9e3779b1)
      second = Math.imul(second ^ unit, 0x5f356495)
    }
    first = Math.imul(first ^ (first >>> 16), 0x85ebca6b)
    second = Math.imul(second ^ (second >>> 13), 0xc2b2ae35)
    first ^= first >>> 15
    second = (second ^ (second >>> 16)) | 1
    return [0, 1, 2, 3].map((step) => ((first + Math.imul(step, second)) >>> 0) % bits)
  }
}
