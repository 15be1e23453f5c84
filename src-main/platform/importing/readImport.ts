import { eachInTurns } from '../turns'
import { tableOfCards } from './cards'
import { withJoinedDates } from './dateColumns'
import { columnsOfOtherSums } from './columnsOfOtherSums'
import { findHeader, headerAt, type HeaderFinding, type ImportFields, type RememberedHeadings } from './findHeader'
import { headingName, type Heading } from './headingCells'
import { HeadingForms, foldHeading, matchHeading } from './headings'
import type { ReadingNote, SheetReading } from './reading'
import { readRows, type TableLayout } from './readRows'
import { readTables } from './readTables'
import { rowsInWords } from './rowsInWords'
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
  const named = finding.unmapped.some(({ text }) => choices.rules?.otherBooks?.includes(foldHeading(text)))
  const found = columnsFound(finding)
  return found < best * SAME_RECORD || (named && found < best) ? 'otherRecord' : undefined
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

/** A sheet of forms as a table, unless the user points at another row of headings. */
function formsIn(table: Table, fields: ImportFields, choices: ImportChoices): ReturnType<typeof tableOfCards> {
  const forms = tableOfCards(table, fields, choices.rules ?? NO_RULES)
  const { layouts, headerRows } = choices
  const pointed = layouts?.[table.name]?.headerRow ?? headerRows?.[table.name] ?? headerRows?.['*']
  return pointed === undefined || pointed === forms?.table.rows[0]?.number ? forms : undefined
}

/** Reads tables already taken from a file: finds the sheets of the record, their headers, and their lines. */
export async function readImportTables(
  written: readonly Table[],
  fields: ImportFields,
  choices: ImportChoices = {}
): Promise<ImportReading> {
  const { rules = NO_RULES, remembered = {}, columns = {} } = choices
  const forms = new Map(written.map((table) => [table, formsIn(table, fields, choices)]))
  const tables = written.map((table) => forms.get(table)?.table ?? table)
  const headers: Record<string, HeaderFinding> = {}
  for (const table of tables) {
    const finding = await headerFor(table, fields, choices)
    if (finding) headers[table.name] = finding
  }
  const best = Math.max(0, ...tables.filter((table) => !table.hidden).map((table) => columnsFound(headers[table.name])))
  const sheets: SheetReading[] = []
  const ignored: { sheet: string; reason: IgnoredReason }[] = []
  const notes: ReadingNote[] = [...forms].flatMap(([{ name }, form]) =>
    form
      ? [
          {
            sheet: name,
            row: null,
            text: `按一件一张的卡片读入${form.rest.length > 0 ? `，没有读入：${restInWords(form.rest)}` : ''}`
          }
        ]
      : []
  )
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
    notes.push(...(await notesOn(table, parts, fields, rules)))
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
async function notesOn(
  table: Table,
  parts: readonly TablePart[],
  fields: ImportFields,
  rules: ReadingRules
): Promise<readonly ReadingNote[]> {
  const note = (row: number | null, text: string): ReadingNote => ({ sheet: table.name, row, text })
  const [first] = parts
  const unread = parts.flatMap(({ table: part, header }) =>
    header.unmapped
      .filter(({ column }) => part.rows.some((row) => row.number > header.headerRow && !isBlank(row.cells[column])))
      .map((heading) =>
        note(null, `${heading.letters}列“${headingName(heading)}”${whyUnread(heading, header, fields, rules)}`)
      )
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

/** What of cards belongs to no label, as far as a line holds it. */
function restInWords(rest: readonly string[]): string {
  const all = [...new Set(rest)].join('；')
  return all.length > 200 ? `${all.slice(0, 200)}…` : all
}

/** Why a column was not read: another one was taken for what its heading names too, or nothing is called so. */
function whyUnread(
  { text }: Heading,
  { mapping, headings }: HeaderFinding,
  fields: ImportFields,
  { words }: ReadingRules
): string {
  const forms = new HeadingForms(text, words)
  const [key, column] = Object.entries(mapping).find(([each]) => {
    const field = fields[each]
    return field !== undefined && ['exact', 'unit'].includes(matchHeading(forms, field, words) ?? '')
  }) ?? ['', -1]
  const taken = headings.find((heading) => heading.column === column)
  return taken
    ? `没有读入：${fields[key]?.label ?? key}读的是${taken.letters}列“${headingName(taken)}”，不对请改列的对应`
    : '没有对应的项目，没有读入'
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
  if (!read.ok) return read
  return { ok: true, reading: await readImportTables(read.tables.map(withJoinedDates), fields, choices) }
}
