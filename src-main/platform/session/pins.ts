import { createHmac } from 'node:crypto'
import { hashSecret, isOutdated, saltOf, verifySecret } from './secrets'

/** What PINs are peppered with: a value that follows from a key outside the data, and the check value of that key. */
export interface Pepper {
  readonly check: string
  readonly value: Buffer
}

/** Where peppers come from. */
export interface Peppers {
  /** The one PINs are kept with from now on; undefined while the key of the data is not at hand. */
  current(): Promise<Pepper | undefined>
  /** That of the key with this check value; `forbidden` says in words that the key is not here. */
  of(check: string): Promise<Buffer>
}

const mark = 'pepper1'
const kept = /^pepper1\$([\w-]{16})\$(scrypt\$.+)$/

const seasoned = (pin: string, pepper: Buffer): string =>
  createHmac('sha256', pepper).update(pin.normalize('NFKC')).digest('base64url')

/**
 * PINs as they are kept: a few digits would be guessed from their hash alone, so they go through an HMAC under a key
 * that is not in the data before they are hashed: pepper1$check value of the key$scrypt$…
 */
export class Pins {
  constructor(private readonly peppers: Peppers) {}

  /** What is kept of a PIN; without a pepper while the key of the data is not at hand. */
  async hash(pin: string, salt?: Buffer): Promise<string> {
    const pepper = await this.peppers.current()
    if (!pepper) return hashSecret(pin, salt)
    return [mark, pepper.check, await hashSecret(seasoned(pin, pepper.value), salt)].join('$')
  }

  /** Whether a PIN is the one kept. `forbidden` where the key it was peppered with is not here: nobody can tell. */
  async verify(pin: string, hash: string): Promise<boolean> {
    const [, check, inner] = kept.exec(hash) ?? []
    if (check === undefined || inner === undefined) return verifySecret(pin, hash)
    return verifySecret(seasoned(pin, await this.peppers.of(check)), inner)
  }

  /**
   * What is kept of a right PIN from now on, where it was kept without a pepper or at a lower cost. The salt stays: it
   * is the same PIN, and what was signed in with it goes on.
   */
  async renewed(pin: string, hash: string): Promise<string | undefined> {
    const better = kept.test(hash) ? false : (await this.peppers.current()) !== undefined
    return better || isOutdated(hash) ? this.hash(pin, saltOf(hash)) : undefined
  }
}

/** The check value of the key a kept PIN was peppered with; undefined for one without a pepper. */
export const pepperOf = (hash: string): string | undefined => kept.exec(hash)?.[1]

/** How the text of every peppered PIN begins. */
export const pepperMark = `${mark}$`
