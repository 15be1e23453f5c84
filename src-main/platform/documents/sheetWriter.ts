import type { Style, Worksheet } from 'exceljs'
import { displayWidth, printableText, wrappedLines } from './cellText'
import { SEQUENCE_KEY } from './ledgerColumns'
import { inReaderUnit, sheetCell, totalStyle } from './sheetCells'
import type { RowBatch } from './sheetBatches'
import { readPicture } from './pictureSize'
import type { PictureCell, SheetDrawing } from './sheetImages'
import type { CellValue, SheetModel, WrittenSheet } from './sheetModel'
import { EMPTY_STYLE, FACTS_STYLE, HEADER_STYLE, SEQUENCE_STYLE, SIGNATURE_STYLE, STYLES, TITLE_STYLE, TOTAL_LABEL_STYLE } from './sheetStyles'

/** Heights in points. */
const LINE_HEIGHT = 13.5
const ROW_PADDING = 6.5
/** Share of a line that wrapped text fills on average: words, numbers and punctuation are not broken anywhere. */
const FILLED = 0.9
const PICTURE_ROW = 74
/** Pixels kept free around a picture. */
const PICTURE_MARGIN = 4
const PIXELS_PER_POINT = 96 / 72
/** A half-width character of the workbook's standard font, the unit of column widths, in pixels. */
const DIGIT_PIXELS = 7
const TITLE_ROW = 1
const FACTS_ROW = 2
const HEADER_ROW = 3
export const DEFAULT_SIGNATURES = ['制表', '审核', '负责人'] as const

/** A sheet's head without its rows, as it travels to the writer. */
export type SheetHead = Omit<SheetModel, 'rows'>

/** Rows the header of the sheet takes: two when columns are grouped. */
export function headerRows(sheet: SheetHead): { readonly top: number; readonly bottom: number } {
  return { top: HEADER_ROW, bottom: sheet.columns.some((column) => column.group !== undefined) ? HEADER_ROW + 1 : HEADER_ROW }
}

/** Writes one ledger sheet from top to bottom, each row sent on as soon as it is made. Sums are kept in cents and thousandths. */
export class SheetWriter {
  private readonly sums: number[]
  private readonly firstRow: number
  private readonly sequence: boolean[]
  private nextRow: number
  private written = 0

  constructor(
    private readonly worksheet: Worksheet,
    private readonly sheet: SheetHead,
    private readonly widths: readonly number[],
    private readonly drawing: SheetDrawing
  ) {
    this.sums = sheet.columns.map(() => 0)
    this.sequence = sheet.columns.map((column) => column.key === SEQUENCE_KEY)
    worksheet.columns = widths.map((width) => ({ width }))
    this.firstRow = headerRows(sheet).bottom + 1
    this.nextRow = this.firstRow
    this.writeHead()
  }

  get rows(): number {
    return this.written
  }

  add(batch: RowBatch): void {
    for (const values of batch) this.addRow(values)
  }

  /** Totals, signature line, filter. The sheet is finished after this. */
  close(): WrittenSheet {
    if (this.written === 0) this.writeBand(this.nextRow++, '本期无记录', EMPTY_STYLE, 24)
    const last = this.nextRow - 1
    this.worksheet.autoFilter = {
      from: { row: this.firstRow - 1, column: 1 },
      to: { row: last, column: this.sheet.columns.length }
    }
    if (this.sheet.columns.some((column) => column.total === true)) this.writeTotals(last)
    this.nextRow += 1
    const names = this.sheet.signatures ?? DEFAULT_SIGNATURES
    if (names.length > 0) this.writeBand(this.nextRow, signatureLine(names, this.widths), SIGNATURE_STYLE, 26)
    this.drawing.close()
    this.worksheet.commit()
    const sums = this.sheet.columns.flatMap((column, index) => (column.total === true ? [[column.key, this.sums[index] ?? 0] as const] : []))
    return { name: this.worksheet.name, rows: this.written, sums: Object.fromEntries(sums) }
  }

  private writeHead(): void {
    this.writeBand(TITLE_ROW, this.sheet.title, TITLE_STYLE, 32)
    this.writeBand(FACTS_ROW, this.sheet.facts.join('　　'), FACTS_STYLE, 20)
    const { top, bottom } = headerRows(this.sheet)
    this.sheet.columns.forEach((column, index) => {
      for (let row = top; row <= bottom; row += 1) this.worksheet.getCell(row, index + 1).style = HEADER_STYLE
      this.worksheet.getCell(column.group === undefined ? top : bottom, index + 1).value = printableText(column.label)
    })
    if (bottom > top) this.mergeHeader(top, bottom)
    const lines = Math.max(...this.sheet.columns.map((column, index) => wrappedLines(column.label, (this.widths[index] ?? 10) - 2)))
    for (let row = top; row <= bottom; row += 1)
      this.worksheet.getRow(row).height = bottom > top ? 20 : Math.max(24, lines * LINE_HEIGHT + ROW_PADDING)
    if (bottom > top) this.worksheet.getRow(bottom).height = Math.max(20, lines * LINE_HEIGHT + ROW_PADDING)
    this.worksheet.getRow(bottom).commit()
  }

