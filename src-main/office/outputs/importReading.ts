import { basename } from 'node:path'
import type { EntityManager } from 'typeorm'
import type { ImportAnswers, ImportLook } from '../../contract/files'
import { invalid } from '../../kernel/fault'
import { sameKey } from '../../kernel/sameness'
import {
  foldHeading,
  headerAt,
  headingName,
  isLetters,
  readGiven,
  readImportTables,
  readTablesAside,
  withJoinedDates,
  type ImportChoices,
  type ImportReading,
  type ReadingRules,
  type RememberedHeadings,
  type SheetReading,
  type Table,
  type TableLayout
} from '../../platform/importing'
import { cellText } from '../../platform/importing/table'
import { eachInTurns } from '../../platform/turns'
import { Person, Unit } from '../entities'
import type { House } from '../house'
import type { ImportRow } from './importDefinition'
import { columnsAsked } from './importQuestions'
import type { WordedImport } from './importWords'
import { lastRead } from './lastRead'

/** A file to import: where its bytes are and what its keeper calls it. */
export interface ImportFile {
  readonly path: string
  readonly name: string
  /** SHA-256 of its bytes, where what is read of it may be kept for the next step. */
  readonly content?: string | undefined
}

/** Sheet, header row and columns as the user settled them. Columns count from 1, as the window shows them. */
export type EditedMapping = readonly {
  readonly sheet: string
  readonly headerRow: number
  readonly columns: readonly { readonly column: number; readonly field: string | null }[]
}[]

/** What the user said about a file beforehand, in the window or with options of the command line. */
export interface ImportSaid {
  readonly mapping?: EditedMapping | undefined
  /** Headings (folded) → field, in every sheet. */
  readonly columns?: RememberedHeadings | undefined
  readonly sheets?: readonly string[] | undefined
  /** Header rows by sheet, '*' for every sheet. */
  readonly headerRows?: Readonly<Record<string, number>> | undefined
  readonly answers?: ImportAnswers | undefined
}

