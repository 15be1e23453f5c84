import { isDitto } from './ditto'
import { foldHeading } from './headings'
import { cellText, isBlank, type Merge, type RawCell, type RawRow, type Table } from './table'

/** A header stands in these rows, as everywhere. */
const LAST_HEADER_ROW = 40
const YEAR = /((?:19|20)?\d{2})年/

/** Columns of one date in parts, as account books have them: 年 月 日, or 月 日 under a year. */
interface DateColumns {
  readonly year: number | undefined
  readonly month: number
  readonly day: number
  readonly headerRow: number
  /** What the joined column is called. */
  readonly name: string
  /** The year written over month and day. */
  readonly over: string | undefined
}

/**
 * A table in which a date kept in columns of its own for year, month and day stands in one, the first of them, as one
 * text. Parts left empty or marked as the same are those above; a line without any part has no date.
 */
export function withJoinedDates(table: Table): Table {
  const found = columnsIn(table)
  return found.reduce((joined, columns) => ({ ...joined, rows: rowsJoined(joined.rows, columns) }), table)
}

function columnsIn(table: Table): readonly DateColumns[] {
  for (const [index, row] of table.rows.entries()) {
    if (row.number > LAST_HEADER_ROW) return []
    const parts = [...row.cells.keys()].flatMap((column): DateColumns[] => {
      const [before, own, after] = [column - 1, column, column + 1].map((at) => foldHeading(cellText(row.cells[at])))
      if (own !== '月' || after !== '日') return []
      const year = before === '年' ? column - 1 : undefined
      const first = year ?? column
      const above = overIn(table.rows[index - 1], row.number, first, table.merges)
      const named = /日期|时间/.test(above) ? above : '日期'
      return [{ year, month: column, day: column + 1, headerRow: row.number, name: named, over: YEAR.exec(above)?.[1] }]
    })
    if (parts.length > 0) return parts
  }
  return []
}

/** What stands over a column in the row above its heading. */
function overIn(above: RawRow | undefined, headerRow: number, column: number, merges: readonly Merge[]): string {
  if (above?.number !== headerRow - 1) return ''
  const block = merges.find(
    ({ top, bottom, left, right }) => top <= above.number && bottom >= above.number && left <= column && right >= column
  )
  return cellText(above.cells[block?.left ?? column])
}

function rowsJoined(rows: readonly RawRow[], columns: DateColumns): readonly RawRow[] {
  const { month, day, headerRow, name, over } = columns
  const first = columns.year ?? month
  let [year, lastMonth, lastDay] = [over ?? '', '', '']
  return rows.map((row) => {
    if (row.number < headerRow) return row
    const isHeader = foldHeading(cellText(row.cells[month])) === '月' && foldHeading(cellText(row.cells[day])) === '日'
    const typed = [columns.year, month, day].map((at) => (at === undefined ? null : (row.cells[at] ?? null)))
    const [y = null, m = null, d = null] = typed
    if (isHeader) return withCell(row, columns, name)
    if (typed.every(isBlank)) return row
    const [ownYear, ownMonth, ownDay] = [numberIn(y, 4, year), numberIn(m, 2, lastMonth), numberIn(d, 2, lastDay)]
    // A label across these columns (本月合计) stays what it is.
    if (ownYear === undefined || ownMonth === undefined || ownDay === undefined)
      return withCell(row, columns, row.cells[first] ?? typed.find((cell) => !isBlank(cell)) ?? null)
    ;[year, lastMonth, lastDay] = [ownYear, ownMonth, ownDay]
    const text = `${year === '' ? '' : `${year}年`}${ownMonth}月${ownDay === '' ? '' : `${ownDay}日`}`
    return withCell(row, columns, text)
  })
}

/** The digits of a part; that above where the cell is empty or a ditto mark; undefined for anything else. */
function numberIn(cell: RawCell, digits: number, above: string): string | undefined {
  if (isBlank(cell) || isDitto(cell)) return above
  const text = cellText(cell).replace(/\s|[年月日号]$/g, '')
  return /^\d+$/.test(text) && text.length <= digits ? text : undefined
}

function withCell(row: RawRow, { year, month, day }: DateColumns, cell: RawCell): RawRow {
  const cells = [...row.cells]
  for (const column of [year, month, day]) if (column !== undefined) cells[column] = null
  cells[year ?? month] = cell
  return { ...row, cells }
}
