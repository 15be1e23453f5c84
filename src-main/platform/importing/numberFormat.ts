import { SSF } from '@e965/xlsx'

/** Number formats that are dates without being spelt out in the file; 27–36 and 50–58 are the Chinese ones. */
const BUILT_IN_DATES: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58]
]

/**
 * Built-in formats whose text matters: percent and fractions. The others only group and round digits, or show fewer
 * than there are.
 */
const BUILT_IN_SHOWN: Readonly<Record<number, string>> = {
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  48: '##0.0E+0'
}

/** How the numbers of one cell style are shown. */
export interface NumberStyle {
  /** As a date or a time. */
  readonly date: boolean
  /** The format, where it shows more than plain digits. */
  readonly format?: string
}

const PLAIN: NumberStyle = { date: false }

/** What is left of a format when its literal text, escapes, colours and padding are taken out. */
function bareFormat(format: string): string {
  return format.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '')
}

/** Whether a number format such as `yyyy"年"m"月"d"日"` shows a date or a time. */
export function isDateFormat(format: string): boolean {
  const bare = bareFormat(format)
  return /[ymdhs]/i.test(bare) && !/^general$/i.test(bare)
}

/**
 * Whether a format shows more than digits, grouping and decimals: text, leading zeros, fractions, percent, Chinese
 * numerals.
 */
function showsMore(format: string): boolean {
  const [positive = ''] = format.split(';')
  // Shown in powers of ten: what was typed as 1E05 has become a number.
  if (/E[+-]/i.test(bareFormat(positive))) return true
  const literal = /"[^"]*[^"\s][^"]*"|\\[^\s()-]/.test(positive) || /^\s*[^\s#0?.,;_*\\"[\]()+-]/u.test(positive)
  return literal || /\?\s*\/|%|DBNum/i.test(positive) || /(?<![.0#?])0{2,}/.test(bareFormat(positive))
}

/** The style of a number format by its number in the file and, where it is spelt out, its code. */
export function numberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) {
    if (BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to)) return { date: true, format: builtInDate(id) }
    const shown = BUILT_IN_SHOWN[id]
    return shown === undefined ? PLAIN : { date: false, format: shown }
  }
  if (/^general$|^@$/i.test(code)) return PLAIN
  if (isDateFormat(code)) return { date: true, format: code }
  return showsMore(code) ? { date: false, format: code } : PLAIN
}

function builtInDate(id: number): string {
  if (id >= 18 && id <= 21) return 'h:mm'
  return id === 45 || id === 46 || id === 47 ? '[h]:mm' : 'yyyy-mm-dd'
}

/** The number as its cell shows it; undefined where the format cannot be followed or adds nothing. */
export function shownText(value: number, format: string): string | undefined {
  try {
    const text = String(SSF.format(format.replaceAll('G/通用格式', 'General'), value)).trim()
    // Digits the powers of ten hide are there all the same.
    if (/^-?\d(?:\.\d+)?E[+-]\d+$/i.test(text) && Number(text) !== value) return undefined
    return text === '' || text === String(value) || /^#+$/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}
