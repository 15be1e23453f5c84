import { isUtf8 } from 'node:buffer'
import { parse as parsedPath } from 'node:path'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'
import type { ImportLimits } from './limits'
import { spokenText, textCell } from './storedText'
import type { RawCell, RawRow, Table } from './table'
import { UnreadableFile, damaged } from './unreadableFile'

const NOT_A_TABLE = '这不是表格文件，请选择 Excel 工作簿（.xlsx、.xls）、WPS 表格（.et）、.ods 或 .csv 文件'

/**
 * UTF-16 without its mark: Chinese text has few zero bytes, but its digits, commas and line ends have one each, always
 * on the same side.
 */
function utf16Without(bytes: Buffer): 'utf16-le' | 'utf16-be' | undefined {
  if (bytes.length % 2 !== 0) return undefined
  const head = bytes.subarray(0, 4_000)
  const zeros = [0, 0]
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (even + odd < head.length / 40) return undefined
  return even === 0 ? 'utf16-le' : odd === 0 ? 'utf16-be' : undefined
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16-le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16-be'
  return utf16Without(bytes) ?? (isUtf8(bytes) ? 'utf8' : 'gb18030')
}

/**
 * Text of a file without cells: UTF-16 by its mark or its look, UTF-8 with or without mark when valid, else GB18030 as
 * Chinese Windows saves it.
 */
export function decodeCsv(bytes: Buffer): string {
  const text = iconv.decode(bytes, encodingOf(bytes))
  if (text.includes('\0')) throw new UnreadableFile('otherFormat', NOT_A_TABLE)
  if (text.includes('\ufffd'))
    throw new UnreadableFile('damaged', '文件里有无法识别的文字编码，请在 Excel 或 WPS 中打开后另存为 .xlsx 再导入')
  return text
}

/** Whether bytes are text in one of the encodings read here. */
export function isText(bytes: Buffer): boolean {
  try {
    return decodeCsv(bytes) !== ''
  } catch {
    return false
  }
}

/** What may part the fields; a mark used in every line the same number of times is the one. */
const MARKS = [',', '\t', ';', '|', '，']
/** The first line in which some programs say what parts the fields. */
const SEPARATOR_LINE = /^\ufeff?"?sep=(.)"?[,;\t|]*\r?\n/i

function delimiterOf(text: string): string {
  const said = SEPARATOR_LINE.exec(text)?.[1]
  if (said !== undefined) return said
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n?|\n/, 30)
    .map((line) => line.replace(/"(?:[^"]|"")*"/g, ''))
  const uses = MARKS.map((mark) => {
    const counts = lines.map((line) => line.split(mark).length - 1).filter((count) => count > 0)
    const most = counts.filter(
      (count) => count === counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)]
    ).length
    return { mark, lines: most, total: counts.reduce((sum, count) => sum + count, 0) }
  })
  const [best] = uses.toSorted((a, b) => b.lines - a.lines || b.total - a.total)
  return best && best.total > 0 ? best.mark : ','
}

/** The value of a field; spreadsheets write ="001" to keep text from becoming a number. */
function cellOf(field: string): RawCell {
  const value = spokenText(/^="(.*)"$/s.exec(field)?.[1] ?? field)
  return value === '' ? null : textCell(value)
}

/** Bytes of one line, far more than the columns of a ledger hold. */
const LONGEST_LINE = 1_000_000
const LINE_FEED = 10

/** Refuses what would cost minutes to take apart, by its bytes alone: before a sign is decoded or a field is made. */
function refuseRunaway(bytes: Buffer, limits: ImportLimits): void {
  if (bytes.length > limits.textBytes)
    throw new UnreadableFile(
      'tooLarge',
      `文本表格超过${Math.floor(limits.textBytes / 1024 / 1024)}MB，请分成几个文件后再导入`
    )
  let lines = 0
  let from = 0
  while (from < bytes.length) {
    const end = bytes.indexOf(LINE_FEED, from)
    // Files of the first Macs end their lines with a carriage return alone: no line feed at all is no runaway line by
    // itself.
    if (end < 0 && lines === 0) break
    if ((end < 0 ? bytes.length : end) - from > LONGEST_LINE)
      throw new UnreadableFile('tooLarge', '文件里有一行过长，请检查是否漏了换行')
    if (end < 0) break
    from = end + 1
    lines += 1
    if (lines > limits.rows + limits.emptyRows)
      throw new UnreadableFile('tooLarge', `文件超过${limits.rows}行，请分成几个文件后再导入`)
  }
  let marks = 0
  for (const byte of bytes)
    if ((byte === 44 || byte === 9 || byte === 59 || byte === 124) && (marks += 1) > limits.cells) throw tooManyFields()
}

function tooManyFields(): UnreadableFile {
  return new UnreadableFile('tooLarge', '文件的列数和行数过多，请删除多余的列后再导入')
}

/**
 * Reads a text file's bytes as one table named after the file; row numbers are those a spreadsheet program would show.
 */
export async function readCsv(path: string, bytes: Buffer, limits: ImportLimits): Promise<Table> {
  refuseRunaway(bytes, limits)
  const decoded = decodeCsv(bytes)
  const delimiter = delimiterOf(decoded)
  const text = decoded.replace(SEPARATOR_LINE, '')
  const rows: RawRow[] = []
  let number = text.length === decoded.length ? 0 : 1
  let cells = 0
  const parser = parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: 1_000_000
  })
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number += 1
      const row = record.map(cellOf)
      const filled = row.filter((cell) => cell !== null).length
      if (filled === 0) continue
      cells += filled
      if (row.length > limits.columns && row.slice(limits.columns).some((cell) => cell !== null))
        throw new UnreadableFile('tooLarge', `第${number}行超过${limits.columns}列，请删除多余的列后再导入`)
      if (rows.length >= limits.rows || cells > limits.cells)
        throw new UnreadableFile('tooLarge', `文件超过${limits.rows}行，请分成几个文件后再导入`)
      rows.push({ number, cells: row })
    }
  } catch (fault) {
    throw fault instanceof UnreadableFile ? fault : damaged()
  }
  return { name: parsedPath(path).name, hidden: false, rows, merges: [] }
}
