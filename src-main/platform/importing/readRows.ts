import { setImmediate } from 'node:timers/promises'
import type { Field } from '../../contract/fields'
import { compact } from '../../kernel/typedText'
import type { ColumnMapping, ImportFields } from './findHeader'
import { isLineNumberHeading, yuanPerUnit } from './headings'
import { MergedBlocks } from './merges'
import { readCell, type ImportValue } from './readCell'
import type { ImportProblem, ImportRow, SheetReading, SkippedRow } from './reading'
import { otherRowKind, type TableShape } from './rowKinds'
import { cellText, columnLetters, isBlank, type RawCell, type RawRow, type Table } from './table'
import { RunningSums, disagreement, type SummedColumn, type TotalRow } from './totals'

/** Where the data of a table begins and which column each field is read from. */
export interface TableLayout {
  readonly headerRow: number
  readonly mapping: ColumnMapping
}

/** Rows read before other work of the process gets its turn. */
const ROWS_PER_TURN = 500

/** Written under a value to say that it holds for this line too. */
const DITTO = new Set(['同上', '〃', '″', '＂', '"'])

interface Column extends SummedColumn {
  readonly heading: string
  readonly summed: boolean
}

/** Amounts, quantities and totalled counts belong to the line they stand in; spreading a merged one would count it twice. */
function isSummed(field: Field): boolean {
  return field.kind === 'money' || field.kind === 'quantity' || (field.kind === 'integer' && field.total === true)
}

function columnsOf(table: Table, { headerRow, mapping }: TableLayout, fields: ImportFields): readonly Column[] {
  const header = table.rows.find((row) => row.number === headerRow)
  return Object.entries(mapping).flatMap(([key, column]) => {
    const field = fields[key]
    const text = cellText(header?.cells[column])
    return field
      ? [{ key, field, column, heading: `${columnLetters(column)} ${field.label}`, summed: isSummed(field), yuanPerUnit: yuanPerUnit(text) }]
      : []
  })
}

function shapeOf(table: Table, headerRow: number, columns: readonly Column[], blocks: MergedBlocks): TableShape {
  const header = table.rows.find((row) => row.number === headerRow)?.cells ?? []
  const headings = new Map([...header.keys()].map((column) => [column, compact(cellText(header[column]))]))
  return {
    headings,
    mappedColumns: columns.map(({ column }) => column),
    numberColumns: [...headings].filter(([, text]) => isLineNumberHeading(text)).map(([column]) => column),
    spansColumns: (row, column) => {
      const block = blocks.at(row, column)
      return block !== undefined && block.right > block.left
    }
  }
}

/** Reads the lines of one table one after another, remembering what a ditto mark refers to. */
class RowReader {
  readonly rows: ImportRow[] = []
  readonly problems: ImportProblem[] = []
  readonly #sheet: string
  readonly #headerRow: number
  readonly #columns: readonly Column[]
  readonly #blocks: MergedBlocks
  readonly #above = new Map<string, RawCell>()

  constructor(sheet: string, headerRow: number, columns: readonly Column[], blocks: MergedBlocks) {
    this.#sheet = sheet
    this.#headerRow = headerRow
    this.#columns = columns
    this.#blocks = blocks
  }

  report(row: number, column: string, message: string, blocking: boolean): void {
    this.problems.push({ sheet: this.#sheet, row, column, message, blocking })
  }

  read(row: RawRow): Readonly<Record<string, ImportValue>> {
    const values: Record<string, ImportValue> = {}
    const raw: Record<string, string> = {}
    for (const column of this.#columns) {
      const cell = this.#cellFor(row, column)
      raw[column.key] = cellText(cell)
      const read = readCell(cell, column.field, column.yuanPerUnit)
      values[column.key] = read.ok ? read.value : null
      if (!read.ok) this.report(row.number, column.heading, read.problem, true)
    }
    this.rows.push({ sheet: this.#sheet, row: row.number, values, raw })
    return values
  }

  #cellFor(row: RawRow, column: Column): RawCell {
    const own = row.cells[column.column] ?? null
    const block = this.#blocks.at(row.number, column.column)
    if (block && block.top > this.#headerRow && block.bottom > block.top) return this.#mergedCell(row.number, column, block.top)
    if (!column.summed && typeof own === 'string' && DITTO.has(own.trim())) return this.#above.get(column.key) ?? own
    this.#above.set(column.key, own)
    return own
  }

  #mergedCell(row: number, column: Column, top: number): RawCell {
    const block = this.#blocks.at(row, column.column)
    const master = block && block.left === column.column ? this.#blocks.master(block) : null
    this.#above.set(column.key, master)
    if (row === top || !column.summed || isBlank(master)) return master
    this.report(row, column.heading, `与第${top}行合并为一格，数值只计入第${top}行，请核对`, false)
    return null
  }
}

/**
 * Reads the lines below the header: merged cells belong to each of their lines, rows of sums are checked against the lines and left
 * out, headings, notes and unused lines are left out by name. Every cell that cannot be read is a problem with row and column.
 */
export async function readRows(table: Table, layout: TableLayout, fields: ImportFields): Promise<SheetReading> {
  const columns = columnsOf(table, layout, fields)
  const blocks = new MergedBlocks(table)
  const shape = shapeOf(table, layout.headerRow, columns, blocks)
  const reader = new RowReader(table.name, layout.headerRow, columns, blocks)
  const sums = new RunningSums(columns.filter(({ summed }) => summed))
  const totalsFound: TotalRow[] = []
  const skipped: SkippedRow[] = []
  let turn = 0
  for (const row of table.rows) {
    if (row.number <= layout.headerRow || row.cells.every(isBlank)) continue
    if ((turn += 1) % ROWS_PER_TURN === 0) await setImmediate()
    const kind = otherRowKind(row, shape)
    if (kind === undefined) {
      sums.add(reader.read(row))
      continue
    }
    skipped.push({ row: row.number, kind, text: row.cells.map(cellText).filter(Boolean).join(' ') })
    if (kind !== 'total') continue
    const total = sums.check(row)
    totalsFound.push(total)
    for (const sum of total.sums) {
      const field = fields[sum.field]
      if (field && !sum.agrees) reader.report(row.number, `${sum.letters} ${sum.label}`, disagreement(sum, field), false)
    }
  }
  const { rows, problems } = reader
  return { name: table.name, ...layout, rows, problems, totalsFound, skipped, sums: sums.overall() }
}
