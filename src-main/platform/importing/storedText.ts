import type { RawCell } from './table'

/** What a cell can hold in Excel and WPS. */
export const LONGEST_CELL = 32_767

const HEAD = 20

/** Characters that spreadsheets write as _xHHHH_ because XML cannot hold them. */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g

/** Characters without a picture; line feed and tab are text. */
const UNSEEN = /(?![\n\t])\p{Cc}/gu

/** What a text has to hold for any of this to change it; few do. */
const UNPLAIN = /_x|\p{Cc}|\p{Zl}|\p{Zp}/u

/**
 * Text as its cell shows it: escaped characters read, every kind of line break one line feed, characters nobody sees
 * gone.
 */
export function spokenText(stored: string): string {
  if (!UNPLAIN.test(stored)) return stored
  const text = stored.includes('_x')
    ? stored.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : stored
  return text
    .replace(/\r\n?|\p{Zl}|\p{Zp}/gu, '\n')
    .replaceAll('\v', '\n')
    .replaceAll('\f', '\n')
    .replace(UNSEEN, '')
}

/** A picture kept in a cell by a formula, as WPS and newer Excel write it. */
export function isPicture(text: string): boolean {
  return /^=?(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(/i.test(text.trimStart())
}

/** A text as a cell; one beyond what a cell can hold is a fault. */
export function textCell(text: string): RawCell {
  return text.length > LONGEST_CELL ? { fault: 'tooLong', text: `${text.slice(0, HEAD)}…` } : text
}
