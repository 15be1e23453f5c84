import { readCell } from './readCell'
import type { Column } from './rowReader'
import type { RawRow } from './table'
import type { ReadingRules } from './words'

/** Lines looked at to tell in what unit amounts stand. */
const SAMPLE = 50
const MOSTLY = 0.6

const NAMES: Readonly<Record<number, string>> = { 100: '百元', 1_000: '千元', 10_000: '万元', 100_000_000: '亿元' }

/**
 * Gives every money column its unit: the one in its own heading, else the one above the table. Where the table has
 * quantity, price and amount, the arithmetic says whether prices stand in yuan although the amounts do not.
 */
export function unitsOfMoney(
  columns: readonly Column[],
  rows: readonly RawRow[],
  above: number | undefined,
  product: ReadingRules['product']
): { readonly columns: readonly Column[]; readonly notes: readonly string[] } {
  const open = columns.filter(({ field, ownUnit }) => field.kind === 'money' && !ownUnit)
  if (above === undefined || above === 1 || open.length === 0) return { columns, notes: [] }
  const scaled = (keys: readonly string[]): readonly Column[] =>
    columns.map((column) => (keys.includes(column.key) ? { ...column, yuanPerUnit: above } : column))
  const all = open.map(({ key }) => key)
  const withoutPrice = all.filter((key) => key !== product?.price)
  const chosen =
    product && withoutPrice.length < all.length && ties(scaled(withoutPrice), rows, product) ? withoutPrice : all
  const labels = open.filter(({ key }) => chosen.includes(key)).map(({ field }) => field.label)
  return {
    columns: scaled(chosen),
    notes: [`表上注明单位为${NAMES[above] ?? `${above}元`}，${labels.join('、')}已换算为元`]
  }
}

/** Whether quantity × price is the amount in most lines that have all three. */
function ties(
  columns: readonly Column[],
  rows: readonly RawRow[],
  { quantity, price, amount }: NonNullable<ReadingRules['product']>
): boolean {
  const numberIn = (row: RawRow, key: string): number | undefined => {
    const column = columns.find((each) => each.key === key)
    const read = column && readCell(row.cells[column.column], { ...column.field, required: false }, column.yuanPerUnit)
    return read?.ok && typeof read.value === 'number' ? read.value : undefined
  }
  const lines = rows.slice(0, SAMPLE).flatMap((row) => {
    const [a, b, c] = [numberIn(row, quantity), numberIn(row, price), numberIn(row, amount)]
    return a === undefined || b === undefined || c === undefined ? [] : [{ product: (a * b) / 1000, amount: c }]
  })
  const fitting = lines.filter(
    (line) => Math.abs(line.product - line.amount) <= Math.max(100, Math.abs(line.amount) / 100)
  )
  return lines.length > 0 && fitting.length >= lines.length * MOSTLY
}
