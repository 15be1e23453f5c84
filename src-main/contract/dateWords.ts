/** The digits of Chinese numerals, as years are spelt out digit by digit. */
const DIGITS: Readonly<Record<string, string>> = {
  〇: '0',
  '○': '0',
  '◯': '0',
  零: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9'
}
const DIGIT = `[${Object.keys(DIGITS).join('')}]`
const YEAR_IN_WORDS = new RegExp(`${DIGIT}{2,4}(?=年)`, 'g')
const MONTH_OR_DAY_IN_WORDS = new RegExp(`(?:${DIGIT}|[十廿卅])+(?=[月日号])`, 'g')
const NUMERALS = /[〇○◯零一二三四五六七八九十廿卅元]/

/** A month or a day in words as a number: 十 10, 三十一 31, 廿五 25; digit by digit where no ten is in it. */
function numberOf(words: string): string {
  const text = words.replace('廿', '二十').replace('卅', '三十')
  const [tens, ones] = text.split('十')
  if (ones === undefined) return [...text].map((each) => DIGITS[each] ?? '').join('')
  return String(Number(DIGITS[tens ?? ''] ?? '1') * 10 + Number(DIGITS[ones] ?? '0'))
}

/** Dates spelt out, in digits: 二〇二六年九月三十日 → 2026年9月30日, 元月 → 1月. */
export function dateInDigits(text: string): string {
  if (!NUMERALS.test(text)) return text
  return text
    .replace(YEAR_IN_WORDS, (year) => [...year].map((each) => DIGITS[each] ?? '').join(''))
    .replace(/元(?=月)/g, '1')
    .replace(MONTH_OR_DAY_IN_WORDS, numberOf)
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAY_MONTH_YEAR = /^(\d{1,2})[-\s/]([a-z]{3,9})[-\s/,]+(\d{4}|\d{2})$/i
const MONTH_DAY_YEAR = /^([a-z]{3,9})[-\s]*(\d{1,2})[,\s]+(\d{4})$/i

/** What a date may be, year, month and day each as a number. */
export type DateParts = readonly [year: number, month: number, day: number]

/** Two digits of a year: up to 49 of this century, as no book reaches back to 1949. */
function fullYear(digits: string): number {
  const year = Number(digits)
  return digits.length > 2 ? year : year < 50 ? 2000 + year : 1900 + year
}

function inEnglish(text: string): readonly DateParts[] {
  const [, day, month, year] = DAY_MONTH_YEAR.exec(text) ?? []
  const [, first, second, last] = MONTH_DAY_YEAR.exec(text) ?? []
  const at = MONTHS.indexOf((month ?? first ?? '').slice(0, 3).toLowerCase())
  return at < 0 ? [] : [[fullYear(year ?? last ?? ''), at + 1, Number(day ?? second)]]
}

/**
 * What a date with two digits for its year, or its year last, may mean: '26.3.5' and '26年3月5日' year first; parted by
 * strokes as spreadsheets of other countries write it too ('3/5/26', '5-Mar-26'). Several where nobody can tell.
 */
export function shortDates(text: string): readonly DateParts[] {
  const [, year, month, day] = /^(\d{2})(?:年|\.)(\d{1,2})(?:月|\.)(\d{1,2})[日号]?$/.exec(text) ?? []
  if (year !== undefined) return [[fullYear(year), Number(month), Number(day)]]
  const [, a = '', mark, b = '', c = ''] = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4}|\d{1,2})$/.exec(text) ?? []
  if (mark === undefined) return inEnglish(text)
  const yearFirst: readonly DateParts[] = a.length === 2 && c.length < 3 ? [[fullYear(a), Number(b), Number(c)]] : []
  const monthFirst: readonly DateParts[] = c.length > 1 ? [[fullYear(c), Number(a), Number(b)]] : []
  const dayFirst: readonly DateParts[] = c.length === 4 ? [[fullYear(c), Number(b), Number(a)]] : []
  return [...yearFirst, ...monthFirst, ...dayFirst]
}
