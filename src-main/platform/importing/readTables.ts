import { open, readFile, stat } from 'node:fs/promises'
import { Archive } from './archive'
import { readCsv } from './csv'
import { IMPORT_LIMITS, type ImportLimits } from './limits'
import type { RawRow, Table } from './table'
import { UnreadableFile, damaged, type FileProblem } from './unreadableFile'
import { readWorkbookParts, workbookPart } from './workbookParts'
import { readWorksheet } from './worksheet'

/** The tables of a file, or why it cannot be imported. */
export type TablesReading =
  { readonly ok: true; readonly tables: readonly Table[] } | { readonly ok: false; readonly problem: FileProblem }

/** What the reading thread tells; rows follow the table they belong to. */
export type FromReader =
  | { readonly kind: 'table'; readonly table: Omit<Table, 'rows'> }
  | { readonly kind: 'rows'; readonly rows: readonly RawRow[] }
  | { readonly kind: 'problem'; readonly problem: FileProblem }
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'done' }

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
/** Old workbooks without a container around them (BIFF 2 to 5). */
const BIFF = ['0908', '0904', '0902', '0900'].map((mark) => Buffer.from(mark, 'hex'))
const ZIP = Buffer.from('504b0304', 'hex')
/** The stream of an encrypted workbook's directory, and those of old workbooks. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')
const WORKBOOK_STREAMS = ['Workbook\0', 'Book\0', 'WORKBOOK\0', 'BOOK\0'].map((name) => Buffer.from(name, 'utf16le'))

/** What is inside a zip file that is no workbook, by a part only that program writes. */
const OTHER_PROGRAMS: readonly (readonly [part: string, what: string])[] = [
  ['word/document.xml', '这是 Word 文档，只是文件名改成了表格，请选择 Excel 工作簿（.xlsx）'],
  ['ppt/presentation.xml', '这是演示文稿，请选择 Excel 工作簿（.xlsx）'],
  ['xl/workbook.bin', '这是二进制工作簿（.xlsb），请在 Excel 中另存为 .xlsx 后再导入']
]
const OPEN_DOCUMENT = 'content.xml'

async function readWorkbook(path: string, limits: ImportLimits): Promise<readonly Table[]> {
  const archive = await Archive.open(path, limits)
  try {
    const workbook = await workbookPart(archive)
    if (workbook === undefined) {
      const other = OTHER_PROGRAMS.find(([part]) => archive.has(part))
      if (!other && archive.has(OPEN_DOCUMENT)) return await readOpenDocument(archive, path, limits)
      throw new UnreadableFile(
        'otherFormat',
        other?.[1] ?? '这是压缩文件，不是 Excel 工作簿，请先解压，再选择其中的 .xlsx 文件'
      )
    }
    const parts = await readWorkbookParts(archive, workbook, limits)
    const budget = { rows: limits.rows, cells: limits.cells }
    const tables: Table[] = []
    for (const sheet of parts.sheets) tables.push(await readWorksheet(archive, sheet, parts, limits, budget))
    return tables
  } finally {
    archive.close()
  }
}

/** One sheet of a workbook by its name, without reading the others; undefined where it has none of that name. */
export async function readSheet(path: string, name: string, limits = IMPORT_LIMITS): Promise<Table | undefined> {
  const archive = await Archive.open(path, limits)
  try {
    const workbook = await workbookPart(archive)
    const parts = workbook === undefined ? undefined : await readWorkbookParts(archive, workbook, limits)
    const sheet = parts?.sheets.find((each) => each.name === name)
    return parts && sheet
      ? await readWorksheet(archive, sheet, parts, limits, { rows: limits.rows, cells: limits.cells })
      : undefined
  } finally {
    archive.close()
  }
}

/**
 * An OpenDocument spreadsheet is unpacked whole, so its directory has to say first that it is small enough, and that it
 * is one.
 */
async function readOpenDocument(archive: Archive, path: string, limits: ImportLimits): Promise<readonly Table[]> {
  if (archive.unpackedBytes > limits.otherBytes) throw tooLargeToUnpack()
  let spreadsheet = false
  await archive.readXml(OPEN_DOCUMENT, {
    open: (name) => {
      spreadsheet ||= name === 'spreadsheet'
    }
  })
  if (!spreadsheet) throw new UnreadableFile('otherFormat', '这是 OpenDocument 文字或演示文件，请选择表格文件')
  return otherSpreadsheet(await readFile(path), limits)
}

