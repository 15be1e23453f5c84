import type { Archive } from './archive'
import type { ImportLimits } from './limits'
import { shownText } from './numberFormat'
import { isPicture, spokenText, textCell } from './storedText'
import { columnLetters, columnOf, type Merge, type RawCell, type RawRow, type Table } from './table'
import { UnreadableFile } from './unreadableFile'
import type { SheetPart, WorkbookParts } from './workbookParts'

/** Filled rows and cells left to read over all sheets of a file. */
export interface Budget {
  rows: number
  cells: number
}

const DAY = 86_400_000
/** Days from the spreadsheets' day 0 to 1 January 1970. */
const UNIX_EPOCH_SERIAL = 25_569
const DAYS_FROM_1900_TO_1904 = 1_462
/** The first day count that is past the 29 February 1900 spreadsheets believe in. */
const FIRST_TRUE_SERIAL = 61

/**
 * A day count as a date; a time of day without a day, and counts before spreadsheets' first true day, as they are
 * shown.
 */
export function dateCell(serial: number, from1904: boolean, format = 'yyyy-mm-dd'): RawCell {
  const day = from1904 ? serial + DAYS_FROM_1900_TO_1904 : serial
  if (day < FIRST_TRUE_SERIAL) return { number: serial, text: shownText(serial, format) ?? String(serial) }
  const date = new Date(Math.round(((day - UNIX_EPOCH_SERIAL) * DAY) / 1000) * 1000)
  return Number.isNaN(date.getTime()) ? serial : date
}

const isTrue = (attribute: string | undefined): boolean => attribute === '1' || attribute === 'true'

interface OpenCell {
  column: number
  type: string
  style: number
  value: string
  hasFormula: boolean
  hasValue: boolean
}

function numberCell(cell: OpenCell, parts: WorkbookParts): RawCell {
  const value = Number(cell.value)
  if (cell.value === '' || Number.isNaN(value)) return null
  const style = parts.styles[cell.style]
  if (style?.date) return dateCell(value, parts.from1904, style.format)
  const text = style?.format === undefined ? undefined : shownText(value, style.format)
  if (cell.hasFormula) return text === undefined ? { computed: value } : { computed: value, text }
  return text === undefined ? value : { number: value, text }
}

function valueOf(cell: OpenCell, parts: WorkbookParts): RawCell {
  // A formula whose result is an empty text is saved as such; one without a type and without a value was never
  // calculated.
  if (cell.hasFormula && cell.value === '' && (cell.type === 'n' || !cell.hasValue))
    return { fault: 'uncalculated', text: '公式' }
  switch (cell.type) {
    case 's':
      return textCell(parts.sharedStrings[Number(cell.value)] ?? '')
    case 'str':
    case 'inlineStr':
      return textCell(spokenText(cell.value))
    case 'b':
      return cell.value === '1' || cell.value === 'true'
    case 'e':
      return { fault: 'error', text: cell.value }
    case 'd': {
      const date = new Date(/[zZ]$/.test(cell.value) ? cell.value : `${cell.value}Z`)
      return Number.isNaN(date.getTime()) ? cell.value : date
    }
    default:
      return numberCell(cell, parts)
  }
}

function mergeOf(reference: string): Merge | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$/.exec(reference)
  const left = columnOf(match?.[1] ?? '')
  const right = columnOf(match?.[3] ?? '')
  return match && left !== undefined && right !== undefined
    ? { top: Number(match[2]), left, bottom: Number(match[4]), right }
    : undefined
}

/** Collects the filled rows and merged blocks of one worksheet from its XML events. */
class WorksheetCollector {
  readonly rows: RawRow[] = []
  readonly merges: Merge[] = []
  readonly hiddenColumns: number[] = []
  pictures = 0
  readonly #sheet: SheetPart
  readonly #parts: WorkbookParts
  readonly #limits: ImportLimits
  readonly #budget: Budget
  #emptyRows = 0
  #rowNumber = 0
  #rowHidden = false
  #cells: RawCell[] = []
  #filled = 0
  #nextColumn = 0
  #cell: OpenCell | undefined
  #textTag = false
  #inPhonetic = false

