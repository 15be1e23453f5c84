import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** Cost of a hash: memory and time grow with `N`. PINs are short-lived at the counter and guarded by lock-out, so theirs is lower. */
const costs = { password: 2 ** 15, pin: 2 ** 12 } as const

function derive(secret: string, salt: Buffer, N: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), salt, 32, { N, r: 8, p: 1, maxmem: 256 * N * 8 }, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

/** Hash of a password or PIN with its salt and cost in the text: scrypt$N$salt$key. */
export async function hashSecret(secret: string, kind: keyof typeof costs): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(secret, salt, costs[kind])
  return ['scrypt', costs[kind], salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Whether a secret is the one hashed; takes the same time either way. */
export async function verifySecret(secret: string, hash: string): Promise<boolean> {
  const [scheme, cost, salt, key] = hash.split('$')
  if (scheme !== 'scrypt' || !cost || !salt || !key) return false
  const expected = Buffer.from(key, 'base64url')
  return timingSafeEqual(await derive(secret, Buffer.from(salt, 'base64url'), Number(cost)), expected)
}
