import { compact, parseBinaryNumber, parseDecimal, parsed, unreadable, type Parsed } from '../contract/typedText'

export { formatMoney } from '../contract/display'

/** An amount in whole cents (分). */
export type Cents = number

/**
 * The largest amount a ledger takes, either way: one hundred billion yuan. Above it a slip of the keyboard is likelier
 * than a price.
 */
export const LARGEST_AMOUNT: Cents = 10_000_000_000_000

const SIGNS_OF_YUAN = /^([+-]?)(?:¥|RMB|CNY|人民币)?([+-]?[\d.,]+)(万)?(?:元整|元|圆|块)?$/i

function withinLimit(cents: number, typed: string): Parsed<Cents> {
  return Math.abs(cents) > LARGEST_AMOUNT ? unreadable(`金额“${typed}”太大`) : parsed(cents)
}

/**
 * A typed amount in yuan as cents: '1,406', '12.5元', '￥5,855.00', '０.６５', '1.2万元'. A number is taken as a spreadsheet
 * holds it, binary noise forgiven. More than two decimals are refused, never rounded away.
 */
export function parseMoney(typed: string | number): Parsed<Cents> {
  if (typeof typed === 'number') {
    const read = parseBinaryNumber(typed, 2)
    return read.ok ? withinLimit(read.value, String(typed)) : unreadable(`金额${read.problem}`)
  }
  const match = SIGNS_OF_YUAN.exec(compact(typed))
  const digits = match ? `${match[1] ?? ''}${match[2] ?? ''}` : ''
  const tenThousands = match?.[3] !== undefined
  const read = match ? parseDecimal(digits, tenThousands ? 6 : 2) : undefined
  if (!read) return unreadable(`“${typed.trim()}”不是金额`)
  if (!read.ok) return unreadable(`金额${read.problem.replace(/“[^”]*”/, `“${typed.trim()}”`)}`)
  return withinLimit(read.value, typed.trim())
}

/**
 * numerator ÷ denominator to the nearest whole, halves away from zero, so that a reversal rounds to the mirror of what
 * it reverses.
 */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('division by zero')
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const rounded = (2n * n + d) / (2n * d)
  return negative ? -rounded : rounded
}

/** A bigint result as a number; throws RangeError where a number could not hold it exactly. */
export function exactNumber(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError('amount beyond exact integers')
  return number
}

/**
 * cents × part ÷ whole, half up; exact for every pair of safe integers. Shares of an amount, percentages (part of 100).
 */
export function proportionOf(cents: Cents, part: number, whole: number): Cents {
  return exactNumber(divideHalfUp(BigInt(cents) * BigInt(part), BigInt(whole)))
}

/** Quantity in thousandths × unit price in cents, as cents, half up. */
export function amountOf(quantityThousandths: number, unitPriceCents: Cents): Cents {
  return proportionOf(unitPriceCents, quantityThousandths, 1000)
}

/** The sum of amounts in cents; throws RangeError beyond exact integers. */
export function sumMoney(amounts: Iterable<Cents>): Cents {
  let sum = 0n
  for (const amount of amounts) sum += BigInt(amount)
  return exactNumber(sum)
}

/**
 * The unit price of a line in ten-thousandths of a yuan, from its amount in cents and quantity in thousandths: as few
 * decimals, two to four, as make the line true (4 × 21.955 = 87.82), four where none do. Null without a quantity.
 */
export function linePrice(cents: Cents, thousandths: number): number | null {
  if (thousandths === 0) return null
  const exact = proportionOf(cents, 100_000, thousandths)
  for (const unit of [100, 10]) {
    const shorter = Number(divideHalfUp(BigInt(exact), BigInt(unit))) * unit
    if (proportionOf(shorter, thousandths, 100_000) === cents) return shorter
  }
  return exact
}
