import type { Style, Worksheet } from 'exceljs'
import { printableText, wrappedLines } from './cellText'
import { signaturePlaces } from './signatureCells'
import { SIGNATURE_STYLE } from './sheetStyles'

/** Heights in points. */
export const LINE_HEIGHT = 13.5
export const ROW_PADDING = 5
/** Of the signers' row, in points. */
export const SIGNATURE_HEIGHT = 34
/** Excel's tallest row. */
const TALLEST = 409

/** Height of a row whose fullest cell has so many lines, in points. */
export function heightFor(lines: number, least = 0): number {
  return Math.min(TALLEST, Math.max(least, lines * LINE_HEIGHT + ROW_PADDING))
}

const widthOf = (widths: readonly number[]): number => widths.reduce((sum, each) => sum + each, 0)

/** Writes one line across the whole sheet, as high as its wrapped text needs; answers its height in points. */
export function writeBand(
  sheet: Worksheet,
  number: number,
  text: string,
  look: { readonly style: Partial<Style>; readonly height: number; readonly widths: readonly number[] }
): number {
  const clean = printableText(text)
  const size = look.style.font?.size ?? 10
  const row = sheet.getRow(number)
  for (let column = 1; column <= look.widths.length; column += 1) row.getCell(column).style = look.style
  row.getCell(1).value = clean
  if (look.widths.length > 1) sheet.mergeCells(number, 1, number, look.widths.length)
  const lines = wrappedLines(clean, Math.floor(((widthOf(look.widths) - 2) * 10) / size))
  row.height = Math.min(TALLEST, look.height + (lines - 1) * LINE_HEIGHT * (size / 10))
  row.commit()
  return row.height
}

/** Writes the signers, each in a share of the sheet's width. */
export function writeSignatures(
  sheet: Worksheet,
  number: number,
  names: readonly string[],
  widths: readonly number[]
): void {
  const row = sheet.getRow(number)
  for (let column = 1; column <= widths.length; column += 1) row.getCell(column).style = SIGNATURE_STYLE
  for (const { name, from, to } of signaturePlaces(names, widths)) {
    row.getCell(from).value = `${printableText(name)}：`
    if (to > from) sheet.mergeCells(number, from, number, to)
  }
  row.height = SIGNATURE_HEIGHT
  row.commit()
}
