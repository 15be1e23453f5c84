import { fileTypeFromBuffer } from 'file-type'
import { extname } from 'node:path'
import yauzl from 'yauzl'
import { isText } from '../../platform/importing'

const pictures = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp', 'image/tiff', 'image/heic']
const recognised = new Set([...pictures, 'application/pdf'])

/**
 * Kinds that are zip archives, by the part that makes them what they are. OFD (GB/T 33190) is that of electronic
 * invoices and official papers.
 */
const zipped: Readonly<Record<string, string>> = {
  'word/document.xml': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'xl/workbook.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'ppt/presentation.xml': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'OFD.xml': 'application/ofd'
}

/** Some programs put the workbook elsewhere in its archive, or write its name with other letters. */
const workbookPart = /(?:^|\/)workbook\.xml$/i

/**
 * Office files of before 2007, of WPS, and newer ones under a password share one container; only the name tells them
 * apart.
 */
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
/** Programs also save text under the name of a workbook; importing reads it for what it is. */
const plain: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.tsv': 'text/tab-separated-values',
  '.txt': 'text/plain',
  '.xls': 'text/csv',
  '.et': 'text/csv'
}
/** The record a workbook without a container begins with (BIFF 2 to 5). */
const biff = /^09(?:00|02|04|08)/

/**
 * What a file is, by its content rather than its name; undefined when it is none of the kinds kept: pictures, PDF and
 * OFD, office files, csv and plain text.
 */
export async function keptKindOf(bytes: Uint8Array, name: string): Promise<string | undefined> {
  const extension = extname(name).toLowerCase()
  if (isZip(bytes)) return zippedKindOf(bytes, extension)
  // Sniffers take the mark of UTF-16 for the start of a sound file.
  const text = plainKindOf(bytes, extension)
  if (text !== undefined) return text
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (!found) return undefined
  if (recognised.has(found.mime)) return found.mime
  return found.mime === 'application/x-cfb' ? inCompoundFile[extension] : undefined
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/**
 * Read from the archive's directory at its end: a sniffer that walks the parts gives up on a large sheet standing
 * first.
 */
async function zippedKindOf(bytes: Uint8Array, extension: string): Promise<string | undefined> {
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true
    })
    for await (const { fileName } of zip.eachEntry()) {
      const kind = zipped[fileName] ?? (workbookPart.test(fileName) ? zipped['xl/workbook.xml'] : undefined)
      if (kind) return kind
      if (fileName === 'content.xml' && extension === '.ods') return 'application/vnd.oasis.opendocument.spreadsheet'
    }
  } catch {
    // A damaged archive is none of the kinds kept.
  }
  return undefined
}

function plainKindOf(bytes: Uint8Array, extension: string): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (biff.test(buffer.subarray(0, 2).toString('hex'))) return inCompoundFile[extension]
  return plain[extension] && isText(buffer) ? plain[extension] : undefined
}
