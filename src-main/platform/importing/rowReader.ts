import { notShownHere } from '../../contract/display'
import type { Field } from '../../contract/fields'
import { sameKey } from '../../kernel/sameness'
import { isPartOfDate } from '../../contract/typedDate'
import { compact } from '../../contract/typedText'
import type { ImportFields } from './findHeader'
import type { MergedBlocks } from './merges'
import { choiceOf, choiceWords, numberWithUnit, readCell, type ImportValue } from './readCell'
import type { ImportProblem, ImportRow } from './reading'
import { cellText, isBlank, isFaulty, type RawCell, type RawRow, type Table } from './table'
import type { SummedColumn } from './totals'
import type { ReadingRules } from './words'

/** A column that is read. */
export interface Column extends SummedColumn {
  /** Letters and label, as problems name it. */
  readonly heading: string
  readonly summed: boolean
  /** Whether the heading itself names the unit of its amounts. */
  readonly ownUnit: boolean
  /** The unit of measure in the heading: 数量(公斤). */
  readonly measure: string | undefined
}

/** Written under a value to say that it holds for this line too; blanks within do not matter. */
const DITTO = new Set([
  '同上',
  '同前',
  '同左',
  '上同',
  '〃',
  '″',
  '＂',
  '"',
  "''",
  '""',
  '’’',
  '””',
  '““',
  '〞',
  '〝',
  '〟',
  'ˮ',
  '´´',
  '^',
  '"."',
  '::'
])

/** What stands for a field that the old book does not tell. */
export const NOT_RECORDED = '未记载'

const withheld = `写的是“${notShownHere}”：导出时隐去了内容，不是原来的内容。请由能看全部内容的人（密级文件由保密员）重新导出，或在表里补上原文、清空这一格`

function isDitto(cell: RawCell): boolean {
  return typeof cell === 'string' && DITTO.has(cell.replace(/\s/g, ''))
}

interface Finding {
  readonly column: Column
  readonly message: string
  readonly blocking: boolean
  readonly unknown?: string
}

/** Reads the lines of one table one after another, remembering what a ditto mark refers to. */
export class RowReader {
  readonly rows: ImportRow[] = []
  readonly problems: ImportProblem[] = []
  readonly given: Readonly<Record<string, string | null>>
  readonly #values: Readonly<Record<string, ImportValue>>
  readonly #above = new Map<string, RawCell>()

  constructor(
    private readonly table: Table,
    private readonly headerRow: number,
    private readonly columns: readonly Column[],
    private readonly blocks: MergedBlocks,
    private readonly fields: ImportFields,
    private readonly rules: ReadingRules
  ) {
    this.given = this.#givenTo(columns)
    this.#values = Object.fromEntries(
      Object.entries(this.given).map(([key, typed]) => [key, this.#valueOf(key, typed)])
    )
  }

  report(
    row: number,
    column: string,
    message: string,
    blocking: boolean,
    unknown?: { field: string; value: string }
  ): void {
    this.problems.push({ sheet: this.table.name, row, column, message, blocking, ...(unknown ? { unknown } : {}) })
  }

  read(row: RawRow): Readonly<Record<string, ImportValue>> {
    const values: Record<string, ImportValue> = { ...this.#values }
    const raw: Record<string, string> = {}
    const findings: Finding[] = []
    const units = new Map<string, { unit: string; column: Column }>()
    for (const column of this.columns) {
      const cell = this.#answered(column, this.#cellFor(row, column))
      raw[column.key] = cellText(cell)
      if (raw[column.key]?.includes(notShownHere)) {
        values[column.key] = null
        findings.push({ column, message: withheld, blocking: true })
        continue
      }
      const parted = this.#partedFrom(column, cell)
      if (parted) units.set(column.key, { unit: parted.unit, column })
      const read = readCell(parted ? parted.number : cell, column.field, column.yuanPerUnit)
      values[column.key] = read.ok ? read.value : null
      if (!read.ok) this.#unread(column, cell, read.problem, values, findings)
    }
    this.#measures(values, units, findings)
    for (const finding of this.#withoutNeedlessPrice(values, raw, findings)) {
      const { column, message, blocking, unknown } = finding
      this.report(
        row.number,
        column.heading,
        message,
        blocking,
        unknown === undefined ? undefined : { field: column.key, value: unknown }
      )
    }
    this.rows.push({ sheet: this.table.name, row: row.number, values })
    return values
  }

  /**
   * A cell that cannot be read as it stands: a word to be asked, a part of a date that may be missing, or a problem.
   */
  #unread(
    column: Column,
    cell: RawCell,
    problem: string,
    values: Record<string, ImportValue>,
    findings: Finding[]
  ): void {
    const { field, key } = column
    if (field.kind === 'choice' && !isBlank(cell) && !isFaulty(cell)) {
      const word = cellText(cell)
      const meant = this.rules.meanings?.[key]?.(word)
      if (meant !== undefined) {
        values[key] = meant
        return
      }
      findings.push({
        column,
        message: `“${word}”不在可选项中：${choiceWords(field.choices ?? [])}`,
        blocking: true,
        unknown: word
      })
      return
    }
    const partOfDate =
      field.kind === 'date' && !field.required && isPartOfDate(typeof cell === 'number' ? cell : cellText(cell))
    findings.push({
      column,
      message: partOfDate ? `${problem}，${field.label}没有读入` : problem,
      blocking: !partOfDate
    })
  }

  /** A number with its unit of measure in one cell, where the field can have one. */
  #partedFrom({ key, field, summed, measure }: Column, cell: RawCell): { number: string; unit: string } | undefined {
    if (field.kind !== 'quantity' && field.kind !== 'integer' && field.kind !== 'money') return undefined
    const parted = numberWithUnit(cell, field.kind)
    if (!parted) return undefined
    if (field.kind === 'money') return summed ? undefined : parted
    const known = parted.unit === measure || this.rules.words.measures.includes(parted.unit)
    return known && (field.kind === 'integer' || this.rules.measureOf?.[key] !== undefined) ? parted : undefined
  }

