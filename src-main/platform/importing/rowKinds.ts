import { compact } from '../../contract/typedText'
import { EXAMPLE_MARK } from '../documents/templates'
import { isFooter } from './footers'
import { cellText, isBlank, type RawRow } from './table'

/** What a row below the header is, when it is not a line of the ledger. */
export type OtherRow =
  /** 合计, 小计 …: sums of the lines above it */
  | 'total'
  /** 其中 …: parts of a sum above it */
  | 'among'
  /** 承前页, 过次页, 上年结转 …: sums brought from or to another page or period */
  | 'carried'
  /** the headings printed again on a new page */
  | 'header'
  /** a heading across the table, such as the name of a unit */
  | 'section'
  /** signatures and notes below the table */
  | 'footer'
  /** a line number waiting for an entry */
  | 'unused'
  /** a line taken back in writing: 作废, 空号 */
  | 'void'
  /** a balance a later line of the same item goes on from */
  | 'earlier'
  /** a line of another small table below this one */
  | 'elsewhere'
  /** the example line of our own template */
  | 'example'

const PERIOD = '(?:本|当|上|下|次|前|去|今|往|每)?(?:页|日|月|季度?|年度?|期|次|批|类)'
const SUM = '(?:合计|小计|总计|共计|累计|总和|汇总)'
const BEHIND = '(?:金额|数量|数|额|人民币)?(?:\\(.*\\))?(?:[:].*|[\\d¥].*)?'
const TOTAL = new RegExp(
  `^(?:(?:${PERIOD}|全年|截至本?月?|以上|[总合共])?${SUM}|[页月季年]计|总[数额]|合[共]?计?数)${BEHIND}$`
)
const TOTAL_IN_ENGLISH = /^(?:sub|grand)?-?(?:totals?|sum)[:]?$/i
const CARRIED = new RegExp(
  `^(?:[承接转][前上]页?|[过转接][次下后]页|承上页|${PERIOD}(?:末|初)?(?:结转|结余|结存|余额|转入|转来|转出|移交)(?:[次下]${PERIOD})?|` +
    `[期年月季](?:初|末)(?:余额|结存|结余|库存|数|结转)|(?:结?转|结余转|移转)[入至到]?${PERIOD})${BEHIND}$`
)
/**
 * A unit's or a kind's own subtotal: '办公室小计'. A line of a ledger may end so too, hence only where nothing else of a
 * line stands.
 */
const NAMED_TOTAL = /^.{1,14}(?:合计|小计|总计|共计|累计|汇总)$/
/** Parts of a sum: '其中', '其中：公斤'. */
const AMONG = /^其中(?:[:].*)?$/
const BLANK_BELOW = /^[-—─_*.]*(?:以下|下方|此页|本页|余下|此处)(?:为)?(?:空白|无正文|无内容|空行)[-—─_*.]*$/
/** Written over a line that does not count. */
const VOID = /^\(?(?:此[号行页条]|本[号行页条])?(?:作废|空号|跳号|废号|注销|取消)\)?$/
/** 一、 （二） 第三类 A. : how sections of a list are numbered. */
const SECTION =
  /^(?:[一二三四五六七八九十]{1,3}[、..]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十\d]{1,3}[部类分章节]|[A-Z][、.])/

/** What is needed to tell the rows of one table apart. */
export interface TableShape {
  /** Columns (from 0) that are read. */
  readonly mappedColumns: readonly number[]
  /** Those whose values are summed. */
  readonly summedColumns: readonly number[]
  /** Those every line has to have. */
  readonly requiredColumns: readonly number[]
  /** Columns of line numbers. */
  readonly numberColumns: readonly number[]
  /** Columns that hold something in nearly every line, sums left aside. */
  readonly usualColumns: readonly number[]
  /** Heading text by column, white space and full width folded, of the header's row and of the row over it. */
  readonly headings: readonly ReadonlyMap<number, string>[]
  /** Columns of what a line is called: alone in one of them a text may be a line without its numbers. */
  readonly namingColumns: readonly number[]
  /** Whether a text is what a kind of things, or a unit, is called. */
  readonly isTitle: (text: string) => boolean
  /** Whether the cell begins a block merged over several columns. */
  readonly spansColumns: (row: number, column: number) => boolean
  /** Rows that by arithmetic are sums of the lines around them. */
  readonly summaries: ReadonlySet<number>
  /** Rows that belong to the header: numbers of its columns, units of measure. */
  readonly underHeader: ReadonlySet<number>
  /** Rows of other small tables further down. */
  readonly elsewhere: ReadonlySet<number>
}

/** What is known of a table before its rows are looked at one by one. */
export type PlainShape = Pick<
  TableShape,
  'mappedColumns' | 'summedColumns' | 'requiredColumns' | 'numberColumns' | 'usualColumns'
>

const filledIn = (row: RawRow): readonly number[] =>
  [...row.cells.keys()].filter((column) => !isBlank(row.cells[column]))
const textAt = (row: RawRow, column: number | undefined): string =>
  column === undefined ? '' : compact(cellText(row.cells[column]))

