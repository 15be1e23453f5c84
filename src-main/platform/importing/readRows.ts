import type { Field } from '../../contract/fields'
import { compact } from '../../contract/typedText'
import { eachInTurns, filterInTurns } from '../turns'
import type { ColumnMapping, ImportFields } from './findHeader'
import { headingsAt } from './headingCells'
import { isLineNumberHeading, measureInHeading, yuanAbove, yuanInHeading } from './headings'
import { isTitle } from './given'
import { MergedBlocks } from './merges'
import type { ImportRow, ReadingNote, SheetReading, SkippedRow } from './reading'
import { isNamedSum, otherRowKind, type PlainShape, type TableShape } from './rowKinds'
import { RowReader, type Column } from './rowReader'
import { rowsElsewhere } from './rowsElsewhere'
import { earlierBalances } from './runningBalances'
import { endedIn, overWords } from './endedRecords'
import { findSummaries } from './summaries'
import { cellText, columnLetters, isBlank, type RawRow, type Table } from './table'
import { RunningSums, disagreement, type TotalRow } from './totals'
import { isColumnNumbers, isUnits } from './underHeader'
import { unitsOfMoney } from './unitsOfMoney'
import { NO_RULES, type ReadingRules } from './words'

/** Where the data of a table begins and which column each field is read from. */
export interface TableLayout {
  readonly headerRow: number
  readonly mapping: ColumnMapping
}

/** A column that holds something in this share of the lines is missed where it is empty. */
const USUAL = 0.6

/**
 * Amounts, quantities and totalled counts belong to the line they stand in; spreading a merged one would count it
 * twice.
 */
function isSummed(key: string, field: Field, rules: ReadingRules): boolean {
  if (field.kind === 'money') return field.total === true || (key !== rules.product?.price && !/单价/.test(field.label))
  return field.kind === 'quantity' || (field.kind === 'integer' && field.total === true)
}

function columnsOf(
  table: Table,
  { headerRow, mapping }: TableLayout,
  fields: ImportFields,
  rules: ReadingRules,
  units: RawRow | undefined
): readonly Column[] {
  const texts = new Map(
    headingsAt(table, headerRow).map(({ column, group = '', text }) => {
      const unit = cellText(units?.cells[column]).replace(/[()（）\s]/g, '')
      return [column, `${group}${text}${unit === '' ? '' : `(${unit})`}`]
    })
  )
  return Object.entries(mapping).flatMap(([key, column]) => {
    const field = fields[key]
    if (!field) return []
    const text = texts.get(column) ?? ''
    return [
      {
        key,
        field,
        column,
        heading: `${columnLetters(column)} ${field.label}`,
        summed: isSummed(key, field, rules),
        yuanPerUnit: (field.kind === 'money' ? yuanInHeading(text) : undefined) ?? 1,
        ownUnit: field.kind === 'money' && yuanInHeading(text) !== undefined,
        measure:
          field.kind === 'money' || field.kind === 'quantity' || field.kind === 'integer'
            ? measureInHeading(text, rules.words)
            : undefined
      }
    ]
  })
}

/** The rows right below a header that belong to it: numbers of its columns, and what its numbers are counted in. */
function underHeader(
  below: readonly RawRow[],
  { headerRow, mapping }: TableLayout,
  fields: ImportFields,
  { words }: ReadingRules
): { readonly units: RawRow | undefined; readonly numbers: ReadonlySet<number> } {
  const fieldAt = new Map(Object.entries(mapping).map(([key, column]) => [column, fields[key]]))
  const near = below.slice(0, 2).filter(({ number }) => number <= headerRow + 2)
  const units = near.find((row) => isUnits(row, (column) => fieldAt.get(column), words))
  const own = near.filter((row) => row === units || isColumnNumbers(row))
  return { units, numbers: new Set(own.map(({ number }) => number)) }
}

/** What the lines above the header set for the amounts of the whole table. */
function moneyUnitAbove(table: Table, headerRow: number): number | undefined {
  for (const row of table.rows) {
    if (row.number >= headerRow) return undefined
    for (const cell of row.cells) {
      const unit = yuanAbove(cellText(cell))
      if (unit !== undefined) return unit
    }
  }
  return undefined
}

async function shapeOf(
  table: Table,
  rows: readonly RawRow[],
  headerRow: number,
  columns: readonly Column[],
  blocks: MergedBlocks,
  under: ReadonlySet<number>,
  rules: ReadingRules
): Promise<TableShape> {
  const textsOf = (number: number): ReadonlyMap<number, string> => {
    const cells = table.rows.find((row) => row.number === number)?.cells ?? []
    return new Map(
      [...cells.keys()]
        .filter((column) => !isBlank(cells[column]))
        .map((column) => [column, compact(cellText(cells[column]))])
    )
  }
  const headings = headingsAt(table, headerRow)
  const mappedColumns = columns.map(({ column }) => column)
  const summedColumns = columns.filter(({ summed }) => summed).map(({ column }) => column)
  let lines = 0
  const filled = mappedColumns.map(() => 0)
  await eachInTurns(rows, (row) => {
    const full = mappedColumns.map((column) => !isBlank(row.cells[column]))
    if (full.filter(Boolean).length * 2 < mappedColumns.length || isNamedSum(row)) return
    lines += 1
    for (const [place, is] of full.entries()) if (is) filled[place] = (filled[place] ?? 0) + 1
  })
  const shape: PlainShape = {
    mappedColumns,
    summedColumns,
    requiredColumns: columns.filter(({ field }) => field.required).map(({ column }) => column),
    numberColumns: headings.filter(({ text }) => isLineNumberHeading(text)).map(({ column }) => column),
    usualColumns: mappedColumns.filter(
      (column, place) => !summedColumns.includes(column) && (filled[place] ?? 0) >= lines * USUAL
    )
  }
  return {
    ...shape,
    headings: [
      textsOf(headerRow),
      ...(headings.some(({ group }) => group !== undefined) ? [textsOf(headerRow - 1)] : [])
    ],
    summaries: await findSummaries(
      rows,
      columns.filter(({ summed }) => summed),
      shape
    ),
    underHeader: under,
    namingColumns: columns
      .filter(({ field: { kind, required } }) => required && ['text', 'person', 'code'].includes(kind))
      .map(({ column }) => column),
    isTitle: (text) => isTitle(text, rules),
    elsewhere: rowsElsewhere(rows, shape),
    spansColumns: (row, column) => {
      const block = blocks.at(row, column)
      return block !== undefined && block.right > block.left
    }
  }
}

