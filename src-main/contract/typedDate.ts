import { dateInDigits, shortDates } from './dateWords'
import { compact, halfWidth, parsed, unreadable, type Parsed } from './typedText'

/**
 * A cell or form value that is meant to be a date. A `Date` is a spreadsheet date cell: its UTC fields carry the local
 * date.
 */
export type TypedDate = string | number | Date

export interface DateReading {
  /** The year meant by a date typed without one ('1105', '11-5'); without it such dates are refused. */
  readonly referenceYear?: number
  /** Whether digits may be a spreadsheet's day count (cells of a date column). */
  readonly serials?: boolean
  /** Whether a year may have two digits or stand last, as in books ('26.3.5', '3/5/26'). */
  readonly shortYears?: boolean
}

/** A year that has every day of the calendar. */
const LEAP_YEAR = 2024
/**
 * Day counts a bare number may be: 1 January 2000 to 31 December 2099. Others are likelier a date with a digit or a dot
 * left out.
 */
const LIKELY_SERIALS = [36_526, 73_050] as const
/** The last day a spreadsheet can count: 31 December 9999. */
const LAST_SERIAL = 2_958_465
/** The day spreadsheets count although it never was: 29 February 1900. */
const PHANTOM_SERIAL = 60

const YEAR_MONTH_DAY = /^(\d{4})(?:([-./])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?)$/
/** A time of day behind a date; taken off before white space is, which would glue it to the day. */
const TIME_BEHIND = /(?:T|\s+|(?<=[日号]))\d{1,2}[:时点].*$/
/** A part of the day, with or without its hour, or a day of the week behind a date. */
const PART_OF_DAY_BEHIND = /\s*(?:上午|下午|中午|早上|晚上|凌晨|傍晚|夜间|[AP]M\b).*$/i
const WEEKDAY_BEHIND = /\s*\(?(?:周|星期|礼拜)[一二三四五六日天]\)?$/
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})$/
const MONTH_DAY = /^(?:(\d{1,2})[-./](\d{1,2})|(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))$/

function noSuchDay<T>(typed: string): Parsed<T> {
  return unreadable(`“${typed}”不是有效日期`)
}

const isoOf = (date: Date): string => date.toISOString().slice(0, 10)

/** The day of year, month and day, 'YYYY-MM-DD'; undefined where the calendar has none. */
function dayOf(year: number, month: number, day: number): string | undefined {
  if (year > 9999) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? isoOf(date) : undefined
}

function onDay(typed: string, year: number, month: number, day: number): Parsed<string> {
  const date = dayOf(year, month, day)
  return date === undefined || year < 1900 ? noSuchDay(typed) : parsed(date)
}

/** The local date of a spreadsheet's day count (1900 system: 1 = 1 January 1900), fractions of a day dropped. */
export function dateOfSerial(serial: number): Parsed<string> {
  const day = Math.floor(serial)
  if (!(day >= 1 && day <= LAST_SERIAL) || day === PHANTOM_SERIAL) return noSuchDay(String(serial))
  return parsed(isoOf(new Date(Date.UTC(1899, 11, (day < PHANTOM_SERIAL ? 31 : 30) + day))))
}

function looksLikeYear(number: number): boolean {
  return number >= 1900 && number <= 2100
}

/**
 * Only day counts of this century are taken: other digits are likelier a date typed without its year or with a digit
 * left out (20262), and would silently become a day in another century.
 */
function fromDigits(digits: string, reading: DateReading): Parsed<string> {
  const eight = EIGHT_DIGITS.exec(digits)
  if (eight) return onDay(digits, Number(eight[1]), Number(eight[2]), Number(eight[3]))
  const number = Number(digits)
  if (digits.length === 4) {
    const date = dayOf(reading.referenceYear ?? LEAP_YEAR, Number(digits.slice(0, 2)), Number(digits.slice(2)))
    if (date !== undefined) return reading.referenceYear === undefined ? unreadable(`“${digits}”缺年份`) : parsed(date)
    if (looksLikeYear(number)) return unreadable(`“${digits}”只有年份，缺月和日`)
  }
  const monthPart = number % 100
  if (digits.length === 6 && looksLikeYear(Math.floor(number / 100)) && monthPart >= 1 && monthPart <= 12)
    return unreadable(`“${digits}”只有年月，缺日`)
  const serial = reading.serials && number >= LIKELY_SERIALS[0] && number <= LIKELY_SERIALS[1]
  return serial ? dateOfSerial(number) : noSuchDay(digits)
}

/** A date with a short year, or its year last; one that may be two days is refused with both. */
function fromShort(text: string): Parsed<string> {
  const [only, other] = new Set(shortDates(text).flatMap(([year, month, day]) => dayOf(year, month, day) ?? []))
  if (only === undefined) return noSuchDay(text)
  return other === undefined ? parsed(only) : unreadable(`“${text}”可能是${only}，也可能是${other}，请写成四位年份在前`)
}