/** What was settled for earlier files of the kind: headings and words. */
export interface RememberedChoices {
  readonly headings: RememberedHeadings
  /** Field → folded word → meaning. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export const nothingRemembered: RememberedChoices = { headings: {}, values: {} }

const sampleRows = 5

/** The tables of a file; `invalid` with the reason for one that cannot be read. */
export async function tablesOf(house: House, file: ImportFile): Promise<readonly Table[]> {
  const { content, name } = file
  return content === undefined
    ? readTablesOf(file)
    : lastRead(house).tables(`${content} ${name}`, () => readTablesOf(file))
}

async function readTablesOf({ path, name }: ImportFile): Promise<readonly Table[]> {
  const read = await readTablesAside(path)
  if (!read.ok) throw invalid([{ path: 'attachmentId', message: read.problem.message }])
  // Kept files are named by their hash; a csv's only table takes its name from the file.
  return read.tables.map((table) =>
    withJoinedDates(table.name === basename(path) ? { ...table, name: name.replace(/\.\w+$/, '') } : table)
  )
}

function layoutsOf(mapping: EditedMapping): Readonly<Record<string, TableLayout>> {
  const fieldsOf = (columns: EditedMapping[number]['columns']) =>
    Object.fromEntries(columns.flatMap(({ column, field }) => (field === null ? [] : [[field, column - 1]])))
  return Object.fromEntries(
    mapping.map(({ sheet, headerRow, columns }) => [sheet, { headerRow, mapping: fieldsOf(columns) }])
  )
}

/** How the files of an import are read: its words, the names of the office, what was said and remembered. */
export async function rulesFor(
  manager: EntityManager,
  { definition, words, headings, otherBooks }: WordedImport,
  said: ImportSaid,
  remembered: RememberedChoices
): Promise<ReadingRules> {
  const [units, people] = [await manager.find(Unit), await manager.find(Person)]
  const answers: Record<string, Record<string, string>> = {}
  for (const [field, values] of Object.entries(remembered.values)) answers[field] = { ...values }
  for (const { field, word, meaning } of said.answers?.values ?? [])
    answers[field] = { ...answers[field], [sameKey(word)]: meaning }
  return {
    words,
    headings,
    otherBooks,
    measureOf: definition.measureOf,
    product: definition.product,
    unitOf: definition.unitOf,
    meanings: definition.meanings,
    sheetName: definition.sheetName ?? definition.unitFields?.slice(0, 1).map((field) => ({ field }))[0],
    ownSheets: new Set(definition.ownSheets),
    // The names of a roster are not yet on it.
    ...(definition.personFields ? { people: new Set(people.map(({ name }) => sameKey(name))) } : {}),
    units: new Set(units.map(({ name }) => sameKey(name))),
    answers,
    fill: Object.fromEntries((said.answers?.fill ?? []).map(({ field, value }) => [field, value])),
    spread: new Set(definition.spread ?? []),
    mayLack: new Set(definition.mayLack ?? [])
  }
}

function choicesFor(said: ImportSaid, remembered: RememberedChoices, rules: ReadingRules): ImportChoices {
  const { mapping, columns, sheets, headerRows } = said
  if (mapping) return { sheets: mapping.map(({ sheet }) => sheet), layouts: layoutsOf(mapping), rules }
  return {
    remembered: remembered.headings,
    rules,
    ...(columns ? { columns } : {}),
    ...(sheets ? { sheets } : {}),
    ...(headerRows ? { headerRows } : {})
  }
}

/** What a reading depends on beside its tables and the program itself, as text. */
function keyOf(
  { kind, fields }: WordedImport['definition'],
  { mapping, columns, sheets, headerRows, answers }: ImportSaid,
  remembered: RememberedChoices,
  rules: ReadingRules
): string {
  const said = { mapping, columns, sheets, headerRows, answers }
  return JSON.stringify({ kind, fields, said, remembered, rules }, (_, value: unknown) =>
    value instanceof Set ? [...(value as ReadonlySet<unknown>)] : value
  )
}

/** Reads tables as rows of the import. Gives `invalid` for a file in which nothing looks like the ledger. */
export async function readFor(
  house: House,
  { definition }: WordedImport,
  tables: readonly Table[],
  said: ImportSaid,
  remembered: RememberedChoices,
  rules: ReadingRules
): Promise<ImportReading> {
  const missing = said.sheets?.filter((name) => !tables.some((table) => table.name === name)) ?? []
  if (missing.length > 0)
    throw invalid([
      {
        path: 'mapping',
        message: `文件里没有工作表“${missing.join('”、“')}”，有：${tables.map(({ name }) => name).join('、')}`
      }
    ])
  refuseUnsayable(definition, tables, said, rules)
  const reading = await lastRead(house).reading(
    tables,
    () => keyOf(definition, said, remembered, rules),
    () => readImportTables(tables, definition.fields, choicesFor(said, remembered, rules))
  )
  refuseUnfound(reading, said)
  if (reading.sheets.length > 0) return reading
  throw invalid([
    { path: 'mapping', message: `没有在文件里找到${definition.name}的表头，请指定表头行和各列，或下载模板对照` }
  ])
}

const refused = (path: string, message: string) => invalid([{ path, message }])

/** What was said beforehand has to be about this file: a row that is there, a value its field can have. */
function refuseUnsayable(
  { fields }: WordedImport['definition'],
  tables: readonly Table[],
  { headerRows = {}, answers }: ImportSaid,
  rules: ReadingRules
): void {
  for (const [sheet, row] of Object.entries(headerRows)) {
    const among = tables.filter(({ name }) => sheet === '*' || name === sheet)
    if (among.length === 0)
      throw refused('mapping', `文件里没有工作表“${sheet}”，有：${tables.map(({ name }) => name).join('、')}`)
    if (!among.some(({ rows }) => rows.some(({ number }) => number === row)))
      throw refused('mapping', `第${row}行没有内容，不会是表头，请写明表头所在的行`)
  }
  for (const { field: key, value } of answers?.fill ?? []) {
    const field = fields[key]
    const read = field && readGiven(key, field, value, rules)
    if (field && !read?.ok) throw refused('answers', `整份表的${field.label}不能填“${value}”：${read?.problem ?? ''}`)
  }
}

/** Columns the user named have to be in the file. */
function refuseUnfound({ headers }: ImportReading, { columns = {} }: ImportSaid): void {
  const headings = Object.values(headers).flatMap((header) => header.headings)
  const names = new Set(headings.flatMap((heading) => [heading.text, headingName(heading)].map(foldHeading)))
  const unfound = Object.keys(columns).find((name) => !names.has(name) && !isLetters(name))
  if (unfound !== undefined)
    throw refused('mapping', `文件里没有“${unfound}”这一列，有：${[...new Set(headings.map(headingName))].join('、')}`)
}

/**
 * The sheets of a file with the header found in each, or in the row the user pointed at, the columns matched and a few
 * rows to look at.
 */
export async function lookAt(
  house: House,
  { definition }: WordedImport,
  file: ImportFile,
  remembered: RememberedChoices,
  rules: ReadingRules,
  chosen: readonly { readonly sheet: string; readonly headerRow: number }[] = []
): Promise<ImportLook> {
  const all = await tablesOf(house, file)
  const tables = all.filter((table) => !table.hidden)
  const read = await readImportTables(tables, definition.fields, { remembered: remembered.headings, rules })
  const sheets = tables.map((table) => {
    const row = chosen.find(({ sheet }) => sheet === table.name)?.headerRow
    const header =
      row === undefined ? read.headers[table.name] : headerAt(table, row, definition.fields, remembered.headings, rules)
    const headerRow = header?.headerRow ?? null
    const fieldAt = new Map(Object.entries(header?.mapping ?? {}).map(([field, column]) => [column, field]))
    const below = table.rows.filter((each) => each.number > (headerRow ?? 0)).slice(0, sampleRows)
    return {
      name: table.name,
      headerRow,
      taken: read.sheets.some(({ name }) => name === table.name),
      columns: (header?.headings ?? []).map((heading) => ({
        column: heading.column + 1,
        heading: headingName(heading),
        field: fieldAt.get(heading.column) ?? null
      })),
      sample: below.map((each) => Array.from(each.cells, (cell) => cellText(cell)))
    }
  })
  const fields = Object.entries(definition.fields).map(([name, { label, required = false }]) => ({
    name,
    label,
    required
  }))
  const settled = read.sheets.length > 0 && columnsAsked(definition, read, 'window').length === 0
  return { sheets, fields, settled, hidden: all.filter(({ hidden }) => hidden).map(({ name }) => name) }
}

/** The rows of the sheets read, as the ledgers take them: yes and no in words, and what a line leaves open made out. */
export async function rowsOf(
  sheets: readonly SheetReading[],
  complete: (values: Values) => Values = (values) => values
): Promise<readonly ImportRow[]> {
  const made: ImportRow[] = []
  for (const { rows } of sheets)
    await eachInTurns(rows, ({ sheet, row, values }) => made.push({ sheet, row, values: complete(inWords(values)) }))
  return made
}

type Values = ImportRow['values']

function inWords(values: Readonly<Record<string, Values[string] | boolean>>): Values {
  const answers = Object.entries(values).filter(([, value]) => typeof value === 'boolean')
  if (answers.length === 0) return values as Values
  return { ...(values as Values), ...Object.fromEntries(answers.map(([field, yes]) => [field, yes ? '是' : '否'])) }
}
