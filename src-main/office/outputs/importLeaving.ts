import { sameKey } from '../../kernel/sameness'
import type { ImportDefinition, ImportRow } from './importDefinition'
import type { FoundProblem } from './importReport'

/**
 * What is said of rows that stay out for their problems, and of those that are one record with them: a record does not
 * come in by halves.
 */
export function leavingOut(
  { together, fields }: ImportDefinition,
  rows: readonly ImportRow[],
  holding: readonly FoundProblem[]
): readonly FoundProblem[] {
  const own = holding.map((one) => ({ ...one, message: `${one.message}，这一行不导入`, blocking: false }))
  if (together === undefined) return own
  const label = fields[together]?.label ?? together
  const recordOf = (row: ImportRow): string => sameKey(String(row.values[together] ?? ''))
  const places = new Set(holding.map(({ sheet, row }) => `${sheet}\n${row}`))
  const held = (row: ImportRow): boolean => places.has(`${row.sheet}\n${row.row}`)
  const records = new Set(rows.filter(held).map(recordOf))
  const others = rows.filter((row) => !held(row) && recordOf(row) !== '' && records.has(recordOf(row)))
  const message = `同一${label}的其他行有问题，这一行不导入`
  return [...own, ...others.map(({ sheet, row }) => ({ sheet, row, column: label, message, blocking: false }))]
}