function sumsOf(rows: readonly ImportRow[], columns: readonly Column[]): RunningSums {
  const sums = new RunningSums(columns.filter(({ summed }) => summed))
  for (const { values } of rows) sums.add(values)
  return sums
}

/**
 * Reads the lines below the header: merged cells belong to each of their lines, rows of sums are checked against the
 * lines and left out, headings, notes and unused lines are left out by name. Every cell that cannot be read is a
 * problem with row and column.
 */
export async function readRows(
  table: Table,
  layout: TableLayout,
  fields: ImportFields,
  rules: ReadingRules = NO_RULES
): Promise<SheetReading> {
  const below = await filterInTurns(table.rows, (row) => row.number > layout.headerRow && !row.cells.every(isBlank))
  const { units, numbers } = underHeader(below, layout, fields, rules)
  const { columns, notes: unitNotes } = unitsOfMoney(
    columnsOf(table, layout, fields, rules, units),
    below,
    moneyUnitAbove(table, layout.headerRow),
    rules.product
  )
  const blocks = new MergedBlocks(table)
  const shape = await shapeOf(table, below, layout.headerRow, columns, blocks, numbers, rules)
  const reader = new RowReader(table, layout.headerRow, columns, blocks, fields, rules)
  const ended = endedIn(headingsAt(table, layout.headerRow), columns)
  const sums = new RunningSums(columns.filter(({ summed }) => summed))
  const totalsFound: TotalRow[] = []
  const skipped: SkippedRow[] = []
  const unchecked: ReadingNote[] = []
  await eachInTurns(below, (row, index) => {
    const kind = otherRowKind(row, shape, below[index + 1])
    if (kind === undefined) {
      sums.add(reader.read(row))
      for (const { heading, word } of ended(row)) reader.report(row.number, heading, overWords(word), false)
      return
    }
    const text = row.cells.map(cellText).filter(Boolean).join(' ')
    skipped.push({ row: row.number, kind, text })
    if (kind === 'section') reader.enter(text)
    if (kind !== 'total') return
    const total = sums.check(row)
    totalsFound.push(total)
    for (const sum of total.sums) {
      const field = fields[sum.field]
      const where = `${sum.letters} ${sum.label}`
      if (field && !sum.agrees) reader.report(row.number, where, disagreement(sum, field), false)
      if (sum.written === null)
        unchecked.push({ sheet: table.name, row: row.number, text: `${where}的合计公式没有计算结果，没有核对` })
    }
  })
  reader.finish()
  const { titled } = reader
  const headings = headingsAt(table, layout.headerRow)
  const earlier = earlierBalances(reader.rows, below, headings, new Set(shape.mappedColumns), fields, rules)
  const stands = ({ row }: { readonly row: number }): boolean => !earlier.has(row)
  const rows = reader.rows.filter(stands)
  const problems = reader.problems.filter(stands)
  for (const [row, last] of earlier)
    skipped.push({ row, kind: 'earlier', text: `之后的结存在第${last}行，以那一行为准` })
  const givenWords = { user: '都填', sheet: '按表名都填', above: '按表上写的都填' }
  const filledIn = [
    ...Object.entries(reader.given).map(
      ([field, { typed, from }]) => [field, typed === null ? '按未记载' : `${givenWords[from]}“${typed}”`] as const
    ),
    ...[...titled.keys()].map((field) => [field, '按各段标题填'] as const)
  ].map(([field, how]) => ({
    sheet: table.name,
    row: null,
    text: `表里没有“${fields[field]?.label ?? field}”这一列，${how}`
  }))
  const unused = Object.entries(rules.fill ?? {})
    .filter(([field]) => field in layout.mapping)
    .map(([field, typed]) => ({
      sheet: table.name,
      row: null,
      text: `表里有“${fields[field]?.label ?? field}”这一列，没有用整份表填的“${typed}”`
    }))
  const given = {
    ...Object.fromEntries(Object.entries(reader.given).map(([field, { typed }]) => [field, typed])),
    ...Object.fromEntries(titled)
  }
  const notes = [
    ...filledIn,
    ...unused,
    ...unitNotes.map((text) => ({ sheet: table.name, row: null, text })),
    ...unchecked
  ]
  const overall = earlier.size === 0 ? sums : sumsOf(rows, columns)
  return { name: table.name, ...layout, rows, problems, totalsFound, skipped, notes, given, sums: overall.overall() }
}
