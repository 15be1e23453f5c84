/** A formula's result as last calculated by the spreadsheet program. */
export interface Computed {
  readonly computed: number
  /** As the cell shows it, where its number format adds to the digits. */
  readonly text?: string
}

/**
 * A number whose format shows more than its digits: a document number written as 901, leading zeros, a fraction, a time
 * of day.
 */
export interface Shown {
  readonly number: number
  readonly text: string
}

/**
 * A cell that holds no value to read: an error value (#DIV/0!), a formula saved without its result, a text beyond what
 * a cell can hold.
 */
export interface FaultyCell {
  readonly fault: 'error' | 'uncalculated' | 'tooLong'
  readonly text: string
}

/** One cell as it stands in the file. A `Date` carries the local date and time in its UTC fields. */
export type RawCell = string | number | boolean | Date | Computed | Shown | FaultyCell | null

/** One row that has at least one filled cell. */
export interface RawRow {
  /** The row's number as the spreadsheet program shows it, from 1. */
  readonly number: number
  /** By column, from 0; holes are empty cells. */
  readonly cells: readonly (RawCell | undefined)[]
  /** Whether the spreadsheet program shows it not: hidden by hand or by a filter. */
  readonly hidden?: boolean
}

/** A merged block; rows from 1, columns from 0, all inclusive. */
export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** One worksheet, or the only table of a csv file. */
export interface Table {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly RawRow[]
  readonly merges: readonly Merge[]
  /** Columns (from 0) the spreadsheet program does not show. */
  readonly hiddenColumns?: readonly number[]
  /** Cells that hold a picture instead of a value. */
  readonly pictures?: number
}

/** Whether the cell is a formula result. */
export function isComputed(cell: RawCell | undefined): cell is Computed {
  return typeof cell === 'object' && cell !== null && 'computed' in cell
}

/** Whether the cell is a number that shows more than its digits. */
export function isShown(cell: RawCell | undefined): cell is Shown {
  return typeof cell === 'object' && cell !== null && 'number' in cell
}

/** The number in a cell, typed or calculated; undefined when it holds none. */
export function cellNumber(cell: RawCell | undefined): number | undefined {
  if (typeof cell === 'number') return cell
  return isComputed(cell) ? cell.computed : isShown(cell) ? cell.number : undefined
}

/** Whether the cell holds an error or an uncalculated formula. */
export function isFaulty(cell: RawCell | undefined): cell is FaultyCell {
  return typeof cell === 'object' && cell !== null && 'fault' in cell
}

/** Whether there is nothing in the cell but white space. */
export function isBlank(cell: RawCell | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '')
}

/** The cell as text for headings and previews; dates as 'YYYY-MM-DD', with the time behind when there is one. */
export function cellText(cell: RawCell | undefined): string {
  if (cell === undefined || cell === null) return ''
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  if (isComputed(cell)) return cell.text ?? String(cell.computed)
  if (isShown(cell)) return cell.text
  if (isFaulty(cell)) return cell.text
  if (!(cell instanceof Date)) return String(cell).trim()
  const text = cell.toISOString()
  return text.slice(11, 16) === '00:00' ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`
}

/** The letters of a column counted from 0: 0 → A, 26 → AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

/** Whether a name is the letters of a column of an ordinary ledger, in either case. */
export function isLetters(name: string): boolean {
  return /^[a-z]{1,2}$/i.test(name)
}

/** The column, from 0, of letters; undefined when they are none. */
export function columnOf(letters: string): number | undefined {
  if (!/^[A-Z]{1,3}$/.test(letters)) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
