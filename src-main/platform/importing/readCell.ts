import { formatMoney, formatQuantity } from '../../contract/display'
import type { Choice, Field } from '../../contract/fields'
import { instantAt } from '../../kernel/instant'
import { parseMoney } from '../../kernel/money'
import { parseInteger, parseQuantity } from '../../kernel/quantity'
import { personName, sameKey } from '../../kernel/sameness'
import { parseTypedDate, parseTypedMonth, type DateReading } from '../../contract/typedDate'
import { compact, halfWidth, parseDecimal, parsed, unreadable, type Parsed } from '../../contract/typedText'
import { cellText, isBlank, isComputed, isFaulty, isShown, type Computed, type RawCell, type Shown } from './table'

/**
 * A cell read as its field's kind: cents, thousandths, ISO dates and instants, choice values; null when nothing stands
 * there.
 */
export type ImportValue = string | number | boolean | null

/** What clerks write for "nothing" besides leaving a cell empty. */
const NOTHING = new Set(['/', '-', '--', '—', '——', '\\'])
const YES = new Set(['是', '有', '√', '✓', '✔', 'y', 'yes', 'true', '1', '对'])
const NO = new Set(['否', '无', '没有', '×', '✗', 'x', 'n', 'no', 'false', '0', '错'])

/** What of a book its dates depend on. */
export type BookReading = Pick<DateReading, 'referenceYear'>

/** How dates stand in books kept by hand or by spreadsheet. */
const inBooks = { serials: true, shortYears: true } as const

const faultWords = {
  error: (text: string) => `公式出错（${text}）`,
  uncalculated: () => '公式没有计算结果，请在 Excel 或 WPS 中打开并保存后再导入',
  tooLong: (text: string) => `文字超过32767字（“${text}”），请删短后再导入`
} as const

/** Spreadsheets keep 15 digits of a number; the rest of a longer identifier is lost. */
const EXACT_DIGITS = 15

/** A number a spreadsheet wrote in powers of ten: its last digits are gone. */
const SCIENTIFIC = /^[+-]?\d(?:\.\d+)?E\+?\d+$/i

/** Digits and letters in half width, brackets and signs as they were written. */
function narrow(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, halfWidth)
    .replace(/[\u200b\ufeff]/g, '')
    .trim()
}

function readText(cell: Exclude<RawCell, null>, field: Field): Parsed<ImportValue> {
  const digits = typeof cell === 'number' ? cell : isShown(cell) ? cell.number : 0
  if (Math.abs(digits) >= 10 ** EXACT_DIGITS)
    return unreadable(`数字超过${EXACT_DIGITS}位，末尾数字可能已丢失，请把该列设为文本格式后重新填写`)
  if (cell instanceof Date && field.kind !== 'longText')
    return unreadable(
      `显示为日期“${cellText(cell)}”，可能是表格程序把${field.label}改成了日期，请把这一格设为文本后重新填写`
    )
  const text = cellText(cell)
  if (SCIENTIFIC.test(compact(text)))
    return unreadable(`“${text}”被表格程序改成了科学计数，末尾数字已丢失，请把该列设为文本格式后重新填写`)
  switch (field.kind) {
    case 'code':
    case 'reference':
      return parsed(narrow(text))
    case 'person':
      return parsed(personName(text))
    case 'unit':
      return parsed(narrow(text).replace(/\s+/g, ''))
    default:
      return parsed(text)
  }
}

/** Formula results carry more decimals than are shown; what was calculated is taken as shown, half away from zero. */
function rounded(computed: number, decimals: number): number {
  return (Math.sign(computed) * Math.round(Math.abs(computed) * 10 ** decimals + 1e-7)) / 10 ** decimals
}

/** An amount or a number in brackets is a negative one to bookkeepers: (5.00). */
function signed(text: string): string {
  const inner = /^\((.*\d.*)\)$/.exec(compact(text))?.[1]
  return inner === undefined ? text : `-${inner}`
}

