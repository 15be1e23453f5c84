import type { Style, Worksheet } from 'exceljs'
import { printableText, wrappedLines } from './cellText'
import { inReaderUnit } from './sheetCells'
import { DEFAULT_SIGNATURES, signatureLine } from './sheetWriter'
import type { ExportNote, SheetColumn, WrittenSheet } from './sheetModel'
import { HEADER_STYLE, SIGNATURE_STYLE, STYLES, TITLE_STYLE } from './sheetStyles'

/** Name of the last sheet of every export. */
export const NOTE_SHEET = '导出说明'

const WIDTHS = [22, 16, 30, 24, 40] as const
const SPAN = WIDTHS.length

/** What the note needs of a sheet: what was written and the columns its sums belong to. */
export interface NotedSheet {
  readonly written: WrittenSheet
  readonly columns: readonly SheetColumn[]
}

/**
 * Writes 导出说明: filter, profile, application version and the hash of the ledger's newest audit entry; rows and sums of each sheet as
 * written; the exceptions contained. It lets a copy outside the database expose a rewritten history.
 */
export function writeNoteSheet(sheet: Worksheet, note: ExportNote, sheets: readonly NotedSheet[]): void {
  sheet.columns = WIDTHS.map((width) => ({ width }))
  let number = 1
  number = band(sheet, number, NOTE_SHEET, TITLE_STYLE, 32)
  for (const [label, value] of [
    ['筛选条件', note.filter],
    ['审批方案', note.profile],
    ['软件版本', note.appVersion],
    ['台账末条校验值（SHA-256）', note.headHash]
  ] as const) {
    number = labelled(sheet, number, label, value)
  }
  number = heading(sheet, number + 1, ['工作表', '记录数', '合计项目', '合计数', '说明'])
  for (const { written, columns } of sheets) number = sheetSums(sheet, number, written, columns)
  number = heading(sheet, number + 1, [`所含例外情况（${note.exceptions.length} 条）`])
  const exceptions = note.exceptions.length === 0 ? ['无'] : note.exceptions
  for (const exception of exceptions) number = band(sheet, number, exception, STYLES.text.plain, 20)
  band(sheet, number + 1, signatureLine(DEFAULT_SIGNATURES, WIDTHS), SIGNATURE_STYLE, 26)
  sheet.commit()
}

function sheetSums(sheet: Worksheet, first: number, written: WrittenSheet, columns: readonly SheetColumn[]): number {
  const totals = columns.filter((column) => column.total === true)
  const lines = totals.length === 0 ? [undefined] : totals
  lines.forEach((column, index) => {
    const row = sheet.getRow(first + index)
    for (let cell = 1; cell <= SPAN; cell += 1) row.getCell(cell).style = STYLES.text.plain
    if (index === 0) {
      row.getCell(1).value = written.name
      row.getCell(2).value = written.rows
    }
    row.getCell(2).style = STYLES.integer.plain
    if (column !== undefined) {
      const sum = written.sums[column.key] ?? 0
      row.getCell(3).value = printableText(column.group === undefined ? column.label : `${column.group} ${column.label}`)
      row.getCell(4).value = inReaderUnit(column.kind, sum)
      row.getCell(4).style = column.kind === 'quantity' && sum % 1000 !== 0 ? STYLES.quantity.fraction : STYLES[column.kind].plain
      row.getCell(5).value = SUM_EXPLANATIONS[column.kind] ?? null
    } else {
      row.getCell(3).value = '无合计项目'
    }
    row.height = 20
  })
  const last = first + lines.length - 1
  if (last > first) for (const column of [1, 2]) sheet.mergeCells(first, column, last, column)
  sheet.getRow(last).commit()
  return last + 1
}

const SUM_EXPLANATIONS: Readonly<Partial<Record<SheetColumn['kind'], string>>> = {
  money: '单位：元',
  quantity: '按表内计量单位',
  integer: '按表内计数'
}

function labelled(sheet: Worksheet, number: number, label: string, value: string): number {
  const row = sheet.getRow(number)
  const clean = printableText(value)
  for (let cell = 1; cell <= SPAN; cell += 1) row.getCell(cell).style = cell === 1 ? HEADER_STYLE : STYLES.code.plain
  row.getCell(1).value = label
  row.getCell(2).value = clean
  sheet.mergeCells(number, 2, number, SPAN)
  const lines = Math.max(wrappedLines(clean, widthFrom(1)), wrappedLines(label, WIDTHS[0] - 2))
  row.height = Math.min(409, Math.max(22, lines * 13.5 + 6.5))
  row.commit()
  return number + 1
}

function heading(sheet: Worksheet, number: number, labels: readonly string[]): number {
  const row = sheet.getRow(number)
  for (let cell = 1; cell <= SPAN; cell += 1) {
    row.getCell(cell).style = HEADER_STYLE
    row.getCell(cell).value = labels[cell - 1] ?? null
  }
  if (labels.length === 1) sheet.mergeCells(number, 1, number, SPAN)
  row.height = 22
  row.commit()
  return number + 1
}

function band(sheet: Worksheet, number: number, text: string, style: Partial<Style>, height: number): number {
  const row = sheet.getRow(number)
  const clean = printableText(text)
  for (let cell = 1; cell <= SPAN; cell += 1) row.getCell(cell).style = style
  row.getCell(1).value = clean
  sheet.mergeCells(number, 1, number, SPAN)
  const lines = wrappedLines(clean, widthFrom(0))
  row.height = Math.min(409, Math.max(height, lines * 13.5 + 6.5))
  row.commit()
  return number + 1
}

function widthFrom(first: number): number {
  return WIDTHS.slice(first).reduce((sum, width) => sum + width, 0) - 2
}
