import type { PlainShape } from './rowKinds'
import { cellNumber, isBlank, type RawRow } from './table'

/**
 * Rows of other small tables further down a sheet: parted from the lines by empty rows, begun by a row of words alone,
 * and in every row short of what each line has to have and of half of its columns.
 */
export function rowsElsewhere(rows: readonly RawRow[], shape: PlainShape): ReadonlySet<number> {
  if (shape.requiredColumns.length === 0) return new Set()
  const blocks: RawRow[][] = []
  for (const row of rows) {
    const block = blocks.at(-1)
    if (block && row.number === (block.at(-1)?.number ?? 0) + 1) block.push(row)
    else blocks.push([row])
  }
  const others = blocks.slice(1).filter((block) => isOther(block, shape))
  return new Set(others.flat().map(({ number }) => number))
}

function isOther(block: readonly RawRow[], { mappedColumns, requiredColumns }: PlainShape): boolean {
  const [head, ...lines] = block
  if (!head || lines.length === 0) return false
  const filled = (row: RawRow): number => mappedColumns.filter((column) => !isBlank(row.cells[column])).length
  const isWords = head.cells.every((cell) => isBlank(cell) || typeof cell === 'string')
  const hasNumber = (row: RawRow): boolean => row.cells.some((cell) => cellNumber(cell) !== undefined)
  return (
    isWords &&
    head.cells.filter((cell) => !isBlank(cell)).length > 1 &&
    lines.every(hasNumber) &&
    block.every(
      (row) => filled(row) * 2 < mappedColumns.length && requiredColumns.some((column) => isBlank(row.cells[column]))
    )
  )
}
