import { eachInTurns } from '../turns'
import { columnsOfOtherSums } from './columnsOfOtherSums'
import { findHeader, headerAt, type HeaderFinding, type ImportFields, type RememberedHeadings } from './findHeader'
import { headingName } from './headingCells'
import type { ReadingNote, SheetReading } from './reading'
import { readRows, type TableLayout } from './readRows'
import { readTables } from './readTables'
import { columnLetters, isBlank, type Table } from './table'
import { partsOf, type TablePart } from './tableParts'
import type { FileProblem } from './unreadableFile'
import { NO_RULES, type ReadingRules } from './words'

/** Why a sheet was left out. */
export type IgnoredReason = 'hidden' | 'noHeader' | 'otherRecord' | 'notChosen'

/** What a file gave before anything is looked up in, or written to, the ledgers. */
export interface ImportReading {
  /** One for each table read; a sheet with two tables comes twice. */
  readonly sheets: readonly SheetReading[]
  /** The header of every sheet that has one, also of those left out, for the user to choose from. */
  readonly headers: Readonly<Record<string, HeaderFinding>>
  readonly ignored: readonly { readonly sheet: string; readonly reason: IgnoredReason }[]
  /** What of the file was not read, or not as it stands: hidden rows, columns nobody took, pictures. */
  readonly notes: readonly ReadingNote[]
}

export interface ImportChoices {
  /** Sheets to read; found by themselves when absent. */
  readonly sheets?: readonly string[]
  /** Header row and columns as edited by the user, by sheet. */
  readonly layouts?: Readonly<Record<string, TableLayout>>
  /** Header rows the user pointed at, by sheet; the columns are found. */
  readonly headerRows?: Readonly<Record<string, number>>
  /** Columns the user put to fields by their headings, in every sheet: folded heading or letters → field. */
  readonly columns?: RememberedHeadings
  readonly remembered?: RememberedHeadings
  readonly rules?: ReadingRules
}

export type ImportResult =
  { readonly ok: true; readonly reading: ImportReading } | { readonly ok: false; readonly problem: FileProblem }

/**
 * A sheet of the same record has at least this share of the best sheet's columns; others share a column or two by
 * chance.
 */
const SAME_RECORD = 0.6

function columnsFound(finding: HeaderFinding | undefined): number {
  return finding ? Object.keys(finding.mapping).length : 0
}

function reasonToIgnore(
  table: Table,
  finding: HeaderFinding | undefined,
  best: number,
  choices: ImportChoices
): IgnoredReason | undefined {
  if (choices.sheets) return choices.sheets.includes(table.name) ? (finding ? undefined : 'noHeader') : 'notChosen'
  if (table.hidden) return 'hidden'
  if (!finding) return 'noHeader'
  if (choices.rules?.ownSheets?.has(table.name)) return undefined
  return columnsFound(finding) < best * SAME_RECORD ? 'otherRecord' : undefined
}

async function headerFor(
  table: Table,
  fields: ImportFields,
  choices: ImportChoices
): Promise<HeaderFinding | undefined> {
  const { layouts, headerRows, remembered = {}, columns = {}, rules = NO_RULES } = choices
  const layout = layouts?.[table.name]
  const known = { ...remembered, ...columns }
  if (layout) return { ...headerAt(table, layout.headerRow, fields, {}, rules), ...layout, doubts: [] }
  const pointed = headerRows?.[table.name] ?? headerRows?.['*']
  return pointed === undefined
    ? findHeader(table, fields, known, rules)
    : headerAt(table, pointed, fields, known, rules)
}

