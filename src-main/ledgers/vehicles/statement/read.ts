import { fuelGrades, type FuelGrade, type StatementLineKind } from '../../../contract/vehicles/words'
import { instantAt } from '../../../kernel/instant'
import { parseMoney } from '../../../kernel/money'
import { parseQuantity } from '../../../kernel/quantity'
import { parseTypedDate } from '../../../contract/typedDate'
import { compact } from '../../../contract/typedText'
import { timeIn } from '../../../platform/importing'
import { cellNumber, cellText, isBlank, type RawCell, type RawRow, type Table } from '../../../platform/importing/table'

/** A line of a statement as read. Litres in thousandths, amounts in cents; negative for reversals. */
export interface ReadLine {
  readonly row: number
  readonly cardNumber: string
  /** The card's number was stored as a number: only its first 15 digits are true. */
  readonly digitsLost: boolean
  readonly holder: string
  readonly at: string
  readonly day: string
  readonly kind: StatementLineKind
  readonly kindWords: string
  readonly grade: FuelGrade | null
  readonly gradeWords: string
  readonly litres: number
  readonly priceCents: number
  readonly amountCents: number
  readonly station: string
}

export interface ReadStatement {
  readonly lines: readonly ReadLine[]
  readonly problems: readonly string[]
  /** Amounts were told in 分, as the statement's own sums prove. */
  readonly inFen: boolean
}

const columns = {
  card: ['卡号', '加油卡号', '卡片编号'],
  holder: ['持卡人', '车牌号', '车牌', '车号', '持卡人姓名'],
  time: ['交易时间', '加油时间', '时间', '日期', '交易日期'],
  kind: ['业务类型', '交易类型', '类型', '业务'],
  grade: ['油品', '油品名称', '商品', '品名'],
  litres: ['数量(升)', '加油升数', '数量', '升数', '加油量'],
  price: ['单价(元/升)', '单价', '挂牌价', '单价(元)'],
  amount: ['金额(元)', '加油金额', '金额', '交易金额', '金额(分)'],
  station: ['地点', '油站', '交易地点', '加油站', '网点']
} as const
type Column = keyof typeof columns
type Header = Readonly<Partial<Record<Column, number>>>

const folded = (cell: RawCell | undefined) => compact(cellText(cell)).replaceAll('（', '(').replaceAll('）', ')')

/** The columns of a heading row; undefined for any other row. */
function headerOf({ cells }: RawRow): Header | undefined {
  const found: Partial<Record<Column, number>> = {}
  for (const [index, cell] of cells.entries()) {
    const heading = folded(cell)
    for (const name of Object.keys(columns) as Column[])
      if (found[name] === undefined && columns[name].some((each) => each === heading)) found[name] = index
  }
  return found.time !== undefined &&
    found.amount !== undefined &&
    (found.card !== undefined || found.holder !== undefined)
    ? found
    : undefined
}

/** The grade a product's name tells: 92号车用汽油(ⅥA), 0号车用柴油, 92#. */
export function gradeOf(words: string): FuelGrade | null {
  const text = compact(words)
  const number = /(-?\d+)(?:号|#)/.exec(text)?.[1] ?? (/^-?\d+$/.test(text) ? text : undefined)
  const grades: Readonly<Record<string, FuelGrade>> = {
    '92': 'g92',
    '93': 'g92',
    '95': 'g95',
    '97': 'g95',
    '98': 'g98',
    '0': 'd0',
    '-10': 'd10'
  }
  if (number !== undefined) return grades[number] ?? null
  return (Object.keys(fuelGrades) as FuelGrade[]).find((grade) => compact(fuelGrades[grade]) === text) ?? null
}

const kindOf = (words: string, gradeWords: string): StatementLineKind => {
  if (/冲正|撤销|退款/.test(words)) return 'reversal'
  if (/圈存|圈提|充值|分配|积分/.test(words)) return 'load'
  if (/商品|便利店|非油/.test(words)) return 'goods'
  return /加油|消费/.test(words) || (words === '' && gradeOf(gradeWords) !== null) ? 'refuel' : 'other'
}

const numberOf = (cell: RawCell | undefined, parse: typeof parseMoney): number | undefined => {
  if (isBlank(cell)) return 0
  const plain = cellNumber(cell) ?? cell
  const read = typeof plain === 'string' || typeof plain === 'number' ? parse(plain) : undefined
  return read?.ok ? read.value : undefined
}

/** Day and moment of a cell: a date-time, or '2026-01-22 08:35:50'. */
function timeOf(cell: RawCell | undefined): { readonly at: string; readonly day: string } | undefined {
  const text = cell instanceof Date ? cell.toISOString().slice(0, 19).replace('T', ' ') : cellText(cell)
  const day = parseTypedDate(text, { shortYears: true })
  const time = timeIn(text)
  return day.ok && time !== undefined ? { day: day.value, at: instantAt(day.value, time ?? '12:00') } : undefined
}

/** A card stored as a number has lost what stands behind its 15th digit. */
function cardOf(cell: RawCell | undefined): { readonly cardNumber: string; readonly digitsLost: boolean } {
  const lost = typeof cell === 'number' && cell > 999_999_999_999_999
  const digits =
    typeof cell === 'number'
      ? cell.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 0 })
      : compact(cellText(cell))
  return { cardNumber: digits, digitsLost: lost }
}

