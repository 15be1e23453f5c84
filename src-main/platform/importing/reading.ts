import type { ColumnMapping } from './findHeader'
import type { ImportValue } from './readCell'
import type { OtherRow } from './rowKinds'
import type { TotalRow } from './totals'

/** Something wrong in a cell or row, in words for the person who keeps the file. */
export interface ImportProblem {
  readonly sheet: string
  /** As the spreadsheet program shows it. */
  readonly row: number
  /** Letters and label, 'H 购置日期'; empty when the whole row is meant. */
  readonly column: string
  readonly message: string
  /** Whether the row cannot be taken over as it is; otherwise the user only should look. */
  readonly blocking: boolean
}

/** One line of the ledger. */
export interface ImportRow {
  readonly sheet: string
  readonly row: number
  /** By field; fields that could not be read are null. */
  readonly values: Readonly<Record<string, ImportValue>>
  /** The cells as they stand in the file, by field, for the preview. */
  readonly raw: Readonly<Record<string, string>>
}

/** A row below the header that was not taken as a line, so that no row goes missing unseen. */
export interface SkippedRow {
  readonly row: number
  readonly kind: OtherRow
  readonly text: string
}

/** What one table gave. */
export interface SheetReading {
  readonly name: string
  readonly headerRow: number
  readonly mapping: ColumnMapping
  readonly rows: readonly ImportRow[]
  readonly problems: readonly ImportProblem[]
  readonly totalsFound: readonly TotalRow[]
  readonly skipped: readonly SkippedRow[]
  /** Sums of the lines' amounts, quantities and totalled counts by field. */
  readonly sums: Readonly<Record<string, number>>
}
