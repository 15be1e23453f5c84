import { formatMoney, formatQuantity } from '../../contract/display'
import type { Choice, Field } from '../../contract/fields'
import { instantAt } from '../../kernel/instant'
import { parseMoney } from '../../kernel/money'
import { parseInteger, parseQuantity } from '../../kernel/quantity'
import { parseTypedDate, parseTypedMonth } from '../../kernel/typedDate'
import { compact, halfWidth, parseDecimal, parsed, unreadable, type Parsed } from '../../kernel/typedText'
import { cellText, isBlank, isComputed, isFaulty, type Computed, type RawCell } from './table'

/** A cell read as its field's kind: cents, thousandths, ISO dates and instants, choice values; null when nothing stands there. */
export type ImportValue = string | number | boolean | null

/** What clerks write for "nothing" besides leaving a cell empty. */
const NOTHING = new Set(['/', '-', '--', '—', '——', '\\'])
const YES = new Set(['是', '有', '√', '✓', '✔', 'y', 'yes', 'true', '1', '对'])
const NO = new Set(['否', '无', '没有', '×', '✗', 'x', 'n', 'no', 'false', '0', '错'])

/** Spreadsheets keep 15 digits of a number; the rest of a longer identifier is lost. */
const EXACT_DIGITS = 15

function readText(cell: Exclude<RawCell, null>, field: Field): Parsed<ImportValue> {
  if (typeof cell === 'number' && Math.abs(cell) >= 10 ** EXACT_DIGITS)
    return unreadable(`数字超过${EXACT_DIGITS}位，末尾数字可能已丢失，请把该列设为文本格式后重新填写`)
  const text = cellText(cell)
  switch (field.kind) {
    case 'code':
    case 'reference':
      return parsed(halfWidth(text))
    case 'person':
    case 'unit':
      return parsed(compact(text))
    default:
      return parsed(text)
  }
}

/** Formula results carry more decimals than are shown; what was calculated is taken as shown, half away from zero. */
function rounded(computed: number, decimals: number): number {
  return (Math.sign(computed) * Math.round(Math.abs(computed) * 10 ** decimals + 1e-7)) / 10 ** decimals
}

function readMoney(cell: string | number | Computed, yuanPerUnit: number): Parsed<ImportValue> {
  if (isComputed(cell)) return parseMoney(rounded(cell.computed * yuanPerUnit, 2))
  if (typeof cell === 'number') return parseMoney(cell * yuanPerUnit)
  // An amount that names its own unit ('1.2万元') means it, whatever the heading says.
  if (yuanPerUnit === 1 || /[万千百]/.test(cell)) return parseMoney(cell)
  const units = parseDecimal(compact(cell).replace(/^¥|元$/g, ''), 6)
  return units.ok ? parseMoney((units.value / 1_000_000) * yuanPerUnit) : unreadable(`金额${units.problem}`)
}

function readNumber(cell: Exclude<RawCell, null>, field: Field, yuanPerUnit: number): Parsed<ImportValue> {
  if (typeof cell !== 'string' && typeof cell !== 'number' && !isComputed(cell)) return unreadable(`“${cellText(cell)}”不是数字`)
  if (field.kind === 'money') return readMoney(cell, yuanPerUnit)
  if (field.kind === 'quantity') return parseQuantity(isComputed(cell) ? rounded(cell.computed, 3) : cell)
  return parseInteger(isComputed(cell) ? cell.computed : cell)
}

function plainCell(cell: Exclude<RawCell, null>): string | number | Date {
  return isComputed(cell) ? cell.computed : typeof cell === 'string' || typeof cell === 'number' || cell instanceof Date ? cell : cellText(cell)
}

function readInstant(cell: Exclude<RawCell, null>): Parsed<ImportValue> {
  const plain = plainCell(cell)
  const date = parseTypedDate(plain, { serials: true })
  if (!date.ok) return date
  const serialTime = typeof plain === 'number' ? Math.round((plain % 1) * 1440) : 0
  const typed = /(\d{1,2})[:时](\d{1,2})/.exec(cellText(cell).normalize('NFKC'))
  const minutes = typed ? Number(typed[1]) * 60 + Number(typed[2]) : serialTime
  if (minutes >= 1440 || Number(typed?.[2] ?? 0) > 59) return unreadable(`“${cellText(cell)}”的时间不对`)
  const two = (part: number): string => String(part).padStart(2, '0')
  return parsed(instantAt(date.value, `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`))
}

function readChoice(text: string, choices: readonly Choice[]): Parsed<ImportValue> {
  const folded = compact(text).toLowerCase()
  const choice = choices.find(({ label, value }) => [compact(label).toLowerCase(), value.toLowerCase()].includes(folded))
  return choice ? parsed(choice.value) : unreadable(`“${text}”不在可选项中：${choices.map(({ label }) => label).join('、')}`)
}

function readBoolean(cell: Exclude<RawCell, null>): Parsed<ImportValue> {
  if (typeof cell === 'boolean') return parsed(cell)
  const folded = compact(cellText(cell)).toLowerCase()
  if (YES.has(folded)) return parsed(true)
  return NO.has(folded) ? parsed(false) : unreadable(`“${cellText(cell)}”应填“是”或“否”`)
}

/**
 * Reads a cell as its field's kind. `yuanPerUnit` is what one of a money column's units is worth (10,000 under 万元). A cell that
 * is empty, or a stroke for nothing, is null; for a required field that is a problem.
 */
export function readCell(cell: RawCell | undefined, field: Field, yuanPerUnit = 1): Parsed<ImportValue> {
  if (cell === undefined || cell === null || isBlank(cell) || NOTHING.has(compact(cellText(cell))))
    return field.required ? unreadable(`缺${field.label}`) : parsed(null)
  if (isFaulty(cell))
    return unreadable(cell.fault === 'error' ? `公式出错（${cell.text}）` : '公式没有计算结果，请在 Excel 或 WPS 中打开并保存后再导入')
  switch (field.kind) {
    case 'money':
    case 'quantity':
    case 'integer':
      return readNumber(cell, field, yuanPerUnit)
    case 'date':
      return parseTypedDate(plainCell(cell), { serials: true })
    case 'month':
      return parseTypedMonth(plainCell(cell))
    case 'instant':
      return readInstant(cell)
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