/** '12元5角' in yuan; other amounts as they are. */
function withoutJiao(text: string): string {
  const parts = /^([\d,]+)[元块](\d)角(?:(\d)分)?$/.exec(compact(text))
  return parts ? `${parts[1] ?? ''}.${parts[2] ?? ''}${parts[3] ?? ''}` : text
}

function readMoney(cell: string | number | Computed | Shown, yuanPerUnit: number): Parsed<ImportValue> {
  if (isComputed(cell)) return parseMoney(rounded(cell.computed * yuanPerUnit, 2))
  if (isShown(cell)) return parseMoney(cell.number * yuanPerUnit)
  if (typeof cell === 'number') return parseMoney(cell * yuanPerUnit)
  const typed = withoutJiao(signed(cell))
  // An amount that names its own unit ('1.2万元') means it, whatever the heading says.
  if (yuanPerUnit === 1 || /[亿万千百]/.test(typed)) return parseMoney(typed)
  const units = parseDecimal(compact(typed).replace(/^¥|元$/g, ''), 6)
  return units.ok ? parseMoney((units.value / 1_000_000) * yuanPerUnit) : unreadable(`金额${units.problem}`)
}

function readNumber(cell: Exclude<RawCell, null>, field: Field, yuanPerUnit: number): Parsed<ImportValue> {
  if (typeof cell !== 'string' && typeof cell !== 'number' && !isComputed(cell) && !isShown(cell))
    return unreadable(`“${cellText(cell)}”不是数字`)
  if (field.kind === 'money') return readMoney(cell, yuanPerUnit)
  const plain = isShown(cell) ? cell.number : typeof cell === 'string' ? signed(cell) : cell
  if (field.kind === 'quantity') return parseQuantity(isComputed(plain) ? rounded(plain.computed, 3) : plain)
  return parseInteger(isComputed(plain) ? plain.computed : plain)
}

/**
 * A number with its unit of measure behind it in one cell ('3包', '12.50元/包'), taken apart; undefined when the cell is
 * not of that shape.
 */
export function numberWithUnit(
  cell: RawCell,
  kind: Field['kind']
): { readonly number: string; readonly unit: string } | undefined {
  if (typeof cell !== 'string') return undefined
  const text = compact(cell)
  const shape =
    kind === 'money' ? /^(¥?[\d.,]+元?)\/?每?(?:\/)([^\d\s.,/()]{1,3})$/ : /^([\d.,]+)([^\d\s.,/()+*~～\-—×x]{1,3})$/
  const parts = shape.exec(text)
  return parts?.[1] !== undefined && parts[2] !== undefined ? { number: parts[1], unit: parts[2] } : undefined
}

function plainCell(cell: Exclude<RawCell, null>): string | number | Date {
  return isComputed(cell)
    ? cell.computed
    : isShown(cell)
      ? cell.number
      : typeof cell === 'string' || typeof cell === 'number' || cell instanceof Date
        ? cell
        : cellText(cell)
}

const CLOCK = /(上午|下午|中午|早上|晚上|凌晨|傍晚|夜间)?\s*(\d{1,2})(?:[:时点](?:(\d{1,2})|(半))?)\s*(AM|PM)?/i

/** A time of day in words or digits as 'HH:MM'; null where the text has none, undefined where it is no time. */
export function timeIn(text: string): string | null | undefined {
  const minutes = minutesIn(text)
  if (minutes === undefined) return null
  return minutes < 1440 ? clockOf(minutes) : undefined
}

const two = (part: number): string => String(part).padStart(2, '0')
const clockOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

