import { eachInTurns } from '../turns'
import { headerAt, weightOf, type HeaderFinding, type ImportFields, type RememberedHeadings } from './findHeader'
import { headingName, headingsAt, type Heading } from './headingCells'
import { foldHeading, isLineNumberHeading } from './headings'
import { cellText, isBlank, type RawRow, type Table } from './table'
import type { ReadingRules } from './words'

/** One table of a sheet: offices put two below or beside each other. */
export interface TablePart {
  readonly table: Table
  readonly header: HeaderFinding
}

/** What is asked of a row before it is taken for a second header: this share of what the first one names. */
const AS_GOOD = 0.6

/** The tables of a sheet below a header, and beside it. `header` is the surest one, or the one the user pointed at. */
export async function partsOf(
  table: Table,
  header: HeaderFinding,
  fields: ImportFields,
  remembered: RememberedHeadings,
  rules: ReadingRules,
  chosen: boolean
): Promise<readonly TablePart[]> {
  const names = new Set(
    Object.values(fields).flatMap(({ label, synonyms = [] }) => [label, ...synonyms].map(foldHeading))
  )
  const headers = [header]
  await eachInTurns(table.rows, (row) => {
    if (row.number === header.headerRow || (chosen && row.number < header.headerRow) || !mayBeHeader(row, names)) return
    const found = headerAt(table, row.number, fields, remembered, rules)
    if (isAnother(found, header)) headers.push(found)
  })
  headers.sort((a, b) => a.headerRow - b.headerRow)
  return headers.flatMap((each, index) => {
    const below = headers[index + 1]?.headerRow ?? Number.POSITIVE_INFINITY
    const rows =
      headers.length === 1 ? table.rows : rowsBetween(table.rows, index === 0 ? 0 : each.headerRow - 1, below)
    return blocksOf({ ...table, rows }, each, fields, remembered, rules, chosen && each === header)
  })
}

/** The rows of one table; the title of the next one, alone in its row, is not among them. */
function rowsBetween(rows: readonly RawRow[], from: number, below: number): readonly RawRow[] {
  const own = rows.filter(({ number }) => number >= from && number < below)
  const isTitle = (row: RawRow | undefined): boolean =>
    row !== undefined && row.cells.filter((cell) => !isBlank(cell)).length === 1
  let end = own.length
  while (Number.isFinite(below) && end > 0 && isTitle(own[end - 1])) end -= 1
  return own.slice(0, end)
}

function mayBeHeader(row: RawRow, names: ReadonlySet<string>): boolean {
  let known = 0
  for (const cell of row.cells) {
    if (isBlank(cell)) continue
    if (typeof cell !== 'string') return false
    if (names.has(foldHeading(cell))) known += 1
  }
  return known > 1
}

/** A header of its own, laid out otherwise than the first: a repeated one is left out line by line. */
function isAnother(found: HeaderFinding, first: HeaderFinding): boolean {
  if (weightOf(found) < weightOf(first) * AS_GOOD || found.missing.some((field) => !first.missing.includes(field)))
    return false
  const layout = ({ headings }: HeaderFinding): string =>
    headings.map(({ column, text }) => `${column}:${foldHeading(text)}`).join('|')
  const upper = (text: string): boolean =>
    first.headings.some(({ group }) => group !== undefined && foldHeading(group) === foldHeading(text))
  return layout(found) !== layout(first) && !found.headings.some(({ text }) => upper(text))
}

/** Two or more tables side by side under one row of headings: the first heading, with its group, comes again. */
function blocksOf(
  table: Table,
  header: HeaderFinding,
  fields: ImportFields,
  remembered: RememberedHeadings,
  rules: ReadingRules,
  chosen: boolean
): readonly TablePart[] {
  const headings = headingsAt(table, header.headerRow)
  const starts = startsOf(headings)
  if (starts.length < 2) return [{ table, header }]
  const parts = starts.map((start, index): TablePart => {
    const part = columnsOf(table, start, starts[index + 1] ?? Number.POSITIVE_INFINITY)
    return { table: part, header: headerAt(part, header.headerRow, fields, remembered, rules) }
  })
  const [first, ...others] = parts
  const whole = others.filter(({ header: { missing } }) =>
    missing.every((field) => first?.header.missing.includes(field))
  )
  if (!first || whole.length < others.length) return [{ table, header }]
  return chosen ? [{ table: columnsOf(table, 0, starts[1] ?? 0), header }, ...whole] : parts
}

function startsOf(headings: readonly Heading[]): readonly number[] {
  const [first, second] = headings.filter(({ text }) => !isLineNumberHeading(text))
  if (!first || !second) return []
  const nameOf = (heading: Heading): string => foldHeading(headingName(heading))
  return headings.flatMap((heading, index) => {
    if (nameOf(heading) !== nameOf(first)) return []
    const before = headings[index - 1]
    return [before && isLineNumberHeading(before.text) ? before.column : heading.column]
  })
}

function columnsOf(table: Table, from: number, to: number): Table {
  const inside = (column: number): boolean => column >= from && column < to
  const rows = table.rows.flatMap((row): RawRow[] => {
    const cells = row.cells.map((cell, column) => (inside(column) ? cell : undefined))
    return cells.some((cell) => !isBlank(cell) && cellText(cell) !== '') ? [{ ...row, cells }] : []
  })
  return { ...table, rows, merges: table.merges.filter(({ left, right }) => inside(left) && inside(right)) }
}