  constructor(sheet: SheetPart, parts: WorkbookParts, limits: ImportLimits, budget: Budget) {
    this.#sheet = sheet
    this.#parts = parts
    this.#limits = limits
    this.#budget = budget
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') {
      this.#textTag = true
      if (this.#cell) this.#cell.hasValue = true
    } else if (name === 't') this.#textTag = !this.#inPhonetic
    else if (name === 'f' && this.#cell) this.#cell.hasFormula = true
    else if (name === 'row') this.#openRow(attributes)
    else if (name === 'rPh') this.#inPhonetic = true
    else if (name === 'mergeCell') this.#addMerge(attributes['ref'] ?? '')
    else if (name === 'col' && isTrue(attributes['hidden']))
      this.#hideColumns(Number(attributes['min']), Number(attributes['max']))
  }

  readonly text = (piece: string): void => {
    if (this.#textTag && this.#cell) this.#cell.value += piece
  }

  readonly close = (name: string): void => {
    if (name === 'v' || name === 't') this.#textTag = false
    else if (name === 'c') this.#closeCell()
    else if (name === 'row') this.#closeRow()
    else if (name === 'rPh') this.#inPhonetic = false
  }

  #openRow(attributes: Readonly<Record<string, string>>): void {
    this.#rowNumber = Number(attributes['r'] ?? this.#rowNumber + 1)
    this.#rowHidden = isTrue(attributes['hidden'])
    this.#cells = []
    this.#filled = 0
    this.#nextColumn = 0
  }

  #hideColumns(from: number, to: number): void {
    for (let column = from; column <= Math.min(to, this.#limits.columns); column += 1)
      this.hiddenColumns.push(column - 1)
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const column = columnOf((attributes['r'] ?? '').replace(/\d+$/, '')) ?? this.#nextColumn
    this.#nextColumn = column + 1
    this.#cell = {
      column,
      type: attributes['t'] ?? 'n',
      style: Number(attributes['s'] ?? 0),
      value: '',
      hasFormula: false,
      hasValue: false
    }
  }

  #closeCell(): void {
    const cell = this.#cell
    this.#cell = undefined
    if (!cell) return
    const value = valueOf(cell, this.#parts)
    if (value === null || value === '') return
    if (typeof value === 'string' && isPicture(value)) return void (this.pictures += 1)
    if (cell.column >= this.#limits.columns)
      throw this.#tooLarge(
        `第${this.#rowNumber}行在${columnLetters(cell.column)}列有内容，超过${this.#limits.columns}列，请删除多余的列`
      )
    if ((this.#budget.cells -= 1) < 0) throw this.#tooLarge('内容过多，请分成几个文件')
    this.#cells[cell.column] = value
    this.#filled += 1
  }

  #closeRow(): void {
    if (this.#filled > 0) {
      if ((this.#budget.rows -= 1) < 0) throw this.#tooLarge(`的行数合计超过${this.#limits.rows}行，请分成几个文件`)
      this.rows.push({ number: this.#rowNumber, cells: this.#cells, ...(this.#rowHidden ? { hidden: true } : {}) })
    } else if ((this.#emptyRows += 1) > this.#limits.emptyRows) {
      throw new UnreadableFile(
        'tooManyEmptyRows',
        `工作表“${this.#sheet.name}”有超过${this.#limits.emptyRows}个空行，请选中数据下方的空行删除，保存后再导入`
      )
    }
  }

  #addMerge(reference: string): void {
    if ((this.#budget.cells -= 1) < 0) throw this.#tooLarge('合并单元格过多，请分成几个文件')
    const merge = mergeOf(reference)
    if (merge) this.merges.push(merge)
  }

  #tooLarge(what: string): UnreadableFile {
    return new UnreadableFile('tooLarge', `工作表“${this.#sheet.name}”${what}后再导入`)
  }
}

/** Streams one worksheet into its filled rows and merged blocks. */
export async function readWorksheet(
  archive: Archive,
  sheet: SheetPart,
  parts: WorkbookParts,
  limits: ImportLimits,
  budget: Budget
): Promise<Table> {
  const collector = new WorksheetCollector(sheet, parts, limits, budget)
  await archive.readXml(sheet.part, collector)
  const { rows, merges, hiddenColumns, pictures } = collector
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    rows,
    merges,
    ...(hiddenColumns.length > 0 ? { hiddenColumns } : {}),
    ...(pictures > 0 ? { pictures } : {})
  }
}
