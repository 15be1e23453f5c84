import type { Alignment, Borders, Fill, Style } from 'exceljs'
import type { CellKind } from './sheetModel'

const FONT = '宋体'
const LINE = { style: 'thin', color: { argb: 'FF000000' } } as const
const BORDERS: Partial<Borders> = { top: LINE, left: LINE, bottom: LINE, right: LINE }
const HEADER_FILL: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } }

// One object per style for the whole file: the style table recognises an object it has seen without comparing it.
export const TITLE_STYLE: Partial<Style> = {
  font: { name: FONT, size: 18, bold: true },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true }
}
export const FACTS_STYLE: Partial<Style> = {
  font: { name: FONT, size: 10 },
  alignment: { horizontal: 'left', vertical: 'middle', wrapText: true }
}
export const SIGNATURE_STYLE: Partial<Style> = {
  font: { name: FONT, size: 11 },
  alignment: { horizontal: 'left', vertical: 'bottom' }
}
export const HEADER_STYLE: Partial<Style> = {
  font: { name: FONT, size: 10, bold: true },
  fill: HEADER_FILL,
  border: BORDERS,
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true }
}
export const EMPTY_STYLE: Partial<Style> = {
  font: { name: FONT, size: 10 },
  border: BORDERS,
  alignment: { horizontal: 'center', vertical: 'middle' }
}

/** Red figures are what ledgers write for a reversal: the sign stays for copies in black and white. */
const inRed = (format: string): string => `${format};[Red]-${format}`
const MONEY_FORMAT = inRed('#,##0.00')
const WHOLE_FORMAT = inRed('#,##0')
const FORMATS: Readonly<Record<CellKind, string | undefined>> = {
  text: undefined,
  code: '@',
  integer: WHOLE_FORMAT,
  year: '0',
  share: '0.00%',
  quantity: WHOLE_FORMAT,
  money: MONEY_FORMAT,
  price: MONEY_FORMAT,
  date: 'yyyy-mm-dd',
  instant: 'yyyy-mm-dd hh:mm',
  image: undefined
}

// a number too long for its column (a total over more rows than the widths were fitted to) is set smaller instead of
// ####
const AMOUNT: Partial<Alignment> = { horizontal: 'right', vertical: 'middle', indent: 1, shrinkToFit: true }

const CENTRED: Partial<Alignment> = { horizontal: 'center', vertical: 'middle', shrinkToFit: true }

const ALIGNMENTS: Readonly<Record<CellKind, Partial<Alignment>>> = {
  text: { horizontal: 'left', vertical: 'middle', wrapText: true },
  // a record number stays on one line: Excel would break it at its hyphens
  code: { horizontal: 'left', vertical: 'middle', shrinkToFit: true },
  integer: AMOUNT,
  year: CENTRED,
  share: AMOUNT,
  quantity: AMOUNT,
  money: AMOUNT,
  price: AMOUNT,
  date: CENTRED,
  instant: CENTRED,
  image: { horizontal: 'center', vertical: 'middle' }
}

function bodyStyle(kind: CellKind, numFmt: string | undefined, bold: boolean): Partial<Style> {
  const style: Partial<Style> = { font: { name: FONT, size: 10, bold }, border: BORDERS, alignment: ALIGNMENTS[kind] }
  return numFmt === undefined ? style : { ...style, numFmt }
}

/** The styles one kind of cell can take; chosen per cell by what it holds. */
export interface KindStyles {
  readonly plain: Partial<Style>
  /** A quantity or average price with more decimals: a common format would leave a lone point behind whole numbers. */
  readonly fraction: Partial<Style>
  /** Several record numbers in one cell, a line for each. */
  readonly several: Partial<Style>
  /** Text a spreadsheet program could take for a formula: formatted as text so that it stays text when edited. */
  readonly guarded: Partial<Style>
  readonly total: Partial<Style>
  readonly totalFraction: Partial<Style>
}

function kindStyles(kind: CellKind): KindStyles {
  const format = FORMATS[kind]
  const fraction = kind === 'quantity' ? inRed('#,##0.###') : kind === 'price' ? inRed('#,##0.00##') : format
  return {
    plain: bodyStyle(kind, format, false),
    fraction: bodyStyle(kind, fraction, false),
    guarded: bodyStyle('text', '@', false),
    several: bodyStyle('text', format, false),
    total: bodyStyle(kind, format, true),
    totalFraction: bodyStyle(kind, fraction, true)
  }
}

export const STYLES: Readonly<Record<CellKind, KindStyles>> = {
  text: kindStyles('text'),
  code: kindStyles('code'),
  integer: kindStyles('integer'),
  year: kindStyles('year'),
  share: kindStyles('share'),
  quantity: kindStyles('quantity'),
  money: kindStyles('money'),
  price: kindStyles('price'),
  date: kindStyles('date'),
  instant: kindStyles('instant'),
  image: kindStyles('image')
}

/** 序号 stands in the middle of its narrow column and takes no thousands separator. */
export const SEQUENCE_STYLE: Partial<Style> = { ...bodyStyle('integer', '0', false), alignment: ALIGNMENTS.date }
/** A row that only counts pages (承前页, 本页小计, 过次页). */
export const CARRIED_LABEL_STYLE: Partial<Style> = {
  ...bodyStyle('text', undefined, false),
  alignment: { horizontal: 'center', vertical: 'middle' }
}
export const TOTAL_LABEL_STYLE: Partial<Style> = {
  ...bodyStyle('text', undefined, true),
  alignment: { horizontal: 'center', vertical: 'middle' }
}