/** Reads tables already taken from a file: finds the sheets of the record, their headers, and their lines. */
export async function readImportTables(
  tables: readonly Table[],
  fields: ImportFields,
  choices: ImportChoices = {}
): Promise<ImportReading> {
  const { rules = NO_RULES, remembered = {}, columns = {} } = choices
  const headers: Record<string, HeaderFinding> = {}
  for (const table of tables) {
    const finding = await headerFor(table, fields, choices)
    if (finding) headers[table.name] = finding
  }
  const best = Math.max(0, ...tables.filter((table) => !table.hidden).map((table) => columnsFound(headers[table.name])))
  const sheets: SheetReading[] = []
  const ignored: { sheet: string; reason: IgnoredReason }[] = []
  const notes: ReadingNote[] = []
  for (const table of tables) {
    const header = headers[table.name]
    const reason = reasonToIgnore(table, header, best, choices)
    if (reason !== undefined || !header) {
      ignored.push({ sheet: table.name, reason: reason ?? 'noHeader' })
      continue
    }
    const layout = choices.layouts?.[table.name]
    const parts = await partsOf(
      table,
      header,
      fields,
      { ...remembered, ...columns },
      rules,
      layout !== undefined || choices.headerRows !== undefined
    )
    if (parts.length === 1 && parts[0]) headers[table.name] = parts[0].header
    notes.push(...(await notesOn(table, parts)))
    for (const part of parts) {
      const other = layout ? undefined : columnsOfOtherSums(part, fields, rules)
      if (other && parts.length === 1) headers[table.name] = { ...part.header, mapping: other.mapping }
      if (other) notes.push({ sheet: table.name, row: null, text: other.text })
      const reading = await readRows(
        part.table,
        { headerRow: part.header.headerRow, mapping: other?.mapping ?? part.header.mapping },
        fields,
        rules
      )
      sheets.push(reading)
      notes.push(...reading.notes)
    }
  }
  return { sheets, headers, ignored, notes }
}

/**
 * What of a sheet nobody reads: columns no field took, rows above the header that hold more than a title; and what is
 * hidden in it.
 */
async function notesOn(table: Table, parts: readonly TablePart[]): Promise<readonly ReadingNote[]> {
  const note = (row: number | null, text: string): ReadingNote => ({ sheet: table.name, row, text })
  const [first] = parts
  const unread = parts.flatMap(({ table: part, header: { unmapped, headerRow } }) =>
    unmapped
      .filter(({ column }) => part.rows.some((row) => row.number > headerRow && !isBlank(row.cells[column])))
      .map((heading) => note(null, `${heading.letters}列“${headingName(heading)}”没有对应的项目，没有读入`))
  )
  const known = new Set(parts.flatMap(({ header: { headings } }) => headings.map(({ column }) => column)))
  const withoutHeading = await columnsWithout(table, first?.header.headerRow ?? 0, known)
  const nameless = withoutHeading.map((letters) => note(null, `${letters}列没有表头，没有读入`))
  const above = table.rows
    .filter(
      (row) => row.number < (first?.header.headerRow ?? 0) - 1 && row.cells.filter((cell) => !isBlank(cell)).length > 3
    )
    .map((row) => note(row.number, `第${row.number}行在表头上面，没有读入`))
  const hidden = table.rows
    .filter((row) => row.hidden && row.number > (first?.header.headerRow ?? 0))
    .map(({ number }) => number)
  const pictures = table.pictures ? [note(null, `有${table.pictures}格是图片，没有读入`)] : []
  return [
    ...unread,
    ...nameless,
    ...above,
    ...(hidden.length > 0
      ? [note(hidden[0] ?? null, `第${rowsInWords(hidden)}行在原表里是隐藏的，已照样读入，不该读入的请在原表里删除`)]
      : []),
    ...pictures
  ]
}

async function columnsWithout(table: Table, headerRow: number, known: ReadonlySet<number>): Promise<readonly string[]> {
  const found = new Set<number>()
  await eachInTurns(table.rows, (row) => {
    if (row.number > headerRow)
      row.cells.forEach((cell, column) => {
        if (!known.has(column) && !isBlank(cell)) found.add(column)
      })
  })
  return [...found].sort((a, b) => a - b).map((column) => columnLetters(column))
}

/** Row numbers as people write them: 5、7、9（共 12 行） where they are many. */
function rowsInWords(rows: readonly number[]): string {
  const shown = rows.slice(0, 10).join('、')
  return rows.length > 10 ? `${shown}等${rows.length}` : shown
}

/**
 * Reads a spreadsheet or text table as lines of the record the fields describe; see `readTables` for files that cannot
 * be read.
 */
export async function readImport(
  path: string,
  fields: ImportFields,
  choices: ImportChoices = {}
): Promise<ImportResult> {
  const read = await readTables(path)
  return read.ok ? { ok: true, reading: await readImportTables(read.tables, fields, choices) } : read
}
