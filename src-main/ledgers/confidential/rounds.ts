import type { Choice } from '../../contract/fields'
import {
  addDays,
  addMonths,
  endOfMonth,
  monthNumberOf,
  monthOf,
  startOfMonth,
  yearOf,
  type LocalDate
} from '../../kernel/localDate'
import { monthsOf } from '../../kernel/periods'
import type { RuleBook } from '../../kernel/rules/rule'
import { SEC_09, SEC_10 } from './rules/carriers'

/** A stretch of months in which a duty comes round once; it ends at 24:00 of its last day. */
export interface Round {
  /** 2026, 2026-H1, else from month to month: 2026-04~2026-06. */
  readonly key: string
  readonly from: LocalDate
  readonly to: LocalDate
}

const whole = [12] as const

/** The months at whose end the checks of SEC-09 have to be made. */
export const checkMonths = (book: RuleBook): readonly number[] => monthsOf(SEC_09.values(book).checkMonths) ?? whole

/** The months at whose end the returns of SEC-10 have to be made. */
export const returnMonths = (book: RuleBook): readonly number[] => monthsOf(SEC_10.values(book).returnMonths) ?? whole

/** The round a day lies in, where rounds end with the given months of the year. */
export function roundOn(day: LocalDate, months: readonly number[]): Round {
  const ends = (first: LocalDate) => months.includes(monthNumberOf(first))
  let last = startOfMonth(day)
  while (!ends(last)) last = addMonths(last, 1)
  let first = last
  while (!ends(addMonths(first, -1))) first = addMonths(first, -1)
  return { key: keyOf(first, last), from: first, to: endOfMonth(last) }
}

function keyOf(first: LocalDate, last: LocalDate): string {
  const year = first.slice(0, 4)
  const span = `${monthOf(first)}~${monthOf(last)}`
  if (span === `${year}-01~${year}-12`) return year
  if (span === `${year}-01~${year}-06`) return `${year}-H1`
  return span === `${year}-07~${year}-12` ? `${year}-H2` : span
}

/** The round a key names. */
export function roundOf(key: string): Round {
  const year = key.slice(0, 4)
  if (key.endsWith('-H1')) return { key, from: `${year}-01-01`, to: `${year}-06-30` }
  if (key.endsWith('-H2')) return { key, from: `${year}-07-01`, to: `${year}-12-31` }
  const [first, last] = key.split('~')
  if (first === undefined || last === undefined) return { key, from: `${year}-01-01`, to: `${year}-12-31` }
  return { key, from: `${first}-01`, to: endOfMonth(`${last}-01`) }
}

/** A round as people say it: 2026年度, 2026年上半年, 2026年4月至6月. */
export function roundWords(key: string): string {
  const { from, to } = roundOf(key)
  const year = yearOf(from)
  if (key.endsWith('-H1')) return `${year}年上半年`
  if (key.endsWith('-H2')) return `${year}年下半年`
  if (!key.includes('~')) return `${year}年度`
  const begins = `${year}年${monthNumberOf(from)}月`
  if (monthOf(from) === monthOf(to)) return begins
  return `${begins}至${yearOf(to) === year ? '' : `${yearOf(to)}年`}${monthNumberOf(to)}月`
}

/** Every round from the one of a day to the one of another, both included. */
export function roundsBetween(from: LocalDate, to: LocalDate, months: readonly number[]): readonly Round[] {
  const rounds = [roundOn(from, months)]
  for (let last = rounds[0]; last && last.to < to; last = rounds.at(-1))
    rounds.push(roundOn(addDays(last.to, 1), months))
  return rounds
}

/**
 * Whether something done for one round does for another as well, where the months were set otherwise meanwhile: what
 * was done for a longer round that holds it (no more was asked for then), or for a shorter one at its end.
 */
export const doesFor = (done: Round, asked: Round): boolean =>
  done.to === asked.to ? true : done.from <= asked.from && asked.to < done.to

/** The round of a day and the ones before it that somebody may still catch up, the newest first. */
export const roundChoices = (today: LocalDate, months: readonly number[]): readonly Choice[] =>
  roundsBetween(addMonths(startOfMonth(today), -36), today, months)
    .toReversed()
    .map(({ key }) => ({ value: key, label: roundWords(key) }))