/** Typed text with the separators of a date made plain: '2023—5—1', '2023、5、1' and '2023 5 1' are meant as 2023-5-1. */
function plainSeparators(typed: string): string {
  const text = dateInDigits(halfWidth(typed).replace(/^['‘’`]/, ''))
    .replace(PART_OF_DAY_BEHIND, '')
    .replace(TIME_BEHIND, '')
    .replace(WEEKDAY_BEHIND, '')
    .replace(/[—–‐]+/g, '-')
    .replace(/[、。]/g, '.')
    .replace(/\.$/, '')
  return compact(/^\d+(?:\s+\d+){1,2}$/.test(text) ? text.replace(/\s+/g, '-') : text)
}

/**
 * A date in the shapes people type: 2023-5-1, 2023.5.1, 2023/5/1, 20230501, 2023年5月1日, full-width digits, a time behind
 * it dropped; five-digit spreadsheet day counts and month-day shapes as the reading allows. Eight digits are a date. A
 * bare year or month is refused: nobody knows the day.
 */
export function parseTypedDate(typed: TypedDate, reading: DateReading = {}): Parsed<string> {
  if (typed instanceof Date) {
    if (Number.isNaN(typed.getTime())) return noSuchDay('')
    return onDay(typed.toISOString().slice(0, 10), typed.getUTCFullYear(), typed.getUTCMonth() + 1, typed.getUTCDate())
  }
  if (typeof typed === 'number' && !Number.isInteger(typed) && looksLikeYear(Math.floor(typed)))
    return unreadable(`“${typed}”只有年月，缺日`)
  if (typeof typed === 'number' && !Number.isInteger(typed) && typed < LIKELY_SERIALS[0])
    return noSuchDay(String(typed))
  const text = typeof typed === 'number' ? String(Math.floor(typed)) : plainSeparators(typed)
  const full = YEAR_MONTH_DAY.exec(text)
  if (full) return onDay(text, Number(full[1]), Number(full[3] ?? full[5]), Number(full[4] ?? full[6]))
  if (/^\d+$/.test(text)) return fromDigits(text, reading)
  if (/^\d{5}\.\d+$/.test(text) && reading.serials) return dateOfSerial(Number(text))
  if (/^\d{4}年?$/.test(text)) return unreadable(`“${text}”只有年份，缺月和日`)
  if (/^\d{4}(?:[-./]\d{1,2}|年\d{1,2}月?)$/.test(text)) return unreadable(`“${text}”只有年月，缺日`)
  const short = MONTH_DAY.exec(text)
  if (!short) return reading.shortYears ? fromShort(text) : noSuchDay(text)
  if (reading.referenceYear === undefined) return unreadable(`“${text}”缺年份`)
  return onDay(
    text,
    reading.referenceYear,
    Number(short[1] ?? short[3] ?? short[5]),
    Number(short[2] ?? short[4] ?? short[6])
  )
}

/** Whether what was typed is a year, or a year and a month, without its day: 2003, 2003.04, 2003年4月. */
export function isPartOfDate(typed: TypedDate): boolean {
  if (typed instanceof Date) return false
  if (typeof typed === 'number' && !Number.isInteger(typed)) return looksLikeYear(Math.floor(typed))
  return /^(?:19|20)\d{2}(?:年?|[-./年]\d{1,2}月?|(?:0[1-9]|1[0-2]))$/.test(plainSeparators(String(typed)))
}

/**
 * A month in the shapes people type: 2023-5, 2023.5, 202305, 2023年5月, any full date within it; 11 and 11月 with a
 * reference year.
 */
export function parseTypedMonth(
  typed: TypedDate,
  { referenceYear }: Pick<DateReading, 'referenceYear'> = {}
): Parsed<string> {
  const text = typed instanceof Date ? '' : compact(String(typed))
  const month = /^(\d{4})(?:[-./](\d{1,2})|年(\d{1,2})月?|(\d{2}))$/.exec(text)
  const bare = /^(\d{1,2})月?$/.exec(text)
  if (bare && referenceYear !== undefined) return monthIn(onDay(text, referenceYear, Number(bare[1]), 1), text)
  const date = month
    ? onDay(text, Number(month[1]), Number(month[2] ?? month[3] ?? month[4]), 1)
    : parseTypedDate(typed, { serials: true })
  return monthIn(date, text)
}

const monthIn = (date: Parsed<string>, typed: string): Parsed<string> =>
  date.ok ? parsed(date.value.slice(0, 7)) : unreadable(`“${typed}”不是有效月份`)
