import type { PageSetup } from 'exceljs'
import { displayWidth, longestWord } from './cellText'
import { SEQUENCE_KEY } from './ledgerColumns'
import type { RowBatch } from './sheetBatches'
import type { SheetColumn, SheetModel } from './sheetModel'

/**
 * Widths are in half-width characters of the body font. Beyond `READABLE_WIDTH` the page shrinks the print below 8.5
 * points.
 */
const WIDEST_TEXT = 40
const PAGE_WIDTH = 146
const READABLE_WIDTH = 175
const PADDING = 2
const NARROWEST_TEXT = 6
const SEQUENCE_WIDTH = 6
/** A record number with the number of its line; longer words are broken. */
const LONGEST_WORD = 18
/** A document number with the signs of who issued it; longer ones are set smaller. */
const LONGEST_NUMBER = 24
/** How small a record number may be set to fit its column, against the body. */
const SHRUNK = 0.85
/** The widest sheet still printed in 7 points. */
const LEGIBLE_WIDTH = 205
const COMFORTABLE_LINES = 4
/** How far a wide sheet may press its columns: lines a long text may take, and how short a text is never broken. */
const TIGHT = { lines: 8, unbroken: 8 } as const
const TIGHTEST = { lines: 12, unbroken: 6 } as const
type Pressure = Readonly<Record<keyof typeof TIGHT, number>>

const KIND_WIDTH: Readonly<Record<SheetColumn['kind'], { readonly least: number; readonly most: number }>> = {
  text: { least: 4, most: WIDEST_TEXT },
  code: { least: 6, most: 30 },
  integer: { least: 5, most: 16 },
  year: { least: 4, most: 8 },
  share: { least: 7, most: 9 },
  quantity: { least: 5, most: 18 },
  money: { least: 8, most: 22 },
  price: { least: 8, most: 22 },
  date: { least: 10, most: 10 },
  instant: { least: 16, most: 16 },
  image: { least: 12, most: 12 }
}

const UNITS: Readonly<Partial<Record<SheetColumn['kind'], number>>> = { money: 100, price: 10_000, quantity: 1000 }

function decimals(kind: SheetColumn['kind'], value: number): number {
  if (kind === 'money') return 3
  if (kind === 'price') return value % 100 === 0 ? 3 : 5
  return kind === 'quantity' && value % 1000 !== 0 ? 3 : 0
}

function valueWidth(column: SheetColumn, value: unknown): number {
  if (value === null || value === undefined) return 0
  // dates come as ISO text and all print in the same width
  if (column.kind === 'date' || column.kind === 'instant') return KIND_WIDTH[column.kind].least
  if (typeof value === 'string') return displayWidth(value)
  if (typeof value !== 'number') return 0
  const whole = String(Math.trunc(Math.abs(value) / (UNITS[column.kind] ?? 1))).length
  // separators, point and decimals; totals are longer than their addends, so a digit to spare
  return whole + Math.floor(whole / 3) + 1 + decimals(column.kind, value)
}

/**
 * Column widths in half-width characters, fitted to the heading and the first rows; a declared width is the most a
 * column gets. Wide sheets give back width before the page shrinks below what can be read: first of long texts, which
 * wrap into a handful of lines, then of short ones, of headings and of numbers that break at their hyphens. Narrow
 * sheets grow to the page.
 */
export function columnWidths(columns: readonly SheetColumn[], sample: RowBatch): number[] {
  const contents = columns.map((column, index) =>
    sample.reduce((widest, row) => Math.max(widest, valueWidth(column, row[index])), 0)
  )
  const widths = columns.map((column, index) => {
    if (column.key === SEQUENCE_KEY) return SEQUENCE_WIDTH
    const { least, most } = KIND_WIDTH[column.kind]
    const heading = Math.min(displayWidth(column.label), 16)
    const widest = Math.max(least, heading, contents[index] ?? 0)
    const declared = column.width === undefined ? most : column.width * 2
    return Math.min(widest, Math.max(declared, least, heading)) + PADDING
  })
  const words = columns.map(({ kind }, index) => {
    const widthOf = kind === 'code' ? numberWidth : wordWidth
    return sample.reduce((longest, row) => Math.max(longest, widthOf(row[index])), 0)
  })
  const pressed = (pressure: Pressure): number[] =>
    columns.map((column, index) =>
      narrowest(column, { content: contents[index] ?? 0, word: words[index] ?? 0 }, pressure)
    )
  const comfortable = columns.map(({ kind }, index) =>
    kind === 'text' ? Math.max(10, Math.ceil((contents[index] ?? 0) / COMFORTABLE_LINES)) : Infinity
  )
  shrink(widths, comfortable, READABLE_WIDTH)
  shrink(widths, pressed(TIGHT), READABLE_WIDTH)
  shrink(widths, pressed(TIGHTEST), LEGIBLE_WIDTH)
  const ofKind = (kinds: readonly SheetColumn['kind'][]): number[] =>
    columns.flatMap(({ kind, key }, index) => (kinds.includes(kind) && key !== SEQUENCE_KEY ? [index] : []))
  grow(widths, ofKind(['text']))
  grow(widths, ofKind(['text', 'code', 'integer', 'quantity', 'money', 'date', 'instant']))
  return widths
}

const wordWidth = (value: unknown): number =>
  typeof value === 'string' ? Math.min(LONGEST_WORD, longestWord(value)) : 0

