import { isUtf8 } from 'node:buffer'
import { fileTypeFromBuffer } from 'file-type'
import { extname } from 'node:path'

const pictures = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp', 'image/tiff', 'image/heic']
const documents = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation'
]
const recognised = new Set([...pictures, ...documents])

/** Office files of before 2007, of WPS, and newer ones under a password share one container; only the name tells them apart. */
const inCompoundFile: Readonly<Record<string, string>> = {
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  '.doc': 'application/msword',
  '.wps': 'application/msword',
  '.xls': 'application/vnd.ms-excel',
  '.et': 'application/vnd.ms-excel',
  '.ppt': 'application/vnd.ms-powerpoint',
  '.dps': 'application/vnd.ms-powerpoint'
}
const plain: Readonly<Record<string, string>> = { '.csv': 'text/csv', '.txt': 'text/plain' }

/**
 * What a file is, by its content rather than its name; undefined when it is none of the kinds kept: pictures, PDF and OFD, office files, csv
 * and plain text.
 */
export async function keptKindOf(bytes: Uint8Array, name: string): Promise<string | undefined> {
  const extension = extname(name).toLowerCase()
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (!found) return plain[extension] && isPlainText(bytes) ? plain[extension] : undefined
  if (recognised.has(found.mime)) return found.mime
  if (found.mime === 'application/x-cfb') return inCompoundFile[extension]
  // GB/T 33190: the electronic invoices and official papers of the day; the container is a zip with this part in it.
  return found.mime === 'application/zip' && extension === '.ofd' && Buffer.from(bytes).includes('OFD.xml') ? 'application/ofd' : undefined
}

/** Text has no zero bytes; UTF-8 is certain, anything else is taken for GB18030. */
function isPlainText(bytes: Uint8Array): boolean {
  return !bytes.includes(0) && (isUtf8(bytes) || !bytes.some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13))
}
