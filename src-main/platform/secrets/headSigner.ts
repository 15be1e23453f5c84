import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'

/** Signs what is kept in a second place: Ed25519, so that whoever checks a signature could not have made it. */
export interface HeadSigner {
  /** The public key, base64url. */
  readonly key: string
  sign(text: string): string
}

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const spki = Buffer.from('302a300506032b6570032100', 'hex')

/** The signer of a seed of 32 bytes. */
export function headSigner(seed: Buffer): HeadSigner {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const known = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(spki.length)
  return {
    key: known.toString('base64url'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url')
  }
}

/** Whether a text was signed by the holder of a public key; false for what is no key or no signature, too. */
export function isSignedBy(key: string, text: string, signature: string): boolean {
  try {
    const known = createPublicKey({
      key: Buffer.concat([spki, Buffer.from(key, 'base64url')]),
      format: 'der',
      type: 'spki'
    })
    return verify(null, Buffer.from(text), known, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}
