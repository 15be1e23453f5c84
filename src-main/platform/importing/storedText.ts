import type { RawCell } from './table'

/** What a cell can hold in Excel and WPS. */
export const LONGEST_CELL = 32_767

const HEAD = 20

/** Characters that spreadsheets write as _xHHHH_ because XML cannot hold them. */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g

/** Characters without a picture; line feed and tab are text. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f]/g

/** Text as its cell shows it: escaped characters read, every kind of line break one line feed, characters nobody sees gone. */
export function spokenText(stored: string): string {
  const text = stored.includes('_x') ? stored.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : stored
  return text
    .replace(/\r\n?|\u000b|\u000c|\u2028|\u2029/g, '\n')
    .replace(CONTROL, '')
}

/** A picture kept in a cell by a formula, as WPS and newer Excel write it. */
export function isPicture(text: string): boolean {
  return /^=?(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(/i.test(text.trimStart())
}

/** A text as a cell; one beyond what a cell can hold is a fault. */
export function textCell(text: string): RawCell {
  return text.length > LONGEST_CELL ? { fault: 'tooLong', text: `${text.slice(0, HEAD)}…` } : text
}
