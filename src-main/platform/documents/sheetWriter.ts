import type { Worksheet } from 'exceljs'
import { displayWidth, printableText, wrappedLines } from './cellText'
import { SEQUENCE_KEY } from './ledgerColumns'
import { sheetCell } from './sheetCells'
import type { RowBatch } from './sheetBatches'
import { readPicture } from './pictureSize'
import { DIGIT_PIXELS, PIXELS_PER_POINT, type PictureCell, type SheetDrawing } from './sheetImages'
import { SheetSums } from './sheetSums'
import type { CellValue, SheetModel, WrittenSheet } from './sheetModel'
import { heightFor, SIGNATURE_HEIGHT, writeBand, writeSignatures } from './sheetRows'
import { EMPTY_STYLE, FACTS_STYLE, HEADER_STYLE, SEQUENCE_STYLE, TITLE_STYLE } from './sheetStyles'

/** Height in points. */
const PICTURE_ROW = 74
/** Pixels kept free around a picture. */
const PICTURE_MARGIN = 4
/** Lines beyond which a text gets one to spare. */
const LONG_TEXT = 6
const TITLE_ROW = 1
const FACTS_ROW = 2
const HEADER_ROW = 3
export const DEFAULT_SIGNATURES = ['制表', '审核', '负责人'] as const

/** A sheet's head without its rows, as it travels to the writer. */
export type SheetHead = Omit<SheetModel, 'rows'>

/** Rows the header of the sheet takes: two when columns are grouped. */
export function headerRows(sheet: SheetHead): { readonly top: number; readonly bottom: number } {
  return {
    top: HEADER_ROW,
    bottom: sheet.columns.some((column) => column.group !== undefined) ? HEADER_ROW + 1 : HEADER_ROW
  }
}

/**
 * Writes one ledger sheet from top to bottom, each row sent on as soon as it is made. Sums are kept in cents and
 * thousandths.
 */
export class SheetWriter {
  private readonly sums: SheetSums
  private readonly firstRow: number
  private readonly sequence: boolean[]
  private nextRow: number
  private written = 0
  /** The row read last: whether another follows decides where it may stand. */
  private held: readonly CellValue[] | undefined

  constructor(
    private readonly worksheet: Worksheet,
    private readonly sheet: SheetHead,
    private readonly widths: readonly number[],
    private readonly drawing: SheetDrawing
  ) {
    this.sequence = sheet.columns.map((column) => column.key === SEQUENCE_KEY)
    worksheet.columns = widths.map((width) => ({ width }))
    this.firstRow = headerRows(sheet).bottom + 1
    this.nextRow = this.firstRow
    const { head, repeated } = this.writeHead()
    this.sums = new SheetSums(worksheet, sheet, {
      firstRow: this.firstRow,
      widths,
      head,
      repeated,
      signers: this.signers.length > 0 ? SIGNATURE_HEIGHT : 0
    })
  }

  get rows(): number {
    return this.written + (this.held === undefined ? 0 : 1)
  }

  private get signers(): readonly string[] {
    return this.sheet.signatures ?? DEFAULT_SIGNATURES
  }

  add(batch: RowBatch): void {
    for (const values of batch) {
      if (this.held !== undefined) this.addRow(this.held, false)
      this.held = values
    }
  }

  /** Totals, signature line, filter. The sheet is finished after this. */
  close(): WrittenSheet {
    if (this.held !== undefined) this.addRow(this.held, true)
    this.held = undefined
    if (this.written === 0) this.writeLine(this.nextRow++, '本期无记录', EMPTY_STYLE, 24)
    const last = this.nextRow - 1
    if (!this.sums.paged)
      this.worksheet.autoFilter = {
        from: { row: this.firstRow - 1, column: 1 },
        to: { row: last, column: this.sheet.columns.length }
      }
    this.nextRow = this.sums.close(this.nextRow, this.written)
    if (this.signers.length > 0) writeSignatures(this.worksheet, this.nextRow, this.signers, this.widths)
    this.drawing.close()
    this.worksheet.commit()
    return { name: this.worksheet.name, rows: this.written, sums: this.sums.byKey(), measured: this.sums.byMeasure() }
  }