/** Whether a row holds nothing of a line but a label and numbers that are summed: what every line has is missing. */
export function isBare(
  row: RawRow,
  { usualColumns, summedColumns, mappedColumns, numberColumns }: PlainShape
): boolean {
  // Most rows are lines, in which nothing is missing.
  if (!usualColumns.some((column) => isBlank(row.cells[column]))) return false
  const filled = filledIn(row)
  const label = filled.find((column) => !numberColumns.includes(column) && !/^[\d.,-]*$/.test(textAt(row, column)))
  const missing = usualColumns.filter((column) => column !== label && isBlank(row.cells[column]))
  const others = filled.filter(
    (column) =>
      column !== label &&
      !numberColumns.includes(column) &&
      mappedColumns.includes(column) &&
      !summedColumns.includes(column)
  )
  return missing.length > 0 && others.length === 0
}

/** Whether a row calls itself a sum or a balance brought forward, whatever else stands in it. */
export function isNamedSum(row: RawRow): boolean {
  const [first = ''] = labels(row)
  return TOTAL.test(first) || TOTAL_IN_ENGLISH.test(first) || CARRIED.test(first) || NAMED_TOTAL.test(first)
}

/** The first texts of a row, numbers of lines left aside: where a label stands. */
function labels(row: RawRow): readonly string[] {
  const found: string[] = []
  for (let column = 0; column < row.cells.length && found.length < 2; column += 1) {
    if (isBlank(row.cells[column])) continue
    const text = textAt(row, column)
    if (!/^[\d.,-]*$/.test(text)) found.push(text)
  }
  return found
}

function sumsByName(row: RawRow, shape: TableShape, bare: boolean, mostlyEmpty: boolean): OtherRow | undefined {
  const [first = '', second = ''] = labels(row)
  // A second label stands behind a category ('日用品 | 小计') or behind nothing; a line has more than that.
  const said = bare || mostlyEmpty ? [first, second] : [first]
  if (said.some((text) => TOTAL.test(text) || TOTAL_IN_ENGLISH.test(text))) return 'total'
  if (said.some((text) => CARRIED.test(text))) return 'carried'
  if ((bare || mostlyEmpty) && NAMED_TOTAL.test(first)) return 'total'
  if ((bare || mostlyEmpty) && AMONG.test(first)) return 'among'
  return shape.summaries.has(row.number) ? 'total' : undefined
}

/** What a row below the header is instead of an entry, or undefined when it is one. `next` is the row below it. */
export function otherRowKind(row: RawRow, shape: TableShape, next?: RawRow): OtherRow | undefined {
  if (shape.underHeader.has(row.number)) return 'header'
  const filled = filledIn(row)
  const mapped = filled.filter((column) => shape.mappedColumns.includes(column))
  const mostlyEmpty = mapped.length * 2 < shape.mappedColumns.length
  const sums = sumsByName(row, shape, isBare(row, shape), mostlyEmpty)
  if (sums !== undefined) return sums
  const [only] = filled
  const first = textAt(row, only)
  if (isHeader(row, shape)) return 'header'
  if (BLANK_BELOW.test(first) && mapped.length < 2) return 'footer'
  // The title printed again over a header printed again.
  if (next !== undefined && mostlyEmpty && isHeader(next, shape) && lacksRequired(row, shape)) return 'section'
  if (isFooter(row, (column) => shape.summedColumns.includes(column)) && lacksRequired(row, shape)) return 'footer'
  if (mostlyEmpty && labels(row).some((text) => VOID.test(text))) return 'void'
  if (filled.length === 1 && only !== undefined && isSection(row, only, shape, next)) return 'section'
  if (shape.elsewhere.has(row.number)) return 'elsewhere'
  if (shape.numberColumns.some((column) => textAt(row, column) === EXAMPLE_MARK)) return 'example'
  if (filled.every((column) => shape.numberColumns.includes(column)))
    return /^[\d.,()-]*$/.test(first) ? 'unused' : 'footer'
  return undefined
}

/** Whether something every line has is missing, or a label stands in its place. */
function lacksRequired(row: RawRow, { requiredColumns }: TableShape): boolean {
  const [first] = filledIn(row)
  return (
    requiredColumns.length === 0 || requiredColumns.some((column) => column === first || isBlank(row.cells[column]))
  )
}

/**
 * A title over the lines that follow: alone in its row, merged over several columns, numbered as sections are, before a
 * header, or before a line while everything else a line has to have is missing.
 */
function isSection(row: RawRow, only: number, shape: TableShape, next: RawRow | undefined): boolean {
  const { mappedColumns, requiredColumns } = shape
  if (mappedColumns.length < 3) return false
  if (shape.spansColumns(row.number, only)) return true
  if (typeof row.cells[only] !== 'string') return false
  if (SECTION.test(textAt(row, only))) return true
  if (shape.namingColumns.includes(only) && !shape.isTitle(textAt(row, only))) return false
  return (
    next !== undefined &&
    !/^[\d.,()-]*$/.test(textAt(row, only)) &&
    requiredColumns.some((column) => column !== only) &&
    requiredColumns.filter((column) => !isBlank(next.cells[column])).length * 2 > requiredColumns.length &&
    filledIn(next).length > 2
  )
}

function isHeader(row: RawRow, shape: TableShape): boolean {
  const filled = filledIn(row)
  return (
    filled.length > 1 &&
    shape.headings.some(
      (headings) => headings.size > 1 && filled.every((column) => textAt(row, column) === headings.get(column))
    )
  )
}
