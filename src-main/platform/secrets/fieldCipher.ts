import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { forbidden } from '../../kernel/fault'

/** How the key file is protected beside its permissions: not at all, or by the operating system's store of secrets. */
export interface KeyProtection {
  readonly kind: 'file' | 'os'
  protect(key: Buffer): Buffer
  open(kept: Buffer): Buffer
}

/** The key stands in the file as it is; only the user of the data folder may read it (0600). */
export const fileProtection: KeyProtection = { kind: 'file', protect: (key) => key, open: (kept) => kept }

const keyFileSchema = z.strictObject({ protection: z.enum(['file', 'os']), key: z.string() })
const keyFileName = 'field.key'
const keyBytes = 32
const nonceBytes = 12

/**
 * Encrypts single fields with AES-256-GCM under a key of the data folder that is never in the database or its backups. What is sealed for one
 * place (`context`, e.g. table, column and row id) opens at that place only.
 */
export class FieldCipher {
  private known: Promise<Buffer> | undefined

  constructor(
    private readonly folder: string,
    private readonly protection: KeyProtection = fileProtection
  ) {}

  async seal(plain: string, context: string): Promise<string> {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', await this.key(), nonce).setAAD(Buffer.from(context))
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return ['v1', nonce, sealed, cipher.getAuthTag()].map((part) => (typeof part === 'string' ? part : part.toString('base64url'))).join('.')
  }

  /** The plain text; throws when it was altered, moved from another place or sealed under another key. */
  async open(text: string, context: string): Promise<string> {
    const [version, nonce, sealed, tag] = text.split('.')
    if (version !== 'v1' || nonce === undefined || sealed === undefined || tag === undefined) throw new Error('not a sealed field')
    const bytes = (part: string) => Buffer.from(part, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', await this.key(), bytes(nonce), { authTagLength: 16 })
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes(tag))
    return Buffer.concat([decipher.update(bytes(sealed)), decipher.final()]).toString('utf8')
  }

  private key(): Promise<Buffer> {
    this.known ??= this.keptKey().catch((error: unknown) => {
      this.known = undefined
      throw error
    })
    return this.known
  }

  private async keptKey(): Promise<Buffer> {
    const path = join(this.folder, keyFileName)
    const kept = await readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
      if (fault.code === 'ENOENT') return undefined
      throw fault
    })
    return kept === undefined ? this.newKey(path) : this.opened(kept)
  }

  private opened(kept: string): Buffer {
    const { protection, key } = keyFileSchema.parse(JSON.parse(kept))
    const bytes = Buffer.from(key, 'base64')
    if (protection === 'file') return bytes
    // Another way of running the suite on the same folder (command line, browser) has no way to the system's store.
    if (this.protection.kind !== 'os') throw forbidden('加密内容的密钥由操作系统保管，只能在桌面窗口中读取')
    return this.protection.open(bytes)
  }

  private async newKey(path: string): Promise<Buffer> {
    const key = randomBytes(keyBytes)
    const text = JSON.stringify({ protection: this.protection.kind, key: this.protection.protect(key).toString('base64') })
    await mkdir(this.folder, { recursive: true })
    try {
      const file = await open(path, 'wx', 0o600)
      try {
        await file.writeFile(text)
        await file.sync()
      } finally {
        await file.close()
      }
      return key
    } catch (fault) {
      // Another process made the key in the meantime; its key is the one.
      if (fault instanceof Error && 'code' in fault && fault.code === 'EEXIST') return this.opened(await readFile(path, 'utf8'))
      throw fault
    }
  }
}
