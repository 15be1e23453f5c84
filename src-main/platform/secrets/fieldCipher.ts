import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { forbidden, invalid } from '../../kernel/fault'
import type { Pepper } from '../session/pins'
import { headSigner, type HeadSigner } from './headSigner'
import { keyCheckOf, neededKey, noteNeededKey, readKeyFile, setKeyAside, writeKeyFile, type KeptKey } from './keyFile'
import { openSealedKey, sealedKeyCheck, sealKey } from './sealedKey'

/** How the key file is protected beside its permissions: not at all, or by the operating system's store of secrets. */
export interface KeyProtection {
  readonly kind: 'file' | 'os'
  protect(key: Buffer): Buffer
  open(kept: Buffer): Buffer
}

/** The key stands in the file as it is; only the user of the data folder may read it (0600). */
export const fileProtection: KeyProtection = { kind: 'file', protect: (key) => key, open: (kept) => kept }

const keyBytes = 32
const nonceBytes = 12
const sealedText = /^v1\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/

/** Whether a stored text is a sealed one. */
export const isSealed = (text: string): boolean => sealedText.test(text)

/**
 * Encrypts single fields with AES-256-GCM under a key of the data folder that is never in the database or its backups;
 * what leaves the folder is the key sealed under a passphrase. What is sealed for one place (`context`, e.g. table,
 * column and row id) opens at that place only.
 */
export class FieldCipher {
  private known: Promise<Buffer> | undefined

  constructor(
    private readonly folder: string,
    private readonly protection: KeyProtection = fileProtection,
    /** Check value of the key the data says it was made with, for a folder that has none. */
    private readonly wanted: () => Promise<string | undefined> = () => Promise.resolve(undefined)
  ) {}

  async seal(plain: string, context: string): Promise<string> {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', await this.key(), nonce).setAAD(Buffer.from(context))
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return ['v1', nonce, sealed, cipher.getAuthTag()]
      .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
      .join('.')
  }

  /** The plain text; throws when it was altered, moved from another place or sealed under another key. */
  async open(text: string, context: string): Promise<string> {
    const [version, nonce, sealed, tag] = text.split('.')
    if (version !== 'v1' || nonce === undefined || sealed === undefined || tag === undefined)
      throw new Error('not a sealed field')
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

  /** What PINs are peppered with under the folder's key, which is made where nothing has needed one yet. */
  async pepper(): Promise<Pepper> {
    const key = await this.key()
    return { check: keyCheckOf(key), value: Buffer.from(hkdfSync('sha256', key, '', 'bureau-ledgers pin', keyBytes)) }
  }

  /** The pepper of the key with this check value; `forbidden` where the folder has not that key. */
  async pepperOf(check: string): Promise<Buffer> {
    await this.noteWanted()
    if ((await readKeyFile(this.folder))?.check !== check)
      throw forbidden(
        `数据文件夹里没有核对签字码要用的密钥（编号 ${check}）：请系统管理员在“系统—备份”中导入密钥文件；` +
          '密钥找不回来的，请本人登录后在“我的账号”里重新设置签字码',
        ['系统管理员']
      )
    return (await this.pepper()).value
  }

  /** Notes which key is wanting in a folder that has none of its own, though the data was made with one. */
  async noteWanted(): Promise<void> {
    if ((await readKeyFile(this.folder)) ?? (await neededKey(this.folder))) return
    const check = await this.wanted()
    if (check !== undefined) await noteNeededKey(this.folder, check)
  }

  /** Signs heads under the folder's key, which is made where nothing has needed one yet. */
  async headSigner(): Promise<HeadSigner> {
    return headSigner(Buffer.from(hkdfSync('sha256', await this.key(), '', 'bureau-ledgers heads', keyBytes)))
  }

  /** Check value of the folder's key; undefined before there is one. */
  async check(): Promise<string | undefined> {
    return (await readKeyFile(this.folder))?.check
  }

  /**
   * The key sealed under a passphrase, to be kept away from the data. Gives `invalid` while nothing has needed a key.
   */
  async exportKey(passphrase: string): Promise<string> {
    if (!(await readKeyFile(this.folder)))
      throw invalid([{ path: '', message: '还没有加密过内容，也没有人设过签字码，没有密钥可以导出' }])
    return sealKey(await this.key(), passphrase)
  }

  /**
   * Takes over a key exported elsewhere, for data that was restored without it. Gives `invalid` when the file does not
   * fit the passphrase or the data; a key that is there already and fits other data is set aside.
   */
  async importKey(sealedFile: string, passphrase: string): Promise<void> {
    const offered = sealedKeyCheck(sealedFile)
    const kept = await readKeyFile(this.folder)
    const needed = (await neededKey(this.folder)) ?? kept?.check ?? (await this.wanted())
    if (needed !== undefined && needed !== offered)
      throw invalid([{ path: 'file', message: '这不是这份数据的密钥，请换一个密钥文件' }])
    const key = await openSealedKey(sealedFile, passphrase)
    if (kept?.check !== offered) {
      if (kept) await setKeyAside(this.folder, kept)
      await writeKeyFile(this.folder, this.keepable(key))
    }
    await noteNeededKey(this.folder, undefined)
    this.known = undefined
  }

  private async keptKey(): Promise<Buffer> {
    await this.noteWanted()
    const needed = await neededKey(this.folder)
    const kept = await readKeyFile(this.folder)
    if (needed !== undefined && kept?.check !== needed)
      throw forbidden('这份数据的加密内容要用原来的密钥才能读写，请管理员在“系统—备份”中导入密钥文件', ['系统管理员'])
    return kept === undefined ? this.newKey() : this.opened(kept)
  }

  private opened({ protection, key }: KeptKey): Buffer {
    const bytes = Buffer.from(key, 'base64')
    if (protection === 'file') return bytes
    // Another way of running the suite on the same folder (command line, browser) has no way to the system's store.
    if (this.protection.kind !== 'os') throw forbidden('加密内容的密钥由操作系统保管，只能在桌面窗口中读取')
    return this.protection.open(bytes)
  }

  private keepable(key: Buffer): KeptKey {
    return {
      protection: this.protection.kind,
      key: this.protection.protect(key).toString('base64'),
      check: keyCheckOf(key)
    }
  }

  private async newKey(): Promise<Buffer> {
    const key = randomBytes(keyBytes)
    if (await writeKeyFile(this.folder, this.keepable(key))) return key
    // Another process made the key in the meantime; its key is the one.
    const kept = await readKeyFile(this.folder)
    if (!kept) throw new Error('the key file was taken away while it was read')
    return this.opened(kept)
  }
}
