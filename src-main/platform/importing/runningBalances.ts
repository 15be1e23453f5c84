import { sameKey } from '../../kernel/sameness'
import { parseQuantity } from '../../kernel/quantity'
import type { ImportFields } from './findHeader'
import { headingName, type Heading } from './headingCells'
import type { ImportRow } from './reading'
import { cellNumber, cellText, type RawRow } from './table'
import type { ReadingRules } from './words'

const COMES_IN = /入|收|借|增|购|进/
const GOES_OUT = /出|发|领|支|贷|减|耗|用/
const NOT_OF_THE_LINE = /金额|单价|价值|期初|上年|上月|上期|累计|日期|时间|人|部门|科室|单位|号/
/** The share of pairs whose balances have to follow from one another. */
const MOSTLY = 0.8

/**
 * Lines of a running account whose balance a later line of the same item goes on from: balance before + in − out. What
 * is there is the last balance of each item, not the sum of all. By row, the row that stands instead.
 */
export function earlierBalances(
  lines: readonly ImportRow[],
  raw: readonly RawRow[],
  headings: readonly Heading[],
  mapped: ReadonlySet<number>,
  fields: ImportFields,
  { product }: ReadingRules
): ReadonlyMap<number, number> {
  const moving = headings.filter(
    (heading) => !mapped.has(heading.column) && !NOT_OF_THE_LINE.test(headingName(heading))
  )
  const ins = moving.filter((heading) => COMES_IN.test(headingName(heading)))
  const outs = moving.filter((heading) => GOES_OUT.test(headingName(heading)) && !ins.includes(heading))
  if (!product || ins.length === 0 || outs.length === 0) return new Map()
  const naming = Object.keys(fields).filter((key) => fields[key]?.kind === 'text')
  const cells = new Map(raw.map((row) => [row.number, row]))
  const changeOf = ({ row }: ImportRow): number => sumOf(cells.get(row), ins) - sumOf(cells.get(row), outs)
  const groups = new Map<string, ImportRow[]>()
  for (const line of lines) {
    const key = naming.map((name) => sameKey(String(line.values[name] ?? ''))).join('\n')
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  const pairs = [...groups.values()].flatMap((group) =>
    group.slice(1).map((line, at) => ({ line, before: group[at] ?? line, last: group.at(-1)?.row ?? line.row }))
  )
  const following = pairs.filter(
    ({ line, before }) =>
      Number(line.values[product.quantity]) === Number(before.values[product.quantity]) + changeOf(line) &&
      changeOf(line) !== 0
  )
  if (pairs.length === 0 || following.length < pairs.length * MOSTLY) return new Map()
  return new Map(pairs.map(({ before, last }) => [before.row, last]))
}

function sumOf(row: RawRow | undefined, headings: readonly Heading[]): number {
  return headings.reduce((sum, { column }) => {
    const cell = row?.cells[column]
    const number = cellNumber(cell)
    const read = number === undefined ? parseQuantity(cellText(cell)) : parseQuantity(number)
    return sum + (read.ok ? read.value : 0)
  }, 0)
}
