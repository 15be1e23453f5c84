import { divideHalfUp, exactNumber, type Cents } from '../../../kernel/money'
import { endOfMonth, type LocalDate, type LocalMonth } from '../../../kernel/localDate'

/**
 * Straight-line depreciation by month (AST-18), exact to the cent over the whole life. What is left of a value is
 * spread over what is left of its life in phases: a change of value or life ends one phase with its month and begins
 * the next.
 */
export interface Phase {
  /** First month of the phase, 'YYYY-MM'. */
  readonly fromMonth: LocalMonth
  /** What is spread, in cents. */
  readonly baseCents: Cents
  /** Over how many months; at least one. */
  readonly months: number
}

/** The month's place in a running count of months. */
export const monthIndex = (month: LocalMonth): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1

/** The month at a place of that count. */
export const monthAt = (index: number): LocalMonth =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`

/** The month that many months later, earlier when negative. */
export const monthAfter = (month: LocalMonth, months = 1): LocalMonth => monthAt(monthIndex(month) + months)

/** The last month that was over by the end of a day. */
export const monthOver = (day: LocalDate): LocalMonth =>
  endOfMonth(day) === day ? day.slice(0, 7) : monthAfter(day.slice(0, 7), -1)

/** Months from the first to the second, both included; none when the second is earlier. */
export function monthsFrom(first: LocalMonth, last: LocalMonth): readonly LocalMonth[] {
  const start = monthIndex(first)
  return Array.from({ length: Math.max(0, monthIndex(last) - start + 1) }, (_, index) => monthAt(start + index))
}

/** One month's amount: base ÷ months to the nearest cent. */
export const monthlyOf = ({ baseCents, months }: Pick<Phase, 'baseCents' | 'months'>): Cents =>
  exactNumber(divideHalfUp(BigInt(baseCents), BigInt(months)))

/**
 * What a phase has taken up to and including a month: the last month takes what remains, and never more than the base.
 */
export function takenUntil(phase: Phase, month: LocalMonth): Cents {
  const taken = Math.min(Math.max(monthIndex(month) - monthIndex(phase.fromMonth) + 1, 0), phase.months)
  return taken === phase.months ? phase.baseCents : Math.min(phase.baseCents, monthlyOf(phase) * taken)
}

/** What a phase takes in one month. */
export const chargeOf = (phase: Phase, month: LocalMonth): Cents =>
  takenUntil(phase, month) - takenUntil(phase, monthAfter(month, -1))

/** The phase in force in a month: of those begun by then the last. Phases in the order they were entered. */
export const phaseIn = (phases: readonly Phase[], month: LocalMonth): Phase | undefined =>
  phases.findLast(({ fromMonth }) => fromMonth <= month)

/** How many months of a phase are still to come after a month. */
export const monthsLeft = (phase: Phase, month: LocalMonth): number =>
  phase.months - Math.min(Math.max(monthIndex(month) - monthIndex(phase.fromMonth) + 1, 0), phase.months)

/** What straight-line depreciation from the month of entry on comes to by the end of a month. */
export const dueBy = (
  {
    originalCents,
    lifeMonths,
    enteredOn
  }: { readonly originalCents: Cents; readonly lifeMonths: number; readonly enteredOn: string },
  month: LocalMonth
): Cents => takenUntil({ fromMonth: enteredOn.slice(0, 7), baseCents: originalCents, months: lifeMonths }, month)

/** Cents shared out by parts of a whole so that the shares sum to the cents exactly. */
export function shares(cents: Cents, parts: readonly number[]): readonly Cents[] {
  const whole = BigInt(parts.reduce((sum, part) => sum + part, 0))
  let before = 0n
  let given = 0n
  return parts.map((part) => {
    before += BigInt(part)
    const upTo = divideHalfUp(BigInt(cents) * before, whole)
    const share = exactNumber(upTo - given)
    given = upTo
    return share
  })
}
