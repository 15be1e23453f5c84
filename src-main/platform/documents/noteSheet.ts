import type { Row, Style, Worksheet } from 'exceljs'
import { notShownHere } from '../../contract/display'
import { printableText, wrappedLines } from './cellText'
import { hasFraction, inReaderUnit } from './sheetCells'
import { breakAbove, PageFlow } from './pageFlow'
import { modulesAcross, qrPicture } from './qrPicture'
import { heightFor, SIGNATURE_HEIGHT, writeBand, writeSignatures } from './sheetRows'
import { DIGIT_PIXELS, PIXELS_PER_POINT, type SheetDrawing } from './sheetImages'
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

/** Of the QR beside the heads: one of its modules in print, and what stays white around it. Millimetres and pixels. */
const QR_MODULE_MM = 0.42
const QR_MARGIN = 6
const PIXELS_PER_MM = 96 / 25.4

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
export function writeNoteSheet(
  sheet: Worksheet,
  note: ExportNote,
  sheets: readonly NotedSheet[],
  drawing: SheetDrawing
): void {
  sheet.columns = WIDTHS.map((width) => ({ width }))
  const page: Page = { sheet, flow: new PageFlow(WIDTHS, 0) }
  let number = 1
  number = band(page, number, NOTE_SHEET, TITLE_STYLE, 32)
  for (const [label, value] of [
    ['筛选条件', note.filter],
    ['审批方案', note.profile],
    ['软件版本', note.appVersion],
    ...(note.withheld ?? []).map((words) => [notShownHere, words] as const)
  ] as const) {
    number = labelled(page, number, label, value)
  }
  number = headRows(page, number, note, drawing)
  number = heading(page, number + 1, ['工作表', '记录数', '合计项目', '合计数', '单位', '时点（期间）'])
  for (const each of sheets) number = sheetSums(page, number, each)
  number = heading(page, number + 1, [`所含例外情况（${note.exceptions.length} 条）`])
  const exceptions = note.exceptions.length === 0 ? ['无'] : note.exceptions
  for (const exception of exceptions) number = band(page, number, exception, STYLES.text.plain, 20)
  // the last line goes with the signers to the page they stand on
  if (!page.flow.fits(SIGNATURE_HEIGHT)) breakAbove(sheet, number - 1)
  writeSignatures(sheet, number, DEFAULT_SIGNATURES, WIDTHS)
  drawing.close()
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
  const row = labelledCells(sheet, number, label, value)
  sheet.mergeCells(number, 2, number, SPAN)
  row.height = labelledHeight(label, value, SPAN)
  flow.add(row.height)
  row.commit()
  return number + 1
}

function labelledCells(sheet: Worksheet, number: number, label: string, value: string): Row {
  const row = sheet.getRow(number)
  for (let cell = 1; cell <= SPAN; cell += 1) row.getCell(cell).style = cell === 1 ? HEADER_STYLE : STYLES.code.several
  row.getCell(1).value = label
  row.getCell(2).value = printableText(value)
  return row
}

/** Height of a labelled row whose value takes the columns up to one. */
function labelledHeight(label: string, value: string, upTo: number): number {
  return heightFor(
    Math.max(wrappedLines(printableText(value), widthBetween(1, upTo)), wrappedLines(label, WIDTHS[0] - 2)),
    22
  )
}

/** The heads, with the QR of all of them in the last column; a page never ends between them. */
function headRows(page: Page, first: number, { heads, code }: ExportNote, drawing: SheetDrawing): number {
  if (heads.length === 0) return first
  const { sheet, flow } = page
  const picture = code === undefined ? undefined : qrPicture(code)
  const side = picture === undefined ? 0 : modulesAcross(picture) * QR_MODULE_MM * PIXELS_PER_MM
  const tall = side === 0 ? 0 : (side + 2 * QR_MARGIN) / PIXELS_PER_POINT
  const heights = heads.map(({ chain, length, hash }) =>
    Math.max(labelledHeight(headLabel(chain, length), hash, SPAN - 1), Math.ceil(tall / heads.length))
  )
  const whole = heights.reduce((sum, height) => sum + height, 0)
  if (!flow.fits(whole)) {
    breakAbove(sheet, first)
    flow.turn()
  }
  heads.forEach(({ chain, length, hash }, index) => {
    const row = labelledCells(sheet, first + index, headLabel(chain, length), hash)
    sheet.mergeCells(first + index, 2, first + index, SPAN - 1)
    row.height = heights[index] ?? 0
    flow.add(row.height)
  })
  const last = first + heads.length - 1
  if (last > first) sheet.mergeCells(first, SPAN, last, SPAN)
  if (picture !== undefined) {
    // A picture hangs on the row its top is in.
    let [row, top] = [0, (whole * PIXELS_PER_POINT - side) / 2]
    for (; top > (heights[row] ?? top) * PIXELS_PER_POINT; row += 1) top -= (heights[row] ?? 0) * PIXELS_PER_POINT
    const [width, height] = [(WIDTHS[SPAN - 1] ?? 0) * DIGIT_PIXELS, side + 2 * top]
    drawing.place(picture, SPAN - 1, first - 1 + row, { width, height, box: { width: side, height: side } })
  }
  sheet.getRow(last).commit()
  return last + 1
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

function widthBetween(first: number, end: number): number {
  return WIDTHS.slice(first, end).reduce((sum, width) => sum + width, 0) - 2
}