/** The library of the older formats, a large one, is loaded by the first file of one. */
async function otherSpreadsheet(bytes: Buffer, limits: ImportLimits): Promise<readonly Table[]> {
  const { readOtherSpreadsheet } = await import('./otherSpreadsheets')
  return readOtherSpreadsheet(bytes, limits)
}

function tooLargeToUnpack(): UnreadableFile {
  return new UnreadableFile('tooLarge', '工作簿展开后过大，请删除多余的行、列和图片，或另存为 .xlsx 后再导入')
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function readCompoundFile(path: string, size: number, limits: ImportLimits): Promise<readonly Table[]> {
  if (size > limits.otherBytes) throw tooLargeToUnpack()
  const bytes = await readFile(path)
  if (bytes.includes(ENCRYPTED))
    throw new UnreadableFile('passwordProtected', '工作簿设有打开密码，请在 Excel 或 WPS 中取消密码并保存后再导入')
  if (!WORKBOOK_STREAMS.some((name) => bytes.includes(name)))
    throw new UnreadableFile(
      'otherFormat',
      '这不是表格文件（可能是旧的 Word 文档或演示文稿），请选择 Excel 或 WPS 表格'
    )
  return otherSpreadsheet(bytes, limits)
}

async function tablesOf(path: string, limits: ImportLimits): Promise<readonly Table[]> {
  const facts = await stat(path)
  if (!facts.isFile()) throw new UnreadableFile('missing', '请选择一个文件，不是文件夹')
  if (facts.size === 0) throw new UnreadableFile('empty', '文件是空的')
  if (facts.size > limits.fileBytes)
    throw new UnreadableFile(
      'tooLarge',
      `文件超过${Math.floor(limits.fileBytes / 1024 / 1024)}MB，请删除其中的图片或分成几个文件后再导入`
    )
  const head = await firstBytes(path)
  if (head.subarray(0, 4).equals(ZIP)) return readWorkbook(path, limits)
  if (head.subarray(0, 8).equals(COMPOUND_FILE)) return readCompoundFile(path, facts.size, limits)
  const opening = head.toString('latin1').trimStart().toLowerCase()
  if (BIFF.some((mark) => head.subarray(0, 2).equals(mark)) && /\.(?:xls|et|xlt)$/i.test(path))
    return otherSpreadsheet(await readFile(path), limits)
  if (/\.(?:xlsx|xlsm|xltx|xltm|ods|et)$/i.test(path)) throw opening.startsWith('<') ? webPage() : damaged()
  if (/^(?:\xef\xbb\xbf)?<(?:html|!doctype|table|\?xml)/.test(opening)) throw webPage()
  return [await readCsv(path, await readFile(path), limits)]
}

function webPage(): UnreadableFile {
  return new UnreadableFile('otherFormat', '这是网页格式的表格，请在 Excel 或 WPS 中打开后另存为 .xlsx 再导入')
}

function problemOf(fault: unknown): FileProblem {
  if (fault instanceof UnreadableFile) return { kind: fault.kind, message: fault.message }
  if (fault instanceof Error && 'code' in fault && ['ENOENT', 'EACCES', 'EPERM', 'EBUSY'].includes(String(fault.code)))
    return { kind: 'missing', message: '文件打不开：可能已移走，或正被其他程序占用' }
  throw fault
}

/**
 * Reads a spreadsheet (.xlsx, .xls, .et, .ods) or a text table (.csv, .tsv, .txt) as tables of raw cells, within limits
 * checked before anything is unpacked. Broken, encrypted, foreign and oversized files are told by what they are,
 * whatever their name says; only faults that are not the file's are thrown.
 */
export async function readTables(path: string, limits: ImportLimits = IMPORT_LIMITS): Promise<TablesReading> {
  try {
    const tables = await tablesOf(path, limits)
    if (tables.every((table) => table.rows.length === 0))
      return { ok: false, problem: { kind: 'empty', message: '文件里没有数据' } }
    return { ok: true, tables }
  } catch (fault) {
    return { ok: false, problem: problemOf(fault) }
  }
}