  private mergeHeader(top: number, bottom: number): void {
    const { columns } = this.sheet
    for (let index = 0; index < columns.length;) {
      const group = columns[index]?.group
      let end = index
      if (group === undefined) {
        this.worksheet.mergeCells(top, index + 1, bottom, index + 1)
      } else {
        while (columns[end + 1]?.group === group) end += 1
        this.worksheet.getCell(top, index + 1).value = printableText(group)
        if (end > index) this.worksheet.mergeCells(top, index + 1, top, end + 1)
      }
      index = end + 1
    }
  }

  private addRow(values: readonly CellValue[]): void {
    const number = this.nextRow++
    this.written += 1
    const row = this.worksheet.getRow(number)
    let lines = 1
    const pictures: (readonly [bytes: Uint8Array, column: number])[] = []
    this.sheet.columns.forEach((column, index) => {
      const cell = row.getCell(index + 1)
      const value = values[index]
      if (this.sequence[index] === true && (value === undefined || value === null)) {
        cell.value = this.written
        cell.style = SEQUENCE_STYLE
        return
      }
      const content = sheetCell(column.kind, value)
      if (content.value !== null) cell.value = content.value
      cell.style = content.style
      if (typeof content.value === 'string') lines = Math.max(lines, linesIn(content.value, (this.widths[index] ?? 10) - 1))
      if (typeof value === 'number' && column.total === true) this.sums[index] = (this.sums[index] ?? 0) + value
      if (value instanceof Uint8Array && readPicture(value) !== undefined) pictures.push([value, index])
    })
    // Excel's tallest row is 409 points
    row.height = Math.min(409, Math.max(pictures.length > 0 ? PICTURE_ROW : 0, lines * LINE_HEIGHT + ROW_PADDING))
    for (const [bytes, column] of pictures) this.drawing.place(bytes, column, number - 1, this.pictureCell(column, row.height))
    row.commit()
  }

  /** Pixels of a cell, and of the box in it a picture may fill. */
  private pictureCell(column: number, height: number): PictureCell {
    const width = (this.widths[column] ?? 0) * DIGIT_PIXELS
    const box = { width: width - 2 * PICTURE_MARGIN, height: PICTURE_ROW * PIXELS_PER_POINT - 2 * PICTURE_MARGIN }
    return { width, height: height * PIXELS_PER_POINT, box }
  }

  private writeTotals(last: number): void {
    const row = this.worksheet.getRow(this.nextRow++)
    const labelIndex = Math.max(
      0,
      this.sheet.columns.findIndex((column) => column.total !== true)
    )
    this.sheet.columns.forEach((column, index) => {
      const cell = row.getCell(index + 1)
      const sum = this.sums[index] ?? 0
      if (column.total === true) {
        const letter = this.worksheet.getColumn(index + 1).letter
        cell.style = totalStyle(column.kind, sum)
        cell.value = this.written === 0 ? 0 : { formula: `SUM(${letter}${this.firstRow}:${letter}${last})`, result: inReaderUnit(column.kind, sum) }
      } else {
        cell.style = index === labelIndex ? TOTAL_LABEL_STYLE : STYLES.text.total
        if (index === labelIndex) cell.value = '合计'
      }
    })
    row.height = 22
    row.commit()
  }

  /** One line across the whole sheet, as high as its wrapped text needs. */
  private writeBand(number: number, text: string, style: Partial<Style>, height: number): void {
    const clean = printableText(text)
    const width = this.widths.reduce((sum, each) => sum + each, 0)
    const factor = (style.font?.size ?? 10) / 10
    const columns = this.sheet.columns.length
    const row = this.worksheet.getRow(number)
    for (let column = 1; column <= columns; column += 1) row.getCell(column).style = style
    row.getCell(1).value = clean
    if (columns > 1) this.worksheet.mergeCells(number, 1, number, columns)
    row.height = height * Math.max(1, Math.ceil((displayWidth(clean) * factor) / width))
    row.commit()
  }
}

/** Lines of a text in a cell that wraps. A line that fits is one line however full it is; only what is broken leaves room unused. */
function linesIn(text: string, width: number): number {
  if (!text.includes('\n')) return displayWidth(text) <= width ? 1 : wrappedLines(text, width * FILLED)
  return text.split('\n').reduce((lines, line) => lines + linesIn(line, width), 0)
}

/** The signature line: the names spread evenly over a sheet of these column widths (half-width characters). */
export function signatureLine(names: readonly string[], widths: readonly number[]): string {
  // the line is set one point larger than the body the widths are measured in
  const share = widths.reduce((sum, width) => sum + width, 0) / names.length / 2 / 1.1
  return names
    .map((name) => `${name}：`.padEnd(Math.max(name.length + 6, Math.floor(share)), '　'))
    .join('')
    .trimEnd()
}
