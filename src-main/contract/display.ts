/**
 * How stored values read on screen and on paper: one place for both, so that a list, a sheet and a form agree.
 * Every function answers an empty string for a value that is not there.
 */

const BUREAU_TIME_ZONE = 'Asia/Shanghai'

/** Groups the digits of a whole number by three; the number is given as decimal digits without sign. */
function grouped(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** Cents as yuan with two decimals and thousands separators: 123450 → '1,234.50'. */
export function formatMoney(cents: number | null | undefined): string {
  if (cents === null || cents === undefined) return ''
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`
}

/** Thousandths as a decimal without trailing zeros: 12500 → '12.5', 1234000 → '1,234'. */
export function formatQuantity(thousandths: number | null | undefined): string {
  if (thousandths === null || thousandths === undefined) return ''
  const digits = String(Math.abs(thousandths)).padStart(4, '0')
  const decimals = digits.slice(-3).replace(/0+$/, '')
  return `${thousandths < 0 ? '-' : ''}${grouped(digits.slice(0, -3))}${decimals ? `.${decimals}` : ''}`
}

/** Why something was passed; nothing where no reason belongs to it, such as a missed deadline or a use made void. */
export const reasonWords = (reason: string | null | undefined): string => (reason?.trim() ? `理由：${reason}` : '')

/** A local date as official papers write it, without leading zeros (GB/T 9704): '2026年1月5日'. */
export function formatDate(date: string | null | undefined): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? '')
  return parts ? `${Number(parts[1])}年${Number(parts[2])}月${Number(parts[3])}日` : ''
}

/** A local date as columns show it: '2026-01-05'. */
export function formatShortDate(date: string | null | undefined): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(date ?? '')?.[0] ?? ''
}

/** A month 'YYYY-MM', or the month of a local date: '2026年1月'. */
export function formatMonth(month: string | null | undefined): string {
  const parts = /^(\d{4})-(\d{2})/.exec(month ?? '')
  return parts ? `${Number(parts[1])}年${Number(parts[2])}月` : ''
}

const instantParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: BUREAU_TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23'
})

/** Of what an old book tells the day alone, the day is kept where an instant stands: no hour is made up. */
function isDayOnly(instant: string | null | undefined): instant is string {
  return /^\d{4}-\d{2}-\d{2}$/.test(instant ?? '')
}

/**
 * A UTC instant in the bureau's time zone, to the minute: '2026-01-05 14:30'. An unreadable instant gives an empty
 * string.
 */
export function formatInstant(instant: string | null | undefined): string {
  if (isDayOnly(instant)) return instant
  const time = Date.parse(instant ?? '')
  if (Number.isNaN(time)) return ''
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of instantParts.formatToParts(time)) part[type] = value
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}`
}

/** A UTC instant in the bureau's time zone as official papers write it, to the minute: '2026年1月5日14时30分'. */
export function formatMoment(instant: string | null | undefined): string {
  const [day = '', time = ''] = formatInstant(instant).split(' ')
  if (time === '') return day === '' ? '' : formatDate(day)
  return `${formatDate(day)}${time.replace(':', '时')}分`
}

/** Stands on sheets and forms in place of text kept back from whoever puts them out; no import takes it for text. */
export const notShownHere = '不在此显示'
