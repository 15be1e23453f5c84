import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'
import { invalid } from '../../kernel/fault'
import { keyCheckOf } from './keyFile'

const kind = '局务台账密钥'
const cost = { N: 2 ** 16, r: 8, p: 1 }
const schema = z.strictObject({
  kind: z.literal(kind),
  version: z.literal(1),
  check: z.string().max(32),
  N: z.literal(cost.N),
  salt: z.base64url().max(64),
  nonce: z.base64url().max(32),
  sealed: z.base64url().max(128),
  tag: z.base64url().max(32)
})

/** Bytes a sealed key file may have; it has far fewer. */
export const sealedKeyLimit = 4_096

function derive(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { ...cost, maxmem: 256 * cost.N * cost.r }, (error, key) =>
      error ? reject(error) : resolve(key)
    )
  })
}

/**
 * A key as a file that may be kept anywhere: sealed by AES-256-GCM under a passphrase stretched by scrypt, with its
 * check value in the clear.
 */
export async function sealKey(key: Buffer, passphrase: string): Promise<string> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const check = keyCheckOf(key)
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt), nonce).setAAD(Buffer.from(check))
  const sealed = Buffer.concat([cipher.update(key), cipher.final()])
  const text = (part: Buffer) => part.toString('base64url')
  return JSON.stringify(
    {
      kind,
      version: 1,
      check,
      N: cost.N,
      salt: text(salt),
      nonce: text(nonce),
      sealed: text(sealed),
      tag: text(cipher.getAuthTag())
    },
    null,
    2
  )
}

/**
 * Check value of the key in a sealed file, which can be told without its passphrase. Gives `invalid` for any other
 * file.
 */
export const sealedKeyCheck = (text: string): string => parsed(text).check

/**
 * The key of a sealed file. Gives `invalid` when it is another file, the passphrase is wrong or the file was altered.
 */
export async function openSealedKey(text: string, passphrase: string): Promise<Buffer> {
  const file = parsed(text)
  const bytes = (part: string) => Buffer.from(part, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', await derive(passphrase, bytes(file.salt)), bytes(file.nonce), {
      authTagLength: 16
    })
      .setAAD(Buffer.from(file.check))
      .setAuthTag(bytes(file.tag))
    return Buffer.concat([decipher.update(bytes(file.sealed)), decipher.final()])
  } catch {
    throw invalid([{ path: 'passphrase', message: '口令不对，或密钥文件已损坏' }])
  }
}

function parsed(text: string): z.infer<typeof schema> {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw invalid([{ path: 'file', message: '这不是本系统导出的密钥文件' }])
  }
}
