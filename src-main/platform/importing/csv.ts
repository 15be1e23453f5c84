import { isUtf8 } from 'node:buffer'
import { parse as parsedPath } from 'node:path'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'
import type { ImportLimits } from './limits'
import type { RawRow, Table } from './table'
import { UnreadableFile, damaged } from './unreadableFile'

/** Text of a csv file: UTF-16 by its mark, UTF-8 with or without mark when valid, else GB18030 as Chinese Windows saves it. */
export function decodeCsv(bytes: Buffer): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  const text = iconv.decode(bytes, utf16 ? 'utf16-le' : isUtf8(bytes) ? 'utf8' : 'gb18030')
  if (text.includes('\0')) throw new UnreadableFile('otherFormat', '这不是表格文件，请选择 .xlsx 或 .csv 文件')
  if (text.includes('\ufffd')) throw new UnreadableFile('damaged', '文件里有无法识别的文字编码，请在 Excel 或 WPS 中打开后另存为 .xlsx 再导入')
  return text
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000).split(/\r?\n/, 30)
  const count = (mark: string): number => head.reduce((sum, line) => sum + line.split(mark).length - 1, 0)
  const [best] = [',', '\t', ';'].sort((a, b) => count(b) - count(a))
  return best ?? ','
}

/** The value of a field; spreadsheets write ="001" to keep text from becoming a number. */
function cellOf(field: string): string | null {
  const value = /^="(.*)"$/s.exec(field)?.[1] ?? field
  return value === '' ? null : value
}

/** Reads a csv file's bytes as one table named after the file; row numbers are those a spreadsheet program would show. */
export async function readCsv(path: string, bytes: Buffer, limits: ImportLimits): Promise<Table> {
  const text = decodeCsv(bytes)
  const rows: RawRow[] = []
  let number = 0
  let cells = 0
  const parser = parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true, relax_quotes: true, max_record_size: 1_000_000 })
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number += 1
      const row = record.map(cellOf)
      const filled = row.filter((cell) => cell !== null).length
      if (filled === 0) continue
      cells += filled
      if (row.length > limits.columns && row.slice(limits.columns).some((cell) => cell !== null))
        throw new UnreadableFile('tooLarge', `第${number}行超过${limits.columns}列，请删除多余的列后再导入`)
      if (rows.length >= limits.rows || cells > limits.cells) throw new UnreadableFile('tooLarge', `文件超过${limits.rows}行，请分成几个文件后再导入`)
      rows.push({ number, cells: row })
    }
  } catch (fault) {
    throw fault instanceof UnreadableFile ? fault : damaged()
  }
  return { name: parsedPath(path).name, hidden: false, rows, merges: [] }
}
