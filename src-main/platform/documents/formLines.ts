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
const DEFAULT_WEIGHT: Readonly<Record<FormLineColumn['kind'], number>> = { text: 1.4, money: 1.2, quantity: 0.9, integer: 0.9, date: 1.9 }

/** Whether the lines are many enough to run over the page, where their heading must be repeated. */
export function runsOver(block: LinesBlock): boolean {
  return block.rows.length > 12
}

/** Caption, heading, numbered lines, blank lines for handwriting, totals, and the amount in capitals. */
export function lineRows(block: LinesBlock): GridRow[] {
  const columns = block.columns
  const size = columns.length > 6 ? SIZE.small : SIZE.table
  const places = columnPlaces(block, size)
  const centred = (text: string, from: number, to: number): GridCell => ({
    from,
    to,
    children: paragraphs(text, { align: AlignmentType.CENTER, size })
  })
  const cells = (sequence: string, texts: readonly GridCell[]): GridCell[] => [centred(sequence, 0, places[0] ?? 0), ...texts]
  const at = (index: number): readonly [number, number] => [places[index] ?? 0, places[index + 1] ?? GRID_WIDTH]
  const caption: GridRow[] =
    block.caption === undefined ? [] : [{ minimumMm: ROW_MM, header: true, cells: [labelCell(block.caption, 0, GRID_WIDTH)] }]
  const heading: GridRow = {
    minimumMm: ROW_MM,
    header: true,
    cells: cells(
      '序号',
      columns.map((column, index) => centred(column.label, ...at(index)))
    )
  }
  const body = block.rows.map((row, line): GridRow => ({
    minimumMm: ROW_MM,
    cells: cells(
      String(line + 1),
      columns.map((column, index) => {
        const [from, to] = at(index)
        return { from, to, children: paragraphs(printedValue(column, row[column.key]), { align: alignment(column), size }) }
      })
    )
  }))
  const blank = Array.from({ length: Math.max(0, (block.minimumRows ?? 0) - body.length) }, (): GridRow => ({
    minimumMm: ROW_MM,
    cells: cells(
      '',
      columns.map((_, index) => centred('', ...at(index)))
    )
  }))
  return [...caption, heading, ...body, ...blank, ...totalRows(block, places, size)]
}

/** Where each column begins: shares by weight, but amounts and dates always fit on one line; text columns, which wrap, give way. */
function columnPlaces({ columns, rows }: LinesBlock, size: number): number[] {
  const weights = columns.map((column) => column.weight ?? DEFAULT_WEIGHT[column.kind])
  const whole = weights.reduce((sum, weight) => sum + weight, SEQUENCE_WEIGHT)
  // 序号 keeps room for its two characters however many columns there are
  const sequence = Math.max(620, Math.round((SEQUENCE_WEIGHT / whole) * GRID_WIDTH))
  const rest = GRID_WIDTH - sequence
  const shares = weights.map((weight) => (weight / (whole - SEQUENCE_WEIGHT)) * rest)
  const needs = columns.map((column) => (column.kind === 'text' ? 0 : widthOf(column, rows, size)))
  const wanting = shares.map((share, index) => Math.max(0, (needs[index] ?? 0) - share))
  const lacking = wanting.reduce((sum, want) => sum + want, 0)
  const givers = shares.map((share, index) => (columns[index]?.kind === 'text' ? share : 0))
  const giving = givers.reduce((sum, share) => sum + share, 0)
  const taken = Math.min(lacking, giving * 0.45)
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

/** Twips the widest value of a column takes on one line; a digit is half as wide as the type is high. */
function widthOf(column: FormLineColumn, rows: LinesBlock['rows'], size: number): number {
  const total = rows.reduce((sum, row) => sum + (column.total && typeof row[column.key] === 'number' ? Number(row[column.key]) : 0), 0)
  const texts = [...rows.map((row) => printedValue(column, row[column.key])), ...(column.total ? [printedValue(column, total)] : [])]
  return Math.max(0, ...texts.map(displayWidth)) * size * 5 + 260
}

function alignment(column: FormLineColumn): (typeof AlignmentType)['LEFT' | 'RIGHT' | 'CENTER'] {
  if (column.kind === 'money') return AlignmentType.RIGHT
  return column.kind === 'text' ? AlignmentType.LEFT : AlignmentType.CENTER
}

function printedValue(column: FormLineColumn, value: LineValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return column.kind === 'date' ? printedDate(value) : value
  if (column.kind === 'money') return printedMoney(value)
  return column.kind === 'quantity' ? printedQuantity(value) : String(value)
}

function sumOf(block: LinesBlock, key: string): number | undefined {
  const values = block.rows.flatMap((row) => (typeof row[key] === 'number' ? [row[key]] : []))
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0)
}

function totalRows(block: LinesBlock, places: readonly number[], size: number): GridRow[] {
  const first = block.columns.findIndex((column) => column.total === true)
  const rows: GridRow[] = []
  if (first >= 0) {
    const label: GridCell = { from: 0, to: places[first] ?? 0, children: [paragraph('合　计', { align: AlignmentType.CENTER, size })] }
    const sums = block.columns.slice(first).map((column, offset): GridCell => {
      const sum = column.total === true ? sumOf(block, column.key) : undefined
      const text = sum === undefined ? '' : printedValue(column, sum)
      return {
        from: places[first + offset] ?? 0,
        to: places[first + offset + 1] ?? GRID_WIDTH,
        children: [paragraph(text, { align: alignment(column), size })]
      }
    })
    rows.push({ minimumMm: ROW_MM, cells: [label, ...sums] })
  }
  if (block.capitals !== undefined) rows.push(capitalsRow(sumOf(block, block.capitals)))
  return rows
}

// an amount not known yet is written by hand
function capitalsRow(cents: number | undefined): GridRow {
  const text =
    cents === undefined ? '人民币　　　　　　　　　　　　　　　　（¥　　　　　　　）' : `人民币${capitalAmount(cents)}（¥${printedMoney(cents)}）`
  return {
    minimumMm: ROW_MM + 1,
    cells: [labelCell('金额大写', 0, LABEL), { from: LABEL, to: GRID_WIDTH, children: [paragraph(text, { size: SIZE.table })] }]
  }
}
