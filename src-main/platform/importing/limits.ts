/** How much a file may hold before it is refused, so that a hostile or runaway file costs neither time nor memory. */
export interface ImportLimits {
  /** Bytes of the file on disk. */
  readonly fileBytes: number
  /** Bytes of one part of the workbook once unpacked. */
  readonly partBytes: number
  /** Bytes of a text table: 200,000 lines of more than a hundred signs. */
  readonly textBytes: number
  /** Bytes, unpacked, of a workbook that is not streamed but taken whole (.xls, .et, .ods). */
  readonly otherBytes: number
  /** Entries in the workbook's archive. */
  readonly archiveEntries: number
  readonly sheets: number
  /** Filled rows over all sheets. */
  readonly rows: number
  /** Filled cells over all sheets. */
  readonly cells: number
  /** Columns from A. */
  readonly columns: number
  /** Empty rows of one sheet that are formatted but hold nothing. */
  readonly emptyRows: number
}

/** Far above the largest ledger of a bureau, far below what would stop the computer. */
export const IMPORT_LIMITS: ImportLimits = {
  fileBytes: 50 * 1024 * 1024,
  partBytes: 128 * 1024 * 1024,
  textBytes: 32 * 1024 * 1024,
  otherBytes: 48 * 1024 * 1024,
  archiveEntries: 5_000,
  sheets: 200,
  rows: 200_000,
  cells: 4_000_000,
  columns: 256,
  emptyRows: 50_000
}
