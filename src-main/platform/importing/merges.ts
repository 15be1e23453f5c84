import type { Merge, RawCell, RawRow, Table } from './table'

/**
 * Answers which cell stands over a cell: the first of its merged block when the block runs down over several rows in
 * the same column. Blocks are looked up by row, so that a ledger with thousands of them stays linear.
 */
export class MergedBlocks {
  readonly #byRow = new Map<number, Merge[]>()
  readonly #masters = new Map<string, RawCell>()

  constructor(table: Table) {
    const rows = new Map<number, RawRow>(table.rows.map((row) => [row.number, row]))
    const last = table.rows.at(-1)?.number ?? 0
    for (const merge of table.merges) {
      this.#masters.set(`${merge.top}:${merge.left}`, rows.get(merge.top)?.cells[merge.left] ?? null)
      for (let row = merge.top; row <= Math.min(merge.bottom, last); row += 1) {
        const blocks = this.#byRow.get(row)
        if (blocks) blocks.push(merge)
        else this.#byRow.set(row, [merge])
      }
    }
  }

  /** The merged block the cell lies in, if any. */
  at(row: number, column: number): Merge | undefined {
    return this.#byRow.get(row)?.find((block) => column >= block.left && column <= block.right)
  }

  /** The value written in the first cell of a block. */
  master(block: Merge): RawCell {
    return this.#masters.get(`${block.top}:${block.left}`) ?? null
  }
}
