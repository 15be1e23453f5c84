import type { Field } from '../../contract/fields'
import { compact } from '../../contract/typedText'
import { eachInTurns, filterInTurns } from '../turns'
import type { ColumnMapping, ImportFields } from './findHeader'
import { headingsAt } from './headingCells'
import { isLineNumberHeading, measureInHeading, yuanAbove, yuanInHeading } from './headings'
import { MergedBlocks } from './merges'
import type { ReadingNote, SheetReading, SkippedRow } from './reading'
import { isNamedSum, otherRowKind, type TableShape } from './rowKinds'
import { RowReader, type Column } from './rowReader'
import { findSummaries } from './summaries'
import { cellText, columnLetters, isBlank, type RawRow, type Table } from './table'
import { RunningSums, disagreement, type TotalRow } from './totals'
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
  if (field.kind === 'money') return key !== rules.product?.price
  return field.kind === 'quantity' || (field.kind === 'integer' && field.total === true)
}

function columnsOf(
  table: Table,
  { headerRow, mapping }: TableLayout,
  fields: ImportFields,
  rules: ReadingRules
): readonly Column[] {
  const texts = new Map(
    headingsAt(table, headerRow).map((heading) => [heading.column, `${heading.group ?? ''}${heading.text}`])
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
  blocks: MergedBlocks
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
  const shape = {
    mappedColumns,
    summedColumns,
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
    spansColumns: (row, column) => {
      const block = blocks.at(row, column)
      return block !== undefined && block.right > block.left
    }
  }
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
  const { columns, notes: unitNotes } = unitsOfMoney(
    columnsOf(table, layout, fields, rules),
    below,
    moneyUnitAbove(table, layout.headerRow),
    rules.product
  )
  const blocks = new MergedBlocks(table)
  const shape = await shapeOf(table, below, layout.headerRow, columns, blocks)
  const reader = new RowReader(table, layout.headerRow, columns, blocks, fields, rules)
  const sums = new RunningSums(columns.filter(({ summed }) => summed))
  const totalsFound: TotalRow[] = []
  const skipped: SkippedRow[] = []
  const unchecked: ReadingNote[] = []
  await eachInTurns(below, (row, index) => {
    const kind = otherRowKind(row, shape, below[index + 1])
    if (kind === undefined) return sums.add(reader.read(row))
    skipped.push({ row: row.number, kind, text: row.cells.map(cellText).filter(Boolean).join(' ') })
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
  const { rows, problems, given } = reader
  const filledIn = Object.entries(given).map(([field, value]) => ({
    sheet: table.name,
    row: null,
    text: `表里没有“${fields[field]?.label ?? field}”这一列，${value === null ? '按未记载' : `都填“${value}”`}`
  }))
  const notes = [...filledIn, ...unitNotes.map((text) => ({ sheet: table.name, row: null, text })), ...unchecked]
  return { name: table.name, ...layout, rows, problems, totalsFound, skipped, notes, given, sums: sums.overall() }
}
