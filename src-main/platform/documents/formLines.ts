import { AlignmentType } from 'docx'
import { capitalAmount } from '../../kernel/capitalAmount'
import { displayWidth } from './cellText'
import type { FormBlock, FormLineColumn } from './formModel'
import { SIZE } from './formFonts'
import { GRID_WIDTH } from './formGrid'
import type { GridCell, GridRow } from './formGrid'
import { LABEL, labelCell } from './formRows'
import { paragraph, paragraphs } from './formText'
import { printedDate } from './printedDate'
import { printedMoney, printedQuantity } from './printedNumber'

type LinesBlock = Extract<FormBlock, { readonly kind: 'lines' }>
type LineValue = LinesBlock['rows'][number][string]

const ROW_MM = 8.5
const SEQUENCE_WEIGHT = 0.6
/** Twips: margins of a cell on both sides, with a hair to spare. */
const CELL_MARGINS = 190
/** A record number with the number of its line. */
const LONGEST_WORD = 18
const DEFAULT_WEIGHT: Readonly<Record<FormLineColumn['kind'], number>> = {
  text: 1.4,
  money: 1.2,
  quantity: 0.9,
  integer: 0.9,
  date: 1.9
}

/** Whether the lines are many enough to run over the page, where their heading must be repeated. */
export function runsOver(block: LinesBlock): boolean {
  return block.rows.length > 12
}

/**
 * Caption, heading, numbered lines, blank lines for handwriting, totals, and the amount in capitals; with `keep` the
 * end stays with what follows.
 */
export function lineRows(block: LinesBlock, keep: boolean): GridRow[] {
  const columns = block.columns
  const size = columns.length > 6 ? SIZE.small : SIZE.table
  const places = columnPlaces(block, size)
  const centred = (text: string, from: number, to: number, keepNext = false): GridCell => ({
    from,
    to,
    children: paragraphs(text, { align: AlignmentType.CENTER, size, keepNext })
  })
  const cells = (sequence: string, texts: readonly GridCell[], keepNext = false): GridCell[] => [
    centred(sequence, 0, places[0] ?? 0, keepNext),
    ...texts
  ]
  // the last two lines stay with the totals under them
  const closes = (row: number): boolean => keep && row >= Math.max(block.rows.length, block.minimumRows ?? 0) - 2
  const at = (index: number): readonly [number, number] => [places[index] ?? 0, places[index + 1] ?? GRID_WIDTH]
  const caption: GridRow[] =
    block.caption === undefined
      ? []
      : [{ minimumMm: ROW_MM, header: true, cells: [labelCell(block.caption, 0, GRID_WIDTH, true)] }]
  const heading: GridRow = {
    minimumMm: ROW_MM,
    header: true,
    cells: cells(
      '序号',
      columns.map((column, index) => centred(column.label, ...at(index), true)),
      true
    )
  }
  const body = block.rows.map((row, line): GridRow => ({
    minimumMm: ROW_MM,
    cells: cells(
      String(line + 1),
      columns.map((column, index) => {
        const [from, to] = at(index)
        return {
          from,
          to,
          children: paragraphs(printedCell(column, row[column.key]), {
            align: alignment(column),
            size,
            keepNext: closes(line)
          })
        }
      }),
      closes(line)
    )
  }))
  const closing = (row: number, index: number): string =>
    block.closed === true && row === 0 && index === columns.findIndex(({ kind }) => kind === 'text') ? '以下空白' : ''
  const blank = Array.from({ length: Math.max(0, (block.minimumRows ?? 0) - body.length) }, (_, row): GridRow => ({
    minimumMm: ROW_MM,
    cells: cells(
      '',
      columns.map((_column, index) => centred(closing(row, index), ...at(index), closes(body.length + row))),
      closes(body.length + row)
    )
  }))
  return [...caption, heading, ...body, ...blank, ...totalRows(block, places, { size, keepNext: keep })]
}

/**
 * Where each column begins: shares by weight, but amounts, dates and record numbers fit on one line; text columns,
 * which wrap, give way.
 */
function columnPlaces({ columns, rows }: LinesBlock, size: number): number[] {
  const weights = columns.map((column) => column.weight ?? DEFAULT_WEIGHT[column.kind])
  const whole = weights.reduce((sum, weight) => sum + weight, SEQUENCE_WEIGHT)
  // 序号 keeps room for its two characters however many columns there are
  const sequence = Math.max(2 * size * 10 + CELL_MARGINS, Math.round((SEQUENCE_WEIGHT / whole) * GRID_WIDTH))
  const rest = GRID_WIDTH - sequence
  const shares = weights.map((weight) => (weight / (whole - SEQUENCE_WEIGHT)) * rest)
  const needs = columns.map((column) => Math.max(headingWidth(column.label, size), widthOf(column, rows, size)))
  const wanting = shares.map((share, index) => Math.max(0, (needs[index] ?? 0) - share))
  const lacking = wanting.reduce((sum, want) => sum + want, 0)
  const givers = shares.map((share, index) =>
    columns[index]?.kind === 'text' ? Math.max(0, share - (needs[index] ?? 0)) : 0
  )
  const giving = givers.reduce((sum, share) => sum + share, 0)
  const taken = Math.min(lacking, giving)
  let passed = 0
  const places = [sequence]
  shares.forEach((share, index) => {
    const gain = lacking > 0 ? ((wanting[index] ?? 0) * taken) / lacking : 0
    const loss = giving > 0 ? ((givers[index] ?? 0) * taken) / giving : 0
    passed += share + gain - loss
    places.push(sequence + Math.round(passed))
  })
  return places
}