/**
 * Reads the lines of an oil company's statement from the tables of its file: headings repeated on every page, blocks by
 * card, subtotals and notes are passed over; a line that looks like one and cannot be read is named.
 */
export function readStatement(tables: readonly Table[]): ReadStatement {
  const lines: ReadLine[] = []
  const problems: string[] = []
  let fenHeading = false
  for (const table of tables) {
    let header: Header | undefined
    // A sheet of the main card's money has no litres: nothing there is a refuel.
    for (const row of table.rows) {
      const found = headerOf(row)
      if (found) {
        header = found.litres === undefined ? undefined : found
        fenHeading ||= header?.amount !== undefined && folded(row.cells[header.amount]) === '金额(分)'
        continue
      }
      if (!header) continue
      const at = (column: Column) => (header?.[column] === undefined ? undefined : row.cells[header[column]])
      const text = (column: Column) => cellText(at(column)).trim()
      const time = timeOf(at('time'))
      if (!time) {
        const summary = /小计|合计|总计/.test(row.cells.map(cellText).join(''))
        // Sums have amount and litres too, but neither card nor product.
        const isLine = (['amount', 'litres', 'card', 'grade'] as const).every((column) => !isBlank(at(column)))
        if (!summary && text('time') !== '')
          problems.push(`“${table.name}”第${row.number}行的时间“${text('time')}”读不懂`)
        else if (!summary && isLine) problems.push(`“${table.name}”第${row.number}行没有写交易时间`)
        continue
      }
      const amount = numberOf(at('amount'), parseMoney)
      const litres = numberOf(at('litres'), parseQuantity)
      const price = numberOf(at('price'), (typed) =>
        parseMoney(typeof typed === 'number' ? Math.round(typed * 100) / 100 : typed)
      )
      if (amount === undefined || litres === undefined) {
        problems.push(`“${table.name}”第${row.number}行的金额或数量读不懂`)
        continue
      }
      lines.push({
        row: row.number,
        ...cardOf(at('card')),
        holder: text('holder'),
        ...time,
        kind: kindOf(compact(text('kind')), text('grade')),
        kindWords: text('kind') || '加油',
        grade: gradeOf(text('grade')),
        gradeWords: text('grade'),
        litres,
        priceCents: price ?? 0,
        amountCents: amount,
        station: text('station')
      })
    }
  }
  const inFen = fenHeading || provesFen(lines)
  return {
    lines: inFen ? lines.map((line) => ({ ...line, amountCents: Math.round(line.amountCents / 100) })) : lines,
    problems,
    inFen
  }
}

/** Amounts are in 分 where litres × price says a hundredth of them, line after line. */
function provesFen(lines: readonly ReadLine[]): boolean {
  const priced = lines.filter(({ litres, priceCents, kind }) => kind === 'refuel' && litres > 0 && priceCents > 0)
  const near = (line: ReadLine, scale: number) =>
    Math.abs(line.amountCents / scale - (line.litres * line.priceCents) / 1000) <= line.amountCents / scale / 5
  return priced.length > 0 && priced.every((line) => near(line, 100) && !near(line, 1))
}