/** Minutes since midnight of a time of day in words or digits: 9:30, 下午3点半, 3:30 PM; undefined where none is. */
function minutesIn(text: string): number | undefined {
  const [all, part = '', hour, minute, half, english = ''] = CLOCK.exec(text.normalize('NFKC')) ?? []
  if (all === undefined) return undefined
  const late = /下午|晚上|傍晚|夜间/.test(part) || (part === '中午' && Number(hour) < 11) || /PM/i.test(english)
  const hours = Number(hour) % 12 === 0 && /AM/i.test(english) ? 0 : Number(hour) + (late && Number(hour) < 12 ? 12 : 0)
  const minutes = half === undefined ? Number(minute ?? 0) : 30
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : Number.NaN
}

function readInstant(cell: Exclude<RawCell, null>, reading: BookReading): Parsed<ImportValue> {
  const plain = plainCell(cell)
  const date = parseTypedDate(plain, { ...inBooks, ...reading })
  if (!date.ok) return date
  const serialTime = typeof plain === 'number' ? Math.round((plain % 1) * 1440) : 0
  const minutes = minutesIn(cellText(cell)) ?? serialTime
  if (!(minutes < 1440)) return unreadable(`“${cellText(cell)}”的时间不对`)
  return parsed(instantAt(date.value, clockOf(minutes)))
}

/** The choice a word names by label, value or synonym; undefined when it is none of them. */
export function choiceOf(text: string, choices: readonly Choice[]): Choice | undefined {
  const folded = sameKey(text)
  return choices.find(({ label, value }) => sameKey(label) === folded || value.toLowerCase() === folded)
}

/** The words of the choices, each value once. */
export function choiceWords(choices: readonly Choice[]): string {
  const first = new Map<string, string>()
  for (const { value, label } of choices) if (!first.has(value)) first.set(value, label)
  return [...first.values()].join('、')
}

function readChoice(text: string, choices: readonly Choice[]): Parsed<ImportValue> {
  const choice = choiceOf(text, choices)
  // An empty value is a word for nothing: 在库 under 处理结果.
  return choice
    ? parsed(choice.value === '' ? null : choice.value)
    : unreadable(`“${text}”不在可选项中：${choiceWords(choices)}`)
}

function readBoolean(cell: Exclude<RawCell, null>): Parsed<ImportValue> {
  if (typeof cell === 'boolean') return parsed(cell)
  const folded = compact(cellText(cell)).toLowerCase()
  if (YES.has(folded)) return parsed(true)
  return NO.has(folded) ? parsed(false) : unreadable(`“${cellText(cell)}”应填“是”或“否”`)
}

/**
 * Reads a cell as its field's kind. `yuanPerUnit` is what one of a money column's units is worth (10,000 under 万元). A
 * cell that is empty, or a stroke for nothing, is null; for a required field that is a problem.
 */
export function readCell(
  cell: RawCell | undefined,
  field: Field,
  yuanPerUnit = 1,
  reading: BookReading = {}
): Parsed<ImportValue> {
  if (cell === undefined || cell === null || isBlank(cell) || NOTHING.has(compact(cellText(cell))))
    return field.required ? unreadable(`缺${field.label}`) : parsed(null)
  if (isFaulty(cell)) return unreadable(faultWords[cell.fault](cell.text))
  switch (field.kind) {
    case 'money':
    case 'quantity':
    case 'integer':
    case 'year':
      return readNumber(cell, field, yuanPerUnit)
    case 'date':
      return parseTypedDate(plainCell(cell), { ...inBooks, ...reading })
    case 'month':
      return parseTypedMonth(plainCell(cell), reading)
    case 'instant':
      return readInstant(cell, reading)
    case 'boolean':
      return readBoolean(cell)
    case 'choice':
      return readChoice(cellText(cell), field.choices ?? [])
    case 'image':
      return parsed(null)
    default:
      return readText(cell, field)
  }
}

/** A sum of a column in words: yuan for money, decimals for quantities. */
export function sumText(field: Field, sum: number): string {
  return field.kind === 'money' ? formatMoney(sum) : field.kind === 'quantity' ? formatQuantity(sum) : String(sum)
}
