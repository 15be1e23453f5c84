import { findHeader, headerAt, type HeaderFinding, type ImportFields, type RememberedHeadings } from './findHeader'
import type { SheetReading } from './reading'
import { readRows, type TableLayout } from './readRows'
import { readTables } from './readTables'
import type { Table } from './table'
import type { FileProblem } from './unreadableFile'

/** Why a sheet was left out. */
export type IgnoredReason = 'hidden' | 'noHeader' | 'otherRecord' | 'notChosen'

/** What a file gave before anything is looked up in, or written to, the ledgers. */
export interface ImportReading {
  readonly sheets: readonly SheetReading[]
  /** The header of every sheet that has one, also of those left out, for the user to choose from. */
  readonly headers: Readonly<Record<string, HeaderFinding>>
  readonly ignored: readonly { readonly sheet: string; readonly reason: IgnoredReason }[]
}

export interface ImportChoices {
  /** Sheets to read; found by themselves when absent. */
  readonly sheets?: readonly string[]
  /** Header row and columns as edited by the user, by sheet. */
  readonly layouts?: Readonly<Record<string, TableLayout>>
  readonly remembered?: RememberedHeadings
}

export type ImportResult = { readonly ok: true; readonly reading: ImportReading } | { readonly ok: false; readonly problem: FileProblem }

/** A sheet of the same record has at least this share of the best sheet's columns; others share a column or two by chance. */
const SAME_RECORD = 0.6

function columnsFound(finding: HeaderFinding | undefined): number {
  return finding ? Object.keys(finding.mapping).length : 0
}

function reasonToIgnore(table: Table, finding: HeaderFinding | undefined, best: number, choices: ImportChoices): IgnoredReason | undefined {
  if (choices.sheets) return choices.sheets.includes(table.name) ? (finding ? undefined : 'noHeader') : 'notChosen'
  if (table.hidden) return 'hidden'
  if (!finding) return 'noHeader'
  return columnsFound(finding) < best * SAME_RECORD ? 'otherRecord' : undefined
}

/** Reads tables already taken from a file: finds the sheets of the record, their headers, and their lines. */
export async function readImportTables(tables: readonly Table[], fields: ImportFields, choices: ImportChoices = {}): Promise<ImportReading> {
  const headers: Record<string, HeaderFinding> = {}
  for (const table of tables) {
    const layout = choices.layouts?.[table.name]
    const finding = layout ? { ...headerAt(table, layout.headerRow, fields), ...layout } : findHeader(table, fields, choices.remembered)
    if (finding) headers[table.name] = finding
  }
  const best = Math.max(0, ...tables.filter((table) => !table.hidden).map((table) => columnsFound(headers[table.name])))
  const sheets: SheetReading[] = []
  const ignored: { sheet: string; reason: IgnoredReason }[] = []
  for (const table of tables) {
    const header = headers[table.name]
    const reason = reasonToIgnore(table, header, best, choices)
    if (reason !== undefined || !header) ignored.push({ sheet: table.name, reason: reason ?? 'noHeader' })
    else sheets.push(await readRows(table, { headerRow: header.headerRow, mapping: header.mapping }, fields))
  }
  return { sheets, headers, ignored }
}

/** Reads an .xlsx or .csv file as lines of the record the fields describe; see `readTables` for files that cannot be read. */
export async function readImport(path: string, fields: ImportFields, choices: ImportChoices = {}): Promise<ImportResult> {
  const read = await readTables(path)
  return read.ok ? { ok: true, reading: await readImportTables(read.tables, fields, choices) } : read
}
