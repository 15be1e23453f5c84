import type { Style } from 'exceljs'
import { looksLikeFormula, printableText } from './cellText'
import { sheetDate, sheetInstant } from './printedDate'
import type { CellKind, CellValue } from './sheetModel'
import { STYLES } from './sheetStyles'

export interface SheetCell {
  readonly value: string | number | Date | null
  readonly style: Partial<Style>
}

const UNIT: Readonly<Partial<Record<CellKind, number>>> = {
  money: 100,
  price: 10_000,
  quantity: 1000,
  integer: 1,
  year: 1,
  share: 10_000
}

/**
 * What a value of the model becomes in the worksheet: cents and thousandths as decimal numbers, dates as dates, all
 * else as text. A text standing in a column of another kind (作废, 详见附件) is kept as text. Pictures have no cell value.
 */
export function sheetCell(kind: CellKind, value: CellValue): SheetCell {
  const styles = STYLES[kind]
  if (value === null || value === undefined || value === '' || value instanceof Uint8Array)
    return { value: null, style: styles.plain }
  if (typeof value === 'number') {
    const unit = UNIT[kind]
    if (unit === undefined || !Number.isFinite(value)) return textCell(kind, String(value))
    return { value: value / unit, style: hasFraction(kind, value) ? styles.fraction : styles.plain }
  }
  if (kind === 'date' || kind === 'instant') {
    const instant = kind === 'instant' ? sheetInstant(value) : undefined
    if (instant !== undefined) return { value: instant, style: styles.plain }
    // An instant of which only the day is known shows its day.
    const date = sheetDate(value)
    if (date !== undefined) return { value: date, style: STYLES.date.plain }
  }
  return textCell(kind, value)
}

/** Whether a quantity has decimals, or a price more than two. */
export function hasFraction(kind: CellKind, value: number): boolean {
  return (kind === 'quantity' && value % 1000 !== 0) || (kind === 'price' && value % 100 !== 0)
}

/** A total in the column's unit, shown like the column but bold. */
export function totalStyle(kind: CellKind, sum: number): Partial<Style> {
  return hasFraction(kind, sum) ? STYLES[kind].totalFraction : STYLES[kind].total
}

/** A sum of cents, thousandths or counts as the number a reader expects. */
export function inReaderUnit(kind: CellKind, sum: number): number {
  return sum / (UNIT[kind] ?? 1)
}

function textCell(kind: CellKind, text: string): SheetCell {
  const clean = printableText(text)
  if (looksLikeFormula(clean)) return { value: clean, style: STYLES[kind].guarded }
  if (kind !== 'code') return { value: clean, style: STYLES.text.plain }
  return { value: clean, style: /[、，；\s]/.test(clean) ? STYLES.code.several : STYLES.code.plain }
}
