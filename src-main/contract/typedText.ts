/** What reading a typed value gives: the value, or what is wrong with it in words for the person who typed it. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string }

/** A value that was read. */
export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value }
}

/** A value that could not be read; the problem is a Chinese sentence without the row or column. */
export function unreadable<T>(problem: string): Parsed<T> {
  return { ok: false, problem }
}

// Most texts are folded already, and an import folds millions: none of these signs is changed by what follows.
const PLAIN = /^[!-~\u4e00-\u9fff]*$/
/** Plain signs that are neither capitals nor brackets. */
const PLAIN_KEY = /^[!-@\\^-z|~\u4e00-\u9fff]*$/

/**
 * Text as if typed on a half-width keyboard: full-width digits, letters, brackets and signs folded (NFKC), outer white
 * space gone.
 */
export function halfWidth(text: string): string {
  if (PLAIN.test(text)) return text
  return text
    .normalize('NFKC')
    .replace(/[\u200b\ufeff]/g, '')
    .trim()
}

/** Half-width text without any white space. */
export function compact(text: string): string {
  return PLAIN.test(text) ? text : halfWidth(text).replace(/\s+/g, '')
}

/** Brackets of document numbers and names that mean the same: 〔2026〕, [2026], ［2026］, 【2026】, （2026）. */
const OPENING = /[〔[【〖{〈《]/g
const CLOSING = /[\]〕】〗}〉》]/g

/** The dot between the parts of a name, as keyboards give it. */
const MIDDLE_DOTS = /[•‧∙⋅・]/g

/** Text with every style of brackets the same. */
export function sameBrackets(text: string): string {
  return text.replace(OPENING, '(').replace(CLOSING, ')')
}

/**
 * Text folded for comparing: width, white space, letter case, the style of brackets and of dots in names do not
 * make two things of one.
 * What is kept is always the text as written.
 */
export function sameKey(text: string): string {
  if (PLAIN_KEY.test(text)) return text
  return sameBrackets(compact(text)).replace(MIDDLE_DOTS, '·').toLowerCase()
}

/** Whether two texts mean the same thing. */
export function isSame(a: string, b: string): boolean {
  return sameKey(a) === sameKey(b)
}

const PLAIN_DECIMAL = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?$/

/**
 * A typed decimal as an integer count of its 10^-decimals parts ('1,406.5' with 2 decimals → 140650). Refused: wrong
 * separators, anything but digits, more decimals than allowed unless they are zeros, numbers beyond safe integers.
 */
export function parseDecimal(text: string, decimals: number): Parsed<number> {
  const match = PLAIN_DECIMAL.exec(compact(text))
  const fraction = match?.[3] ?? ''
  if (!match || (match[2] === undefined && fraction === '')) return unreadable(`“${text.trim()}”不是数字`)
  if (/[1-9]/.test(fraction.slice(decimals))) return unreadable(`“${text.trim()}”的小数超过${decimals}位`)
  const whole = (match[2] ?? '0').replaceAll(',', '')
  const value = Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  if (!Number.isSafeInteger(value)) return unreadable(`“${text.trim()}”的数字太大`)
  return parsed(match[1] === '-' && value !== 0 ? -value : value)
}

/**
 * A binary floating number, as a spreadsheet cell holds it, as an integer count of its 10^-decimals parts.
 * The noise of binary fractions (0.1 + 0.2) is forgiven; a real further decimal is refused.
 */
export function parseBinaryNumber(value: number, decimals: number): Parsed<number> {
  if (!Number.isFinite(value)) return unreadable('不是数字')
  const scaled = value * 10 ** decimals
  const nearest = Math.round(scaled)
  if (!Number.isSafeInteger(nearest)) return unreadable(`“${value}”的数字太大`)
  const noise = Math.max(1e-6, Math.abs(scaled) * 1e-14)
  if (Math.abs(scaled - nearest) > noise) return unreadable(`“${value}”的小数超过${decimals}位`)
  return parsed(nearest === 0 ? 0 : nearest)
}
