import type { Field } from '../../contract/fields'
import { foldHeading, isLineNumberHeading, matchHeading, type Certainty } from './headings'
import { cellText, columnLetters, isBlank, type Table } from './table'

/** The descriptors of the record to import, by field. */
export type ImportFields = Readonly<Record<string, Field>>

/** Which column (from 0) each field is read from; fields without a column are absent. What the user edits. */
export type ColumnMapping = Readonly<Record<string, number>>

/** Headings a user once put to a field by hand: folded heading → field. Kept per import kind. */
export type RememberedHeadings = Readonly<Record<string, string>>

export interface Heading {
  /** From 0. */
  readonly column: number
  readonly letters: string
  readonly text: string
}

/** Where a table's headings stand and what they mean. */
export interface HeaderFinding {
  /** The row, from 1, under which the data begins. */
  readonly headerRow: number
  readonly headings: readonly Heading[]
  readonly mapping: ColumnMapping
  /** How each mapped field was recognised. */
  readonly certainty: Readonly<Record<string, Certainty | 'remembered'>>
  /** Headings that no field took; line numbers are not listed. */
  readonly unmapped: readonly Heading[]
  /** Required fields without a column. */
  readonly missing: readonly string[]
  /** 0–1: the share of the table's headings that were recognised, less for guesses and missing required fields. */
  readonly confidence: number
}

/** A header stands below a title and a line or two of facts; ledgers with more above it are not known. */
const LAST_HEADER_ROW = 40

const WEIGHTS = { exact: 1, remembered: 1, unit: 0.95, partial: 0.5 } as const
const ROUNDS = ['exact', 'unit', 'partial'] as const

/** The text over each column in a row: merged headings reach down to the row, group headings are kept beside the leaf. */
function headingsAt(table: Table, rowNumber: number): readonly { heading: Heading; grouped: string }[] {
  const byNumber = new Map(table.rows.filter((row) => row.number <= rowNumber && row.number >= rowNumber - 3).map((row) => [row.number, row]))
  const textAt = (row: number, column: number): string => cellText(byNumber.get(row)?.cells[column])
  const blockAt = (row: number, column: number): Table['merges'][number] | undefined =>
    table.merges.find((each) => row >= each.top && row <= each.bottom && column >= each.left && column <= each.right)
  const width = Math.max(0, ...[...byNumber.values()].map((row) => row.cells.length))
  const found: { heading: Heading; grouped: string }[] = []
  for (let column = 0; column < width; column += 1) {
    const block = blockAt(rowNumber, column)
    // A block wider than one column in the header's own row is a title or a group, not the heading of each of its columns.
    const text = block ? (block.left === column ? textAt(block.top, column) : '') : textAt(rowNumber, column)
    if (text === '') continue
    const above = blockAt(rowNumber - 1, column)
    const group = above && above.right > above.left && above.bottom === rowNumber - 1 ? textAt(above.top, above.left) : ''
    found.push({ heading: { column, letters: columnLetters(column), text }, grouped: group + text })
  }
  return found
}

function judgeRow(table: Table, rowNumber: number, fields: ImportFields, remembered: RememberedHeadings): HeaderFinding {
  const candidates = headingsAt(table, rowNumber)
  const mapping: Record<string, number> = {}
  const certainty: Record<string, Certainty | 'remembered'> = {}
  const taken = new Set<number>()
  const take = (key: string, column: number, how: Certainty | 'remembered'): void => {
    mapping[key] = column
    certainty[key] = how
    taken.add(column)
  }
  for (const { heading } of candidates) {
    const key = remembered[foldHeading(heading.text)]
    if (key !== undefined && key in fields && !(key in mapping)) take(key, heading.column, 'remembered')
  }
  // Exact names first over all fields, so that a guess never takes a column from the field it is named after.
  for (const round of ROUNDS) {
    for (const [key, field] of Object.entries(fields)) {
      if (key in mapping) continue
      const free = candidates.filter(({ heading }) => !taken.has(heading.column))
      const match =
        free.find(({ grouped }) => matchHeading(grouped, field) === round) ?? free.find(({ heading }) => matchHeading(heading.text, field) === round)
      if (match) take(key, match.heading.column, round)
    }
  }
  const headings = candidates.map(({ heading }) => heading)
  const unmapped = headings.filter(({ column, text }) => !taken.has(column) && !isLineNumberHeading(text))
  const missing = Object.keys(fields).filter((key) => fields[key]?.required && !(key in mapping))
  const weight = Object.values(certainty).reduce((sum, how) => sum + WEIGHTS[how], 0)
  const total = taken.size + unmapped.length
  const confidence = total === 0 ? 0 : (weight / total) * (1 - missing.length / Math.max(1, Object.keys(mapping).length + missing.length))
  return { headerRow: rowNumber, headings, mapping, certainty, unmapped, missing, confidence }
}

function weightOf(finding: HeaderFinding): number {
  return Object.values(finding.certainty).reduce((sum, how) => sum + WEIGHTS[how], 0)
}

/**
 * Finds the row of headings among the first rows, titles and merged facts above it skipped, and puts its columns to the fields by
 * label, synonym or remembered choice. Undefined when no row names even one field.
 */
export function findHeader(table: Table, fields: ImportFields, remembered: RememberedHeadings = {}): HeaderFinding | undefined {
  let best: HeaderFinding | undefined
  for (const row of table.rows) {
    if (row.number > LAST_HEADER_ROW) break
    if (row.cells.every(isBlank)) continue
    const finding = judgeRow(table, row.number, fields, remembered)
    if (weightOf(finding) > (best ? weightOf(best) : 0)) best = finding
  }
  return best
}

/** The headings of a chosen header row with the mapping found for them; for a row the user points at. */
export function headerAt(table: Table, headerRow: number, fields: ImportFields, remembered: RememberedHeadings = {}): HeaderFinding {
  return judgeRow(table, headerRow, fields, remembered)
}

/** What to remember of a mapping the user settled on: each mapped heading and its field. */
export function rememberHeadings(headings: readonly Heading[], mapping: ColumnMapping): RememberedHeadings {
  const byColumn = new Map(headings.map((heading) => [heading.column, foldHeading(heading.text)]))
  return Object.fromEntries(Object.entries(mapping).flatMap(([key, column]) => (byColumn.has(column) ? [[byColumn.get(column), key]] : [])))
}