/** Twips a short heading takes on one line; longer ones are broken in two. */
function headingWidth(label: string, size: number): number {
  const characters = label.length <= 3 ? label.length : Math.ceil(label.length / 2)
  return Math.min(4, characters) * size * 10 + CELL_MARGINS
}

/**
 * Twips the widest value of a column takes on one line, for text its longest number or word; a digit is half as wide as
 * the type is high. A little room is left between digits and Chinese characters.
 */
function widthOf(column: FormLineColumn, rows: LinesBlock['rows'], size: number): number {
  if (column.kind === 'text') {
    const words = rows
      .flatMap((row) => String(row[column.key] ?? '').match(/[!-~]{2,}/g) ?? [])
      .map(({ length }) => length)
    return (
      Math.min(
        LONGEST_WORD,
        words.reduce((longest, length) => Math.max(longest, length), 0)
      ) *
        size *
        5.4 +
      CELL_MARGINS
    )
  }
  const total = rows.reduce(
    (sum, row) => sum + (column.total && typeof row[column.key] === 'number' ? Number(row[column.key]) : 0),
    0
  )
  const texts = [
    ...rows.map((row) => printedCell(column, row[column.key])),
    ...(column.total ? [printedCell(column, total)] : [])
  ]
  const gaps = column.kind === 'date' ? 5 * size * 2.5 : 0
  return texts.reduce((widest, text) => Math.max(widest, displayWidth(text)), 0) * size * 5 + 260 + gaps
}

function alignment(column: FormLineColumn): (typeof AlignmentType)['LEFT' | 'RIGHT' | 'CENTER'] {
  if (column.kind === 'money') return AlignmentType.RIGHT
  return column.kind === 'text' ? AlignmentType.LEFT : AlignmentType.CENTER
}

/** A value as it prints in its column. */
export function printedCell(column: FormLineColumn, value: LineValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return column.kind === 'date' ? printedDate(value) : value
  if (column.kind === 'money') return printedMoney(value)
  return column.kind === 'quantity' ? printedQuantity(value) : String(value)
}

function sumOf(block: LinesBlock, key: string): number | undefined {
  const values = block.rows.flatMap((row) => (typeof row[key] === 'number' ? [row[key]] : []))
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0)
}

/** Totals of a column whose lines have units of measure of their own: 5 公斤、3 张. With a single unit the figure alone. */
function measuredTotal(block: LinesBlock, { key, per = '' }: FormLineColumn): string {
  const sums = new Map<string, number>()
  for (const row of block.rows) {
    const value = row[key]
    if (typeof value === 'number') sums.set(String(row[per] ?? ''), (sums.get(String(row[per] ?? '')) ?? 0) + value)
  }
  const parts = [...sums].map(([measure, sum]) =>
    sums.size === 1 ? printedQuantity(sum) : `${printedQuantity(sum)}${measure}`
  )
  return parts.join('\n')
}

interface TotalLook {
  readonly size: number
  readonly keepNext: boolean
}

function totalText(block: LinesBlock, column: FormLineColumn): string {
  if (column.total !== true) return ''
  if (column.per !== undefined) return measuredTotal(block, column)
  const sum = sumOf(block, column.key)
  return sum === undefined ? '' : printedCell(column, sum)
}

function totalRows(block: LinesBlock, places: readonly number[], look: TotalLook): GridRow[] {
  const first = block.columns.findIndex((column) => column.total === true)
  const rows: GridRow[] = []
  if (first >= 0) {
    const label: GridCell = {
      from: 0,
      to: places[first] ?? 0,
      children: [paragraph('合　计', { align: AlignmentType.CENTER, ...look })]
    }
    const sums = block.columns.slice(first).map((column, offset): GridCell => ({
      from: places[first + offset] ?? 0,
      to: places[first + offset + 1] ?? GRID_WIDTH,
      children: paragraphs(totalText(block, column), { align: alignment(column), ...look })
    }))
    rows.push({ minimumMm: ROW_MM, cells: [label, ...sums] })
  }
  if (block.capitals !== undefined) rows.push(capitalsRow(sumOf(block, block.capitals), look.keepNext))
  return rows
}

// an amount not known yet is written by hand
function capitalsRow(cents: number | undefined, keepNext: boolean): GridRow {
  const text =
    cents === undefined
      ? '人民币　　　　　　　　　　　　　　　　（¥　　　　　　　）'
      : `人民币${capitalAmount(cents)}（¥${printedMoney(cents)}）`
  return {
    minimumMm: ROW_MM + 1,
    cells: [
      labelCell('金额大写', 0, LABEL, keepNext),
      { from: LABEL, to: GRID_WIDTH, children: [paragraph(text, { size: SIZE.table, keepNext })] }
    ]
  }
}
