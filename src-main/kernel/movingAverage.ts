import { proportionOf, type Cents } from './money'
import type { Thousandths } from './quantity'

/** What is on hand of one item and what it is worth. Nothing on hand is worth nothing. */
export interface StockValue {
  readonly quantity: Thousandths
  readonly value: Cents
}

/** One movement of stock: positive in, negative out; its value is what the stock's value changes by. */
export interface ValuedMovement {
  readonly quantity: Thousandths
  readonly value: Cents
}

/**
 * A reversing movement; `difference` is what could not be undone at the original value because the stock has moved on,
 * in cents.
 */
export interface ValuedReversal extends ValuedMovement {
  readonly difference: Cents
}

/** Nothing on hand. */
export const EMPTY_STOCK: StockValue = { quantity: 0, value: 0 }

function positive(quantity: Thousandths): void {
  if (!Number.isSafeInteger(quantity) || quantity <= 0)
    throw new RangeError('a movement has a positive quantity of whole thousandths')
}

/** The stock after a movement. Throws RangeError when it would leave less than nothing. */
export function applyMovement(stock: StockValue, movement: ValuedMovement): StockValue {
  const after = { quantity: stock.quantity + movement.quantity, value: stock.value + movement.value }
  if (after.quantity < 0 || after.value < 0) throw new RangeError('a stock cannot fall below nothing')
  if (after.quantity === 0 && after.value !== 0) throw new RangeError('an empty stock cannot keep a value')
  return after
}

/** A receipt of goods at their total price in cents. */
export function receipt(quantity: Thousandths, value: Cents): ValuedMovement {
  positive(quantity)
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('a receipt has a value of whole cents')
  return { quantity, value }
}

/**
 * An issue at the moving average: half up of average × quantity; the issue that empties the stock takes the remaining
 * value, so values sum to the cent. Throws RangeError beyond what is on hand: the rule SUP-16 refuses it before.
 */
export function issue(stock: StockValue, quantity: Thousandths): ValuedMovement {
  positive(quantity)
  if (quantity > stock.quantity) throw new RangeError('an issue beyond what is on hand')
  const cost = quantity === stock.quantity ? stock.value : proportionOf(stock.value, quantity, stock.quantity)
  return { quantity: -quantity, value: cost === 0 ? 0 : -cost }
}

/**
 * The movement that undoes an earlier one on the stock of today (K-09). An issue comes back at its cost. A receipt goes
 * out at its price, but never takes more value than there is, and takes all of it when it empties the stock; the rest
 * is the difference, to be shown with the reversal. Throws RangeError when the goods received are no longer on hand.
 */
export function reversal(stock: StockValue, original: ValuedMovement): ValuedReversal {
  const quantity = original.quantity === 0 ? 0 : -original.quantity
  const exact = original.value === 0 ? 0 : -original.value
  const left = stock.quantity + quantity
  if (left < 0) throw new RangeError('the goods to take back are no longer on hand')
  const value = left === 0 ? -stock.value : Math.max(exact, -stock.value)
  return { quantity, value: value === 0 ? 0 : value, difference: exact - value }
}

/** The average price of one whole unit in cents, half up, for show; 0 when nothing is on hand. */
export function averagePrice(stock: StockValue): Cents {
  return stock.quantity === 0 ? 0 : proportionOf(stock.value, 1000, stock.quantity)
}
