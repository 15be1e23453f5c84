import type { Style, Worksheet } from 'exceljs'
import { notShownHere } from '../../contract/display'
import { printableText, wrappedLines } from './cellText'
import { hasFraction, inReaderUnit } from './sheetCells'
import { breakAbove, PageFlow } from './pageFlow'
import { heightFor, SIGNATURE_HEIGHT, writeBand, writeSignatures } from './sheetRows'
import { DEFAULT_SIGNATURES } from './sheetWriter'
import type { ExportNote, SheetColumn, WrittenSheet } from './sheetModel'
import { HEADER_STYLE, STYLES, TITLE_STYLE } from './sheetStyles'

/** Name of the last sheet of every export. */
export const NOTE_SHEET = '导出说明'

/** How a note names the head of a chain; `readNote.ts` reads it again. */
export const headLabel = (chain: string, length: number): string => `${chain}末条（第${length}条）校验值（SHA-256）`

const WIDTHS = [22, 10, 26, 20, 22, 42] as const
const SPAN = WIDTHS.length
/** Points of the empty row before a heading. */
const GAP = 15

interface Page {
  readonly sheet: Worksheet
  readonly flow: PageFlow
}

/** What the note needs of a sheet: what was written and the columns its sums belong to. */
export interface NotedSheet {
  readonly written: WrittenSheet
  readonly columns: readonly SheetColumn[]
  /** The moment or period the sheet is of. */
  readonly time: string | undefined
}

/**
 * Writes 导出说明: filter, profile, application version and the hash of the newest audit entry of each chain concerned;
 * what each sheet is of, its rows and sums as written; the exceptions contained. It lets a copy outside the database
 * expose a rewritten history.
 */
export function writeNoteSheet(sheet: Worksheet, note: ExportNote, sheets: readonly NotedSheet[]): void {
  sheet.columns = WIDTHS.map((width) => ({ width }))
  const page: Page = { sheet, flow: new PageFlow(WIDTHS, 0) }
  let number = 1
  number = band(page, number, NOTE_SHEET, TITLE_STYLE, 32)
  for (const [label, value] of [
    ['筛选条件', note.filter],
    ['审批方案', note.profile],
    ['软件版本', note.appVersion],
    ...(note.withheld ?? []).map((words) => [notShownHere, words] as const),
    ...note.heads.map(({ chain, length, hash }) => [headLabel(chain, length), hash] as const)
  ] as const) {
    number = labelled(page, number, label, value)
  }
  number = heading(page, number + 1, ['工作表', '记录数', '合计项目', '合计数', '单位', '时点（期间）'])
  for (const each of sheets) number = sheetSums(page, number, each)
  number = heading(page, number + 1, [`所含例外情况（${note.exceptions.length} 条）`])
  const exceptions = note.exceptions.length === 0 ? ['无'] : note.exceptions
  for (const exception of exceptions) number = band(page, number, exception, STYLES.text.plain, 20)
  // the last line goes with the signers to the page they stand on
  if (!page.flow.fits(SIGNATURE_HEIGHT)) breakAbove(sheet, number - 1)
  writeSignatures(sheet, number, DEFAULT_SIGNATURES, WIDTHS)
  sheet.commit()
}

function sheetSums({ sheet, flow }: Page, first: number, { written, columns, time }: NotedSheet): number {
  const totals = columns.filter((column) => column.total === true).flatMap((column) => totalsOf(column, written))
  const lines = totals.length === 0 ? [undefined] : totals
  lines.forEach((total, index) => {
    const row = sheet.getRow(first + index)
    for (let cell = 1; cell <= SPAN; cell += 1) row.getCell(cell).style = STYLES.text.plain
    if (index === 0) {
      row.getCell(1).value = written.name
      row.getCell(2).value = written.rows
      row.getCell(SPAN).value = printableText(time ?? '')
    }
    row.getCell(2).style = STYLES.integer.plain
    if (total !== undefined) {
      const { column, sum, measure } = total
      row.getCell(3).value = printableText(
        column.group === undefined ? column.label : `${column.group} ${column.label}`
      )
      row.getCell(4).value = inReaderUnit(column.kind, sum)
      row.getCell(4).style = hasFraction(column.kind, sum) ? STYLES[column.kind].fraction : STYLES[column.kind].plain
      row.getCell(5).value = measure ?? SUM_EXPLANATIONS[column.kind] ?? null
    } else {
      row.getCell(3).value = '无合计项目'
    }
    row.height = Math.max(20, lines.length === 1 ? heightFor(wrappedLines(time ?? '', (WIDTHS[SPAN - 1] ?? 0) - 1)) : 0)
    flow.add(row.height)
  })
  const last = first + lines.length - 1
  // the text stands in the first of them: a page may end between two
  if (last > first)
    for (const column of [1, 2, SPAN]) {
      const cell = sheet.getCell(first, column)
      cell.style = { ...cell.style, alignment: { ...cell.style.alignment, vertical: 'top' } }
      sheet.mergeCells(first, column, last, column)
    }
  sheet.getRow(last).commit()
  return last + 1
}

interface NotedTotal {
  readonly column: SheetColumn
  readonly sum: number
  readonly measure: string | undefined
}

/** A column's totals: one, or one for each unit of measure it has. */
function totalsOf(column: SheetColumn, { sums, measured }: WrittenSheet): readonly NotedTotal[] {
  const parts = measured[column.key]
  if (parts === undefined || parts.length === 0) return [{ column, sum: sums[column.key] ?? 0, measure: undefined }]
  return parts.map(({ measure, sum }) => ({ column, sum, measure: measure || undefined }))
}

const SUM_EXPLANATIONS: Readonly<Partial<Record<SheetColumn['kind'], string>>> = {
  money: '单位：元',
  quantity: '按表内计量单位',
  integer: '按表内计数'
}

function labelled({ sheet, flow }: Page, number: number, label: string, value: string): number {
  const row = sheet.getRow(number)
  const clean = printableText(value)
  for (let cell = 1; cell <= SPAN; cell += 1) row.getCell(cell).style = cell === 1 ? HEADER_STYLE : STYLES.code.several
  row.getCell(1).value = label
  row.getCell(2).value = clean
  sheet.mergeCells(number, 2, number, SPAN)
  const lines = Math.max(wrappedLines(clean, widthFrom(1)), wrappedLines(label, WIDTHS[0] - 2))
  row.height = heightFor(lines, 22)
  flow.add(row.height)
  row.commit()
  return number + 1
}

function heading({ sheet, flow }: Page, number: number, labels: readonly string[]): number {
  flow.add(GAP)
  const row = sheet.getRow(number)
  for (let cell = 1; cell <= SPAN; cell += 1) {
    row.getCell(cell).style = HEADER_STYLE
    row.getCell(cell).value = labels[cell - 1] ?? null
  }
  if (labels.length === 1) sheet.mergeCells(number, 1, number, SPAN)
  row.height = 22
  flow.add(row.height)
  row.commit()
  return number + 1
}

function band({ sheet, flow }: Page, number: number, text: string, style: Partial<Style>, height: number): number {
  flow.add(writeBand(sheet, number, text, { style, height, widths: WIDTHS }))
  return number + 1
}

function widthFrom(first: number): number {
  return WIDTHS.slice(first).reduce((sum, width) => sum + width, 0) - 2
}