/** Width of the longest number of a cell, its Chinese characters with it: 云城扣字〔2026〕101号 stays in one piece. */
const numberWidth = (value: unknown): number =>
  typeof value === 'string' ? Math.min(LONGEST_NUMBER, Math.max(...value.split(/[、，；\s]/).map(displayWidth))) : 0

interface Held {
  /** Width of the longest value. */
  readonly content: number
  /** Width of the longest word or number in it. */
  readonly word: number
}

/**
 * The least a column can do with: half its heading, short texts whole, long ones in so many lines; words, numbers and
 * record numbers whole.
 */
function narrowest({ kind, label, key }: SheetColumn, { content, word }: Held, { lines, unbroken }: Pressure): number {
  if (key === SEQUENCE_KEY) return SEQUENCE_WIDTH
  const heading = Math.ceil(label.length / 2) * 2 + PADDING
  // a record number is set smaller before it is broken
  if (kind === 'code') return Math.max(heading, Math.ceil(word * SHRUNK) + 1)
  if (kind === 'text')
    return Math.max(
      heading,
      NARROWEST_TEXT,
      word + 1,
      Math.min(content, unbroken) + PADDING,
      Math.ceil(content / lines) + PADDING
    )
  return Math.max(heading, KIND_WIDTH[kind].least + (kind === 'image' ? PADDING : 1), content + 1)
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0)
}

function shrink(widths: number[], floors: readonly number[], wanted: number): void {
  for (let excess = total(widths) - wanted; excess > 0; excess -= 1) {
    const spare = widths.map((width, index) => width - (floors[index] ?? Infinity))
    const most = spare.indexOf(Math.max(...spare))
    if ((spare[most] ?? 0) <= 0) return
    widths[most] = (widths[most] ?? 0) - 1
  }
}

function grow(widths: number[], flexible: readonly number[]): void {
  const room = PAGE_WIDTH - total(widths)
  const sum = flexible.reduce((whole, index) => whole + (widths[index] ?? 0), 0)
  if (room <= 0 || sum === 0) return
  const factor = Math.min(1.6, 1 + room / sum)
  for (const index of flexible) widths[index] = Math.floor((widths[index] ?? 0) * factor)
}

/** Share of its size at which a sheet of these columns is one page wide, in per cent. */
export function pageScale(widths: readonly number[]): number {
  return Math.max(10, Math.min(100, Math.floor((PAGE_WIDTH / total(widths)) * 100)))
}

/**
 * Points of rows a page takes at a scale in per cent: A4 landscape less its margins, and a little for rows printed
 * higher than asked.
 */
export function pageHeight(scale: number): number {
  return ((210 / 25.4 - 2 * 0.67) * 72 * 0.97 * 100) / scale
}

/**
 * A4 landscape, one page wide, any number of pages high; the header rows are repeated on every page. Margins in inches.
 * A sheet with page breaks of its own names its scale instead: fitting to the page would ignore them.
 */
export function ledgerPage(
  header?: { readonly top: number; readonly bottom: number },
  scale?: number
): Partial<PageSetup> {
  return {
    ...(header === undefined ? {} : { printTitlesRow: `${header.top}:${header.bottom}` }),
    paperSize: 9,
    orientation: 'landscape',
    ...(scale === undefined ? { fitToPage: true, fitToWidth: 1, fitToHeight: 0 } : { fitToPage: false, scale }),
    horizontalCentered: true,
    margins: { left: 0.47, right: 0.35, top: 0.67, bottom: 0.67, header: 0.31, footer: 0.31 }
  }
}

/** Page header and footer: class marking above and below, sheet name and 第 x 页 共 y 页 at the foot. */
export function ledgerHeaderFooter(sheet: Pick<SheetModel, 'name' | 'title' | 'marking'>): {
  oddHeader?: string
  oddFooter: string
} {
  const marking = sheet.marking === undefined ? '' : literal(sheet.marking)
  const footer = `&L&9${literal(`${sheet.title} ${sheet.name}`)}&C&9第 &P 页 共 &N 页`
  return marking === '' ? { oddFooter: footer } : { oddHeader: `&R&10${marking}`, oddFooter: `${footer}&R&9${marking}` }
}

// '&' begins a code in headers and footers; a digit after a font size would be read as part of the size. The whole is
// limited to 255 characters.
function literal(text: string): string {
  const short = text.length > 70 ? `${text.slice(0, 69)}…` : text
  return ` ${short.replaceAll('&', '&&').replaceAll(/[\r\n]+/g, ' ')}`
}

/** A worksheet name Excel accepts and this workbook does not have yet: no []*?:/\ or quotes, at most 31 characters. */
export function worksheetName(wanted: string, taken: ReadonlySet<string>): string {
  const full: Readonly<Record<string, string>> = {
    '[': '［',
    ']': '］',
    '*': '＊',
    '?': '？',
    ':': '：',
    '/': '／',
    '\\': '＼',
    "'": '’'
  }
  const name =
    wanted
      .replaceAll(/[[\]*?:/\\']/g, (sign) => full[sign] ?? '')
      .slice(0, 31)
      .trim() || '台账'
  if (!taken.has(name)) return name
  for (let copy = 2; ; copy += 1) {
    const numbered = `${name.slice(0, 27)}（${copy}）`
    if (!taken.has(numbered)) return numbered
  }
}
