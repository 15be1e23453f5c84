import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** What a hash costs: memory and time grow with `N`, time with `p`. */
export interface SecretCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/**
 * Current recommendation for scrypt (OWASP Password Storage Cheat Sheet): 32 MB and a quarter of a second of a core.
 */
export const recommendedCost: SecretCost = { N: 2 ** 15, r: 8, p: 3 }

let cost = recommendedCost

/** Sets what hashes made from now on cost. For composition roots of tests, which make thousands. */
export function useSecretCost(lower: SecretCost): void {
  cost = lower
}

function derive(secret: string, salt: Buffer, { N, r, p }: SecretCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key)
    )
  })
}

/** Hash of a password or PIN with its salt and cost in the text: scrypt$N,r,p$salt$key. */
export async function hashSecret(secret: string, salt = randomBytes(16)): Promise<string> {
  const used = cost
  const key = await derive(secret, salt, used)
  return ['scrypt', `${used.N},${used.r},${used.p}`, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Whether a secret is the one hashed; takes the same time either way. */
export async function verifySecret(secret: string, hash: string): Promise<boolean> {
  const [scheme, stated, salt, key] = hash.split('$')
  if (scheme !== 'scrypt' || !stated || !salt || !key) return false
  const expected = Buffer.from(key, 'base64url')
  return timingSafeEqual(await derive(secret, Buffer.from(salt, 'base64url'), costOf(stated)), expected)
}

/**
 * Whether a hash was made at less than what is asked for today, and should be made anew while the secret is at hand.
 */
export function isOutdated(hash: string): boolean {
  const { N, r, p } = costOf(hash.split('$').at(-3) ?? '')
  return N * r * p < cost.N * cost.r * cost.p
}

/** The salt of a hash: another one for every secret that was set, whatever it is kept under. */
export const saltOf = (hash: string): Buffer => Buffer.from(hash.split('$').at(-2) ?? '', 'base64url')

/** Version 0.1.0 stated N alone. */
function costOf(stated: string): SecretCost {
  const [N = 0, r = 8, p = 1] = stated.split(',').map(Number)
  return { N, r, p }
}
