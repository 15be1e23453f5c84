import type { Merge, RawCell, Table } from '../../../src-main/platform/importing/table'

/** A worksheet given row by row; row numbers run from 1, rows without a filled cell are left out as a reader would. */
export function aTable(rows: readonly (readonly RawCell[])[], merges: readonly Merge[] = [], name = '台账'): Table {
  const numbered = rows.map((cells, index) => ({ number: index + 1, cells }))
  return {
    name,
    hidden: false,
    merges,
    rows: numbered.filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ''))
  }
}

/** A merged block by its corners: rows from 1, columns from 0. */
export function aMerge(top: number, left: number, bottom: number, right: number): Merge {
  return { top, left, bottom, right }
}