  /** Units of measure out of headings and cells go where the line says none, and may not contradict the one it says. */
  #measures(
    values: Record<string, ImportValue>,
    units: ReadonlyMap<string, { unit: string; column: Column }>,
    findings: Finding[]
  ): void {
    const entries = Object.entries(this.rules.measureOf ?? {})
    for (const [quantity, measure] of entries) {
      const said = units.get(quantity)
      const fromHeading = [quantity, this.rules.product?.price].flatMap(
        (key) => this.columns.find((column) => column.key === key)?.measure ?? []
      )[0]
      const own = values[measure]
      if (typeof own === 'string' && own !== '') {
        if (said && !this.#sameMeasure(said.unit, own))
          findings.push({
            column: said.column,
            message: `写的是“${said.unit}”，${this.fields[measure]?.label ?? '单位'}栏是“${own}”，请核对`,
            blocking: true
          })
        continue
      }
      const unit = said?.unit ?? fromHeading
      if (unit !== undefined) values[measure] = unit
    }
    const price = this.rules.product && units.get(this.rules.product.price)
    const [[, measure] = []] = entries
    const own = measure === undefined ? undefined : values[measure]
    if (price && typeof own === 'string' && !this.#sameMeasure(price.unit, own))
      findings.push({
        column: price.column,
        message: `单价按“${price.unit}”计，单位是“${own}”，请核对`,
        blocking: true
      })
  }

  #sameMeasure(a: string, b: string): boolean {
    const [one, other] = [sameKey(a), sameKey(b)]
    return one === other || this.rules.words.sameMeasures.some((group) => group.includes(one) && group.includes(other))
  }

  /** A price nobody can read keeps no line out that has its quantity and its amount. */
  #withoutNeedlessPrice(
    values: Readonly<Record<string, ImportValue>>,
    raw: Readonly<Record<string, string>>,
    findings: readonly Finding[]
  ): readonly Finding[] {
    const { product } = this.rules
    if (!product || typeof values[product.quantity] !== 'number' || typeof values[product.amount] !== 'number')
      return findings
    return findings.map((finding) =>
      finding.column.key === product.price && !/公式/.test(finding.message)
        ? {
            ...finding,
            message: `${finding.column.field.label}“${raw[product.price] ?? ''}”没有读入，按数量和金额入账`,
            blocking: false
          }
        : finding
    )
  }

  /** The word the user put in the place of the cell's, if any. */
  #answered({ key }: Column, cell: RawCell): RawCell {
    const { answers } = this.rules
    if (!answers || typeof cell !== 'string') return cell
    const folded = sameKey(cell)
    return answers[key]?.[folded] ?? answers['*']?.[folded] ?? cell
  }

  #givenTo(columns: readonly Column[]): Readonly<Record<string, string | null>> {
    const read = new Set(columns.map(({ key }) => key))
    const given: Record<string, string | null> = {}
    for (const [key, typed] of Object.entries(this.rules.fill ?? {}))
      if (!read.has(key) && key in this.fields)
        given[key] = typed === NOT_RECORDED && this.rules.mayLack?.has(key) ? null : typed
    const { sheetName } = this.rules
    if (sheetName !== undefined && !read.has(sheetName) && !(sheetName in given)) {
      const unit = this.#unitOfSheet()
      if (unit !== undefined) given[sheetName] = unit
    }
    return given
  }

  #unitOfSheet(): string | undefined {
    const name = compact(this.table.name)
    const { units, words } = this.rules
    return units?.has(sameKey(name)) || words.unitEnds.some((end) => name.endsWith(end) && name.length > end.length)
      ? name
      : undefined
  }

  #valueOf(key: string, typed: string | null): ImportValue {
    const field: Field | undefined = this.fields[key]
    if (typed === null || !field) return null
    if (field.kind === 'choice') {
      const choice = choiceOf(typed, field.choices ?? [])
      return choice ? choice.value || null : (this.rules.meanings?.[key]?.(typed) ?? null)
    }
    const read = readCell(typed, field)
    return read.ok ? read.value : null
  }

  #cellFor(row: RawRow, column: Column): RawCell {
    const own = row.cells[column.column] ?? null
    const block = this.blocks.at(row.number, column.column)
    if (block && block.top > this.headerRow && block.bottom > block.top)
      return this.#mergedCell(row.number, column, block.top)
    if (isDitto(own)) return this.#above.get(column.key) ?? own
    this.#above.set(column.key, own)
    return own
  }

  #mergedCell(row: number, column: Column, top: number): RawCell {
    const block = this.blocks.at(row, column.column)
    const master = block && block.left === column.column ? this.blocks.master(block) : null
    this.#above.set(column.key, master)
    if (row === top || !column.summed || isBlank(master)) return master
    this.report(row, column.heading, `与第${top}行合并为一格，数值只计入第${top}行，请核对`, false)
    return null
  }
}
