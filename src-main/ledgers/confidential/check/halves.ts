import { addDays } from '../../../kernel/localDate'

/** The half-year a day lies in: 2026-H1. */
export const halfOf = (day: string): string => `${day.slice(0, 4)}-H${day.slice(5, 7) <= '06' ? 1 : 2}`

/** First and last day of a half-year; it ends on 30 June or 31 December, 24:00. */
export function halfBounds(half: string): { readonly from: string; readonly to: string } {
  const year = half.slice(0, 4)
  return half.endsWith('H1')
    ? { from: `${year}-01-01`, to: `${year}-06-30` }
    : { from: `${year}-07-01`, to: `${year}-12-31` }
}

/** The half-year after. */
export const nextHalf = (half: string): string => halfOf(addDays(halfBounds(half).to, 1))

/** A half-year as people say it. */
export const halfWords = (half: string): string => `${half.slice(0, 4)}年${half.endsWith('H1') ? '上' : '下'}半年`

/** Every half-year from the one of a day to the one of another, both included. */
export function halvesBetween(from: string, to: string): readonly string[] {
  const last = halfOf(to)
  const halves: string[] = []
  for (let half = halfOf(from); half <= last; half = nextHalf(half)) halves.push(half)
  return halves
}
