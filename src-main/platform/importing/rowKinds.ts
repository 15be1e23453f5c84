import { compact } from '../../kernel/typedText'
import { EXAMPLE_MARK } from '../documents/templates'
import { cellText, isBlank, type RawRow } from './table'

/** What a row below the header is, when it is not a line of the ledger. */
export type OtherRow =
  /** 合计, 小计 …: sums of the lines above it */
  | 'total'
  /** the headings printed again on a new page */
  | 'header'
  /** a heading across the table, such as the name of a unit */
  | 'section'
  /** signatures and notes below the table */
  | 'footer'
  /** a line number waiting for an entry */
  | 'unused'
  /** the example line of our own template */
  | 'example'

const TOTAL = /^(?:本页|本月|本季度?|本年度?|全年|截至本?月?|以上)?(?:合计|小计|总计|共计|累计)(?:[:(].*|\d.*|人民币.*)?$/
/** A unit's or a kind's own subtotal: '办公室小计'. A line of a ledger may end so too, hence only for rows mostly empty. */
const NAMED_TOTAL = /^.{1,12}(?:合计|小计|总计|共计|累计)$/
const FOOTER = /^(?:制表|填表|填报|编制|审核|复核|负责人|经办人|经手人|保管员|监印人|单位负责人|科室负责人|盘点人|监盘人|日期|备注|注|说明)[^:]{0,6}:/

/** What is needed to tell the rows of one table apart. */
export interface TableShape {
  /** Columns (from 0) that are read. */
  readonly mappedColumns: readonly number[]
  /** Columns of line numbers. */
  readonly numberColumns: readonly number[]
  /** Heading text by column, white space and full width folded. */
  readonly headings: ReadonlyMap<number, string>
  /** Whether the cell begins a block merged over several columns. */
  readonly spansColumns: (row: number, column: number) => boolean
}

/** The row's label when it carries sums instead of an entry. */
function totalLabel(texts: readonly string[], mostlyEmpty: boolean): string | undefined {
  const [first = '', second = ''] = texts
  const label = [first, /^\d*$/.test(first) ? second : ''].find((text) => TOTAL.test(text))
  return label ?? (mostlyEmpty && NAMED_TOTAL.test(first) ? first : undefined)
}

/** What a row below the header is instead of an entry, or undefined when it is one. */
export function otherRowKind(row: RawRow, shape: TableShape): OtherRow | undefined {
  const filled = [...row.cells.keys()].filter((column) => !isBlank(row.cells[column]))
  const texts = filled.slice(0, 2).map((column) => compact(cellText(row.cells[column])))
  const mapped = filled.filter((column) => shape.mappedColumns.includes(column))
  const mostlyEmpty = mapped.length * 2 < shape.mappedColumns.length
  if (totalLabel(texts, mostlyEmpty) !== undefined) return 'total'
  const [only] = filled
  if (filled.length === 1 && only !== undefined && shape.mappedColumns.length > 2 && shape.spansColumns(row.number, only)) return 'section'
  if (shape.numberColumns.some((column) => compact(cellText(row.cells[column])) === EXAMPLE_MARK)) return 'example'
  if (filled.every((column) => shape.numberColumns.includes(column))) return 'unused'
  if (mapped.length > 1 && mapped.every((column) => compact(cellText(row.cells[column])) === shape.headings.get(column))) return 'header'
  if (mostlyEmpty && FOOTER.test(texts[0] ?? '')) return 'footer'
  return undefined
}
