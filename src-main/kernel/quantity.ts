import { parseBinaryNumber, parseDecimal, unreadable, type Parsed } from '../contract/typedText'

export { formatQuantity } from '../contract/display'

/** A quantity in whole thousandths of its unit of measure. */
export type Thousandths = number

/** Thousandths in one whole unit. */
export const ONE: Thousandths = 1000

/** A whole count of things in thousandths. */
export function wholeQuantity(count: number): Thousandths {
  return count * ONE
}

/**
 * A typed quantity ('12.5', '1,406', '３') as thousandths. A unit written behind the number is refused: it belongs in
 * its own column.
 */
export function parseQuantity(typed: string | number): Parsed<Thousandths> {
  const read = typeof typed === 'number' ? parseBinaryNumber(typed, 3) : parseDecimal(typed, 3)
  if (read.ok) return read
  const unitBehind = typeof typed === 'string' && /^[\d.,０-９．，]+\s*[^\d.,\s]+$/.test(typed.trim())
  return unreadable(`数量${read.problem}${unitBehind ? '，只写数字，单位写在单位栏' : ''}`)
}

/** A typed whole number ('1,394', '３') such as copies, seats or kilometres. */
export function parseInteger(typed: string | number): Parsed<number> {
  const read = typeof typed === 'number' ? parseBinaryNumber(typed, 0) : parseDecimal(typed, 0)
  if (read.ok) return read
  return unreadable(read.problem.includes('小数') ? `“${String(typed).trim()}”不是整数` : read.problem)
}
