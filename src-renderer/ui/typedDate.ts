import { parseTypedDate, parseTypedMonth } from '@contract/typedDate'
import { compact, type Parsed } from '@contract/typedText'

const two = (number: number) => String(number).padStart(2, '0')

const meant = (read: Parsed<string>): string | undefined => (read.ok ? read.value : undefined)
const yearOf = (today: string): number => Number(today.slice(0, 4))

/**
 * The ISO local date meant by what was typed: 1105, 11-5, 11月5日 (in the year of `today`), 20261105, 2026.11.5.
 * Undefined when it is none.
 */
export const readDate = (typed: string, today: string): string | undefined =>
  meant(parseTypedDate(typed, { referenceYear: yearOf(today) }))

/**
 * The month 'YYYY-MM' meant by what was typed: 202611, 2026-11, 11 (in the year of `today`). Undefined when it is none.
 */
export const readMonth = (typed: string, today: string): string | undefined =>
  meant(parseTypedMonth(typed, { referenceYear: yearOf(today) }))

/** The time of day 'HH:MM' meant by what was typed: 930, 9:30, 0930, 9. Undefined when it is none. */
export function readTime(typed: string): string | undefined {
  const parts = /^(\d{1,2})(?::?(\d{2}))?$/.exec(
    compact(typed).replace('：', ':').replace('点', ':').replace(/分$/, '')
  )
  if (!parts) return undefined
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)]
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : undefined
}
