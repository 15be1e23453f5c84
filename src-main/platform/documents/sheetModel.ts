/** What a workbook is made of, free of any ledger and of any Excel library. */
export type CellKind =
  | 'text'
  | 'code'
  | 'integer'
  /** A number that names: no thousands are set apart. */
  | 'year'
  /** Hundredths of a per cent. */
  | 'share'
  | 'quantity'
  | 'money'
  | 'price'
  | 'date'
  | 'instant'
  | 'image'

/**
 * A cell: text, integer (count, cents or thousandths by the column's kind; a price in ten-thousandths of a yuan, two to
 * four decimals), ISO date or instant, image bytes, or nothing.
 */
export type CellValue = string | number | Uint8Array | null | undefined

export interface SheetColumn {
  readonly key: string
  readonly label: string
  readonly kind: CellKind
  /** Width in Chinese characters; fitted to the first rows when absent. */
  readonly width?: number
  readonly total?: boolean
  /**
   * Key of the column that names the unit of measure: kilograms and pieces are not added up, each unit is totalled by
   * itself.
   */
  readonly per?: string
  /** Heading above this column in a two-level header; neighbours with the same group share one merged cell. */
  readonly group?: string
}

export type SheetRow = Readonly<Record<string, CellValue>>

export interface SheetModel {
  /** Worksheet name, exactly as in the catalogue of outputs. */
  readonly name: string
  /** Bureau and ledger name. */
  readonly title: string
  /** Facts printed on the second line: unit, period, printed by, printed at. */
  readonly facts: readonly string[]
  /** Leaf columns. 序号 first and 备注 last are added by the writer's caller through `ledgerColumns`. */
  readonly columns: readonly SheetColumn[]
  readonly rows: AsyncIterable<SheetRow> | Iterable<SheetRow>
  /** Defaults to 制表 审核 负责人. */
  readonly signatures?: readonly string[]
  /** Printed in page header and footer, e.g. the class marking of confidential ledgers. */
  readonly marking?: string
  /** What moment or period the sheet is of, in words, where it is not that of the order; said again on 导出说明. */
  readonly time?: string
  /** Headings of columns whose text is kept from whoever makes the sheet; said on it and on 导出说明. */
  readonly withheld?: readonly string[]
  /** Key of the column whose neighbouring equal values have a subtotal under them. */
  readonly subtotalled?: string
  /** Bound registers: 承前页 at the head, 本页小计 and 过次页 at the foot of every page. */
  readonly pageSums?: boolean
}

/** Who made the workbook and what it is of, for the properties of the file. */
export interface WorkbookAbout {
  readonly bureau: string
  /** Ledger and period, e.g. 办公用品（2026年1月1日至2026年1月31日）. */
  readonly title: string
  /** UTC instant of the export. */
  readonly at: string
}

/** Facts of the 导出说明 sheet. Row counts and sums are filled in by the writer from what it wrote. */
export interface ExportNote {
  readonly filter: string
  readonly profile: string
  readonly appVersion: string
  /** Number and SHA-256 (hexadecimal) of the newest audit entry of each chain concerned; empty chains have none. */
  readonly heads: readonly { readonly chain: string; readonly length: number; readonly hash: string }[]
  /** What the QR beside them holds; none where there is no head. */
  readonly code?: string | undefined
  /** What is kept from whoever made the workbook, in words: sheet and headings. */
  readonly withheld?: readonly string[]
  /** Exceptions contained in what is exported: rule, who, when, reason. */
  readonly exceptions: readonly string[]
}

export interface WorkbookModel {
  readonly about: WorkbookAbout
  readonly sheets: readonly SheetModel[]
  readonly note: ExportNote
}

export interface WrittenSheet {
  readonly name: string
  readonly rows: number
  /** Totals by column key, in the column's unit. */
  readonly sums: Readonly<Record<string, number>>
  /** Totals by unit of measure of the columns that have one. */
  readonly measured: Readonly<Record<string, readonly MeasuredSum[]>>
}

export interface MeasuredSum {
  readonly measure: string
  readonly sum: number
}

export interface WriteOptions {
  readonly onProgress?: (rowsDone: number) => void
  readonly signal?: AbortSignal
}
