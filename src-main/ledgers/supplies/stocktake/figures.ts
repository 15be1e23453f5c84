import { stocktakeScopes } from '../../../contract/supplies/stocktake'
import { averagePrice } from '../../../kernel/movingAverage'
import { proportionOf } from '../../../kernel/money'
import type { StocktakeLine } from '../entities/stock'

/** Whether the stocktake is of everything, as its scope was put in words when it began. */
export const coversAll = (scope: string): boolean => scope === stocktakeScopes.all

/** The book figure the count is held against: frozen, with what has moved since. Thousandths. */
export const expectedOf = (line: StocktakeLine): number => line.bookQuantity + line.movedQuantity

/** The deciding count: the second where there is one. */
export const countOf = (line: StocktakeLine): number | null => line.secondCount ?? line.firstCount

/** Gain (+) or loss (−) in thousandths; null until counted. */
export function differenceOf(line: StocktakeLine): number | null {
  const count = countOf(line)
  return count === null ? null : count - expectedOf(line)
}

/** Whether the first count differs from the book and has to be counted again. */
export const needsRecount = (line: StocktakeLine): boolean =>
  line.firstCount !== null && line.firstCount !== expectedOf(line)

/** Average price in cents at the freeze; what nothing was on hand of has none. */
export const priceOf = (line: StocktakeLine): number =>
  averagePrice({ quantity: line.bookQuantity, value: line.bookValueCents })

/** Value of the difference in cents at the frozen average, negative for losses. */
export function differenceCentsOf(line: StocktakeLine): number {
  const difference = differenceOf(line) ?? 0
  if (difference === 0 || line.bookQuantity === 0) return 0
  return difference === -line.bookQuantity
    ? -line.bookValueCents
    : proportionOf(line.bookValueCents, difference, line.bookQuantity)
}