  /** Writes title, facts and heading; answers the points they take on the first page and on those after it. */
  private writeHead(): { head: number; repeated: number } {
    const above =
      this.writeLine(TITLE_ROW, this.sheet.title, TITLE_STYLE, 32) +
      this.writeLine(FACTS_ROW, this.sheet.facts.join('　　'), FACTS_STYLE, 20)
    const { top, bottom } = headerRows(this.sheet)
    this.sheet.columns.forEach((column, index) => {
      for (let row = top; row <= bottom; row += 1) this.worksheet.getCell(row, index + 1).style = HEADER_STYLE
      this.worksheet.getCell(column.group === undefined ? top : bottom, index + 1).value = this.heading(index)
    })
    if (bottom > top) this.mergeHeader(top, bottom)
    const lines = Math.max(
      ...this.sheet.columns.map((_column, index) => wrappedLines(this.heading(index), (this.widths[index] ?? 10) - 1))
    )
    if (bottom > top) this.worksheet.getRow(top).height = 20
    this.worksheet.getRow(bottom).height = heightFor(lines, bottom > top ? 20 : 24)
    const repeated = (bottom > top ? 20 : 0) + heightFor(lines, bottom > top ? 20 : 24)
    this.worksheet.getRow(bottom).commit()
    return { head: above + repeated, repeated }
  }

  /** A heading too wide for its column is broken before its brackets, never within them. */
  private heading(index: number): string {
    const label = printableText(this.sheet.columns[index]?.label ?? '')
    const bracket = label.indexOf('（')
    if (bracket <= 0 || displayWidth(label) <= (this.widths[index] ?? 10) - 1) return label
    return `${label.slice(0, bracket)}\n${label.slice(bracket)}`
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

  private addRow(values: readonly CellValue[], last: boolean): void {
    const contents = this.sheet.columns.map((column, index) => sheetCell(column.kind, values[index]))
    const lines = contents.reduce(
      (most, { value, style }, index) =>
        Math.max(most, linesIn(value, style.alignment?.wrapText === true, this.widths[index])),
      1
    )
    const pictures = values.flatMap((value, index) =>
      value instanceof Uint8Array && readPicture(value) !== undefined ? [[value, index] as const] : []
    )
    const height = heightFor(lines, pictures.length > 0 ? PICTURE_ROW : 0)
    this.nextRow = this.sums.room(this.sums.regroup(this.nextRow, values), height, last)
    const number = this.nextRow++
    this.written += 1
    const row = this.worksheet.getRow(number)
    contents.forEach((content, index) => {
      const cell = row.getCell(index + 1)
      const value = values[index]
      if (this.sequence[index] === true && (value === undefined || value === null)) {
        cell.value = this.written
        cell.style = SEQUENCE_STYLE
        return
      }
      if (content.value !== null) cell.value = content.value
      cell.style = content.style
    })
    this.sums.add(values)
    row.height = height
    for (const [bytes, column] of pictures)
      this.drawing.place(bytes, column, number - 1, this.pictureCell(column, row.height))
    row.commit()
  }

  /** Pixels of a cell, and of the box in it a picture may fill. */
  private pictureCell(column: number, height: number): PictureCell {
    const width = (this.widths[column] ?? 0) * DIGIT_PIXELS
    const box = { width: width - 2 * PICTURE_MARGIN, height: PICTURE_ROW * PIXELS_PER_POINT - 2 * PICTURE_MARGIN }
    return { width, height: height * PIXELS_PER_POINT, box }
  }

  private writeLine(number: number, text: string, style: typeof TITLE_STYLE, height: number): number {
    return writeBand(this.worksheet, number, text, { style, height, widths: this.widths })
  }
}

/** Lines of a value in its cell. A line that fits is one line however full it is. */
function linesIn(value: unknown, wraps: boolean, width = 10): number {
  if (typeof value !== 'string' || (!wraps && !value.includes('\n'))) return 1
  if (displayWidth(value) <= width - 1 && !value.includes('\n')) return 1
  const lines = wrappedLines(value, width - 1)
  // Other programs break a long text elsewhere: a line to spare, or its end is cut off.
  return lines > LONG_TEXT ? lines + 1 : lines
}
