import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { invalid } from '../../kernel/fault'
import type { Attachment } from '../entities'
import type { House } from '../house'
import type { ReceivedFile } from './attachments'
import type { ImportFile } from './importReading'

const sealedKind = 'application/x-sealed'
const sealedName = '加密保存的导入文件.xlsx'
const context = 'import.file'

/**
 * A received file as it is kept where nothing of it may be read in the data folder: encrypted, without its name
 * (SEC-02).
 */
export async function sealedFile(house: House, { bytes }: ReceivedFile): Promise<ReceivedFile> {
  const text = await house.fields.seal(Buffer.from(bytes).toString('base64'), context)
  return { name: sealedName, mime: sealedKind, bytes: Buffer.from(text) }
}

/** Whether the files of a ledger's imports are kept encrypted: those of ledgers that are confided to some. */
export const keptSealed = ({ modules }: Pick<House, 'modules'>, ledger: string): boolean =>
  modules.some(({ id, confided }) => id === ledger && confided !== undefined)

/**
 * Reads an uploaded file with what it says: one kept encrypted is put into a folder of its own outside the data folder
 * and taken away when done. Refuses a file kept as it is where the ledger asks for an encrypted one.
 */
export async function withUpload<T>(
  house: House,
  ledger: string,
  { mime, sha256, name }: Attachment,
  body: (file: ImportFile, sha256: string) => Promise<T>
): Promise<T> {
  if (mime !== sealedKind) {
    if (keptSealed(house, ledger))
      throw invalid([{ path: 'attachmentId', message: '登记簿须加密保存，请在导入页面重新选择文件' }])
    return body({ path: house.attachments.pathOf(sha256), name, content: sha256 }, sha256)
  }
  const bytes = Buffer.from(
    await house.fields.open((await house.attachments.read(sha256)).toString('utf8'), context),
    'base64'
  )
  const folder = await mkdtemp(join(tmpdir(), 'import-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, bytes, { mode: 0o600 })
    return await body({ path, name }, createHash('sha256').update(bytes).digest('hex'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
