import { cellNumber, cellText, columnLetters, isBlank, type Merge, type RawRow, type Table } from './table'

export interface Heading {
  /** From 0. */
  readonly column: number
  readonly letters: string
  readonly text: string
  /** The heading over several columns this one stands under: 期末结存 over 数量. */
  readonly group?: string
}

/** The heading with its group before it, as people read it: 期末结存 数量. */
export function headingName({ group, text }: Heading): string {
  return group === undefined ? text : `${group} ${text}`
}

/** Whether a row can be the upper row of a header of two rows: several words, no facts ('单位：局办公室'), no numbers. */
function canBeUpper(row: RawRow | undefined): row is RawRow {
  const filled = (row?.cells ?? []).filter((cell) => !isBlank(cell))
  return filled.length > 1 && filled.every((cell) => typeof cell === 'string' && !/[:：\d]/.test(cell))
}

function isWords(row: RawRow | undefined): boolean {
  return (row?.cells ?? []).every((cell) => isBlank(cell) || cellNumber(cell) === undefined)
}

/** The rows a header reaches over, and the merged blocks in them. */
class HeaderRows {
  readonly #byNumber: ReadonlyMap<number, RawRow>
  readonly #merges: readonly Merge[]
  readonly width: number

  constructor(table: Table, rowNumber: number) {
    this.#byNumber = new Map(
      table.rows.filter((row) => row.number <= rowNumber && row.number >= rowNumber - 3).map((row) => [row.number, row])
    )
    this.#merges = table.merges.filter(({ top, bottom }) => top <= rowNumber && bottom >= rowNumber - 3)
    this.width = Math.max(0, ...[...this.#byNumber.values()].map((row) => row.cells.length))
  }

  row(number: number): RawRow | undefined {
    return this.#byNumber.get(number)
  }

  text(row: number, column: number): string {
    return cellText(this.#byNumber.get(row)?.cells[column])
  }

  block(row: number, column: number): Merge | undefined {
    return this.#merges.find(
      (each) => row >= each.top && row <= each.bottom && column >= each.left && column <= each.right
    )
  }
}

/**
 * The text over each column in a row: merged headings reach down to the row, group headings are kept beside the leaf,
 * merged or not.
 */
export function headingsAt(table: Table, rowNumber: number): readonly Heading[] {
  const rows = new HeaderRows(table, rowNumber)
  const upper = canBeUpper(rows.row(rowNumber - 1)) && isWords(rows.row(rowNumber))
  const leafAt = (column: number): string => {
    const block = rows.block(rowNumber, column)
    // A block wider than one column in the header's own row is a title or a group, not the heading of each of its
    // columns.
    return block ? (block.left === column ? rows.text(block.top, column) : '') : rows.text(rowNumber, column)
  }
  const named = Array.from({ length: rows.width }, (_, column) => column).filter((column) => leafAt(column) !== '')
  // A line over the whole table says what the table is of: 单位：局办公室 盘点日期：2026年9月30日.
  const overAll = ({ left, right }: Merge): boolean => named.every((column) => column >= left && column <= right)
  const groupAt = (column: number): string => {
    const above = rows.block(rowNumber - 1, column)
    if (above && overAll(above)) return ''
    if (above) return above.right > above.left && above.bottom === rowNumber - 1 ? rows.text(above.top, above.left) : ''
    if (!upper) return ''
    let from = column
    while (
      from > 0 &&
      rows.text(rowNumber - 1, from) === '' &&
      !rows.block(rowNumber - 1, from) &&
      leafAt(from - 1) !== ''
    )
      from -= 1
    return rows.block(rowNumber - 1, from) ? '' : rows.text(rowNumber - 1, from)
  }
  const found: Heading[] = []
  for (let column = 0; column < rows.width; column += 1) {
    const leaf = leafAt(column)
    const text = leaf === '' && upper && !rows.block(rowNumber, column) ? rows.text(rowNumber - 1, column) : leaf
    if (text === '') continue
    const group = leaf === '' ? '' : groupAt(column)
    found.push({ column, letters: columnLetters(column), text, ...(group === '' || group === text ? {} : { group }) })
  }
  return found
}
