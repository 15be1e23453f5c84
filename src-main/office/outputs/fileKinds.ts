import { isUtf8 } from 'node:buffer'
import { fileTypeFromBuffer } from 'file-type'
import { extname } from 'node:path'
import yauzl from 'yauzl'

const pictures = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp', 'image/tiff', 'image/heic']
const recognised = new Set([...pictures, 'application/pdf'])

/** Kinds that are zip archives, by the part that makes them what they are. OFD (GB/T 33190) is that of electronic invoices and official papers. */
const zipped: Readonly<Record<string, string>> = {
  'word/document.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'xl/workbook.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'ppt/presentation.xml': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'OFD.xml': 'application/ofd'
}

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
  if (isZip(bytes)) return zippedKindOf(bytes)
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (!found) return plain[extension] && isPlainText(bytes) ? plain[extension] : undefined
  if (recognised.has(found.mime)) return found.mime
  return found.mime === 'application/x-cfb' ? inCompoundFile[extension] : undefined
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/** Read from the archive's directory at its end: a sniffer that walks the parts gives up on a large sheet standing first. */
async function zippedKindOf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true })
    for await (const { fileName } of zip.eachEntry()) {
      const kind = zipped[fileName]
      if (kind) return kind
    }
  } catch {
    // A damaged archive is none of the kinds kept.
  }
  return undefined
}

/** Text has no zero bytes; UTF-8 is certain, anything else is taken for GB18030. */
function isPlainText(bytes: Uint8Array): boolean {
  return !bytes.includes(0) && (isUtf8(bytes) || !bytes.some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13))
}
