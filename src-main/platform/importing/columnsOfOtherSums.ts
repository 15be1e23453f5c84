import type { ColumnMapping, ImportFields } from './findHeader'
import { headingName } from './headingCells'
import { parseMoney } from '../../kernel/money'
import { parseQuantity } from '../../kernel/quantity'
import { cellNumber, cellText, isBlank, type RawCell, type RawRow } from './table'
import type { TablePart } from './tableParts'
import type { ReadingRules } from './words'

const SAMPLE = 100
const PLAINLY = 0.8
const HARDLY = 0.3

function numberIn(
  cell: RawCell | undefined,
  parse: (text: string) => { ok: boolean; value?: number },
  scale: number
): number | undefined {
  const number = cellNumber(cell)
  if (number !== undefined) return number * scale
  const read = isBlank(cell) ? undefined : parse(cellText(cell))
  return read?.ok ? read.value : undefined
}

/**
 * An amount that belongs to another quantity than the one read (received 100 at 2.50 = 250, on hand 30): quantity ×
 * price says so. The mapping without it, and what to say; undefined where the columns belong together or too little is
 * known.
 */
export function columnsOfOtherSums(
  { table, header }: TablePart,
  fields: ImportFields,
  { product }: ReadingRules
): { readonly mapping: ColumnMapping; readonly text: string } | undefined {
  const { mapping, headings, headerRow } = header
  const columns = product && {
    quantity: mapping[product.quantity],
    price: mapping[product.price],
    amount: mapping[product.amount]
  }
  if (!product || columns?.quantity === undefined || columns.price === undefined || columns.amount === undefined)
    return undefined
  const lines = table.rows.filter((row) => row.number > headerRow).slice(0, SAMPLE)
  const shareOf = (quantity: number): number => share(lines, quantity, columns.price ?? 0, columns.amount ?? 0)
  if (shareOf(columns.quantity) >= HARDLY) return undefined
  const other = headings.find(({ column }) => column !== columns.quantity && shareOf(column) >= PLAINLY)
  if (!other) return undefined
  const { [product.amount]: _amount, ...without } = mapping
  const nameOf = (column: number | undefined): string => {
    const heading = headings.find((each) => each.column === column)
    return heading ? headingName(heading) : ''
  }
  const amount = fields[product.amount]?.label ?? '金额'
  return {
    mapping: without,
    text: `“${nameOf(columns.amount)}”是“${headingName(other)}”的金额，不是“${nameOf(columns.quantity)}”的，没有读入；${amount}按“${nameOf(columns.quantity)}”×单价计算`
  }
}

/** The share of lines in which quantity × price is the amount. */
function share(lines: readonly RawRow[], quantity: number, price: number, amount: number): number {
  const full = lines.flatMap((row) => {
    const parts = [
      numberIn(row.cells[quantity], parseQuantity, 1000),
      numberIn(row.cells[price], parseMoney, 100),
      numberIn(row.cells[amount], parseMoney, 100)
    ]
    const [q, p, a] = parts
    return q === undefined || p === undefined || a === undefined
      ? []
      : [Math.abs((q * p) / 1000 - a) <= Math.max(1, Math.abs(a) / 100)]
  })
  return full.length === 0 ? 0 : full.filter(Boolean).length / full.length
}
