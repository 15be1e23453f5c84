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
  /** The word that is none of the field's choices: asked once for all its rows. */
  readonly unknown?: { readonly field: string; readonly value: string }
}

/** One line of the ledger. */
export interface ImportRow {
  readonly sheet: string
  readonly row: number
  /** By field; fields that could not be read are null. */
  readonly values: Readonly<Record<string, ImportValue>>
}

/** A row below the header that was not taken as a line, so that no row goes missing unseen. */
export interface SkippedRow {
  readonly row: number
  readonly kind: OtherRow
  readonly text: string
}

/** Something of a sheet that was not read, or not read as it stands. */
export interface ReadingNote {
  readonly sheet: string
  /** The row it is about; null for the sheet or a column. */
  readonly row: number | null
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
  /** What the user should know beside problems and rows left out. */
  readonly notes: readonly ReadingNote[]
  /**
   * Fields without a column that every line was given: from the sheet's name, from the user, or left as not recorded.
   */
  readonly given: Readonly<Record<string, string | null>>
  /** Sums of the lines' amounts, quantities and totalled counts by field. */
  readonly sums: Readonly<Record<string, number>>
}
