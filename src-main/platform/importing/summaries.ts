import { mapInTurns } from '../turns'
import { readCell } from './readCell'
import { isBare, type PlainShape } from './rowKinds'
import { isBlank, type RawRow } from './table'
import type { SummedColumn } from './totals'

/** Lines a sum has to be of before the arithmetic alone is believed. */
const FEWEST_LINES = 2

/**
 * Rows that are the sum of the lines above them (since the last such row, or of all), or of the lines below them up to
 * the next. Only rows are asked that lack what every line has, so that a line whose quantity happens to be such a sum
 * stays a line.
 */
export async function findSummaries(
  rows: readonly RawRow[],
  columns: readonly SummedColumn[],
  shape: PlainShape
): Promise<ReadonlySet<number>> {
  if (columns.length === 0 || shape.usualColumns.length === 0) return new Set()
  const bare = await mapInTurns(
    rows,
    (row) => isBare(row, shape) && columns.some(({ column }) => !isBlank(row.cells[column]))
  )
  if (!bare.includes(true)) return new Set()
  const values = await mapInTurns(rows, (row) => columns.map((each) => valueOf(row, each)))
  const sumOf = (from: number, to: number): readonly (number | undefined)[] => {
    const lines = values.slice(from, to).filter((_, index) => bare[from + index] !== true)
    if (lines.length < FEWEST_LINES) return columns.map(() => undefined)
    return columns.map((_, at) => lines.reduce((sum, line) => sum + (line[at] ?? 0), 0))
  }
  const found = new Set<number>()
  let last = 0
  rows.forEach((row, index) => {
    if (bare[index] !== true) return
    const following = bare.indexOf(true, index + 1)
    const own = values[index] ?? []
    const ranges = [sumOf(last, index), sumOf(0, index), sumOf(index + 1, following < 0 ? rows.length : following)]
    if (ranges.some((sums) => equals(own, sums))) found.add(row.number)
    last = index + 1
  })
  return found
}

function equals(own: readonly (number | undefined)[], sums: readonly (number | undefined)[]): boolean {
  const filled = own.flatMap((value, at) => (value === undefined ? [] : [at]))
  return filled.length > 0 && filled.every((at) => own[at] !== 0 && own[at] === sums[at])
}

function valueOf(row: RawRow, { column, field, yuanPerUnit }: SummedColumn): number | undefined {
  const read = readCell(row.cells[column], { ...field, required: false }, yuanPerUnit)
  return read.ok && typeof read.value === 'number' ? read.value : undefined
}
