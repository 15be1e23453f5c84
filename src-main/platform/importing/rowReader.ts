import { notShownHere } from '../../contract/display'
import type { Field } from '../../contract/fields'
import { sameKey } from '../../kernel/sameness'
import { dateInDigits } from '../../contract/dateWords'
import { isPartOfDate } from '../../contract/typedDate'
import { unreadable, type Parsed } from '../../contract/typedText'
import { absenceIn } from './absent'
import { Carrying } from './carrying'
import { isDitto } from './ditto'
import type { ImportFields } from './findHeader'
import { givenFor, readGiven, titledValue, yearAbove, type Given } from './given'
import type { MergedBlocks } from './merges'
import { choiceWords, numberWithUnit, readCell, type ImportValue } from './readCell'
import type { ImportProblem, ImportRow } from './reading'
import {
  cellNumber,
  cellText,
  isBlank,
  isComputed,
  isFaulty,
  isShown,
  type RawCell,
  type RawRow,
  type Table
} from './table'
import { rowsInWords } from './rowsInWords'
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

const withheld = `写的是“${notShownHere}”：导出时隐去了内容，不是原来的内容。请由能看全部内容的人（密级文件由保密员）重新导出，或在表里补上原文、清空这一格`

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
  readonly given: Readonly<Record<string, Given>>
  /** Fields without a column that titles over the lines answer, by the title that stands now. */
  readonly titled = new Map<string, string>()
  /** What the title over the lines says, also of fields whose column a line leaves empty. */
  readonly #titles = new Map<string, string>()
  readonly #values: Record<string, ImportValue>
  readonly #above = new Map<string, RawCell>()
  readonly #carrying: Carrying
  readonly #hasAnswers: boolean
  readonly #year: number | undefined
  readonly #yearless: { readonly row: number; readonly heading: string }[] = []

  constructor(
    private readonly table: Table,
    private readonly headerRow: number,
    private readonly columns: readonly Column[],
    private readonly blocks: MergedBlocks,
    private readonly fields: ImportFields,
    private readonly rules: ReadingRules
  ) {
    this.given = givenFor(table, headerRow, columns, fields, rules)
    this.#values = Object.fromEntries(
      Object.entries(this.given).map(([key, { typed }]) => [key, this.#givenValue(key, typed)])
    )
    this.#hasAnswers = Object.keys(rules.answers ?? {}).length > 0
    this.#carrying = new Carrying(columns, rules.spread ?? new Set())
    this.#year = yearAbove(table, headerRow, dateInDigits)
  }

  /** A title over the lines that follow: what it says of fields no column holds is theirs. */
  enter(title: string): void {
    const read = new Set(this.columns.map(({ key }) => key))
    for (const [key, field] of Object.entries(this.fields)) {
      if (!field.required || key in this.given) continue
      const typed = titledValue(title, key, field, this.rules)
      if (typed === undefined) continue
      this.#titles.set(key, typed)
      if (read.has(key)) continue
      this.titled.set(key, typed)
      this.#values[key] = this.#givenValue(key, typed)
    }
  }

  /** What is to be said of the whole table once its lines are read. */
  finish(): void {
    for (const { row, column, message } of this.#carrying.said()) this.report(row, column, message, false)
    for (const key of this.titled.keys())
      for (const { row, values } of this.rows)
        if (values[key] === undefined)
          this.report(row, this.fields[key]?.label ?? key, '上面没有写明的标题，请填写', true)
    const [first, ...more] = this.#yearless
    if (first && this.#year !== undefined)
      this.report(
        first.row,
        first.heading,
        `第${rowsInWords([...new Set([first, ...more].map(({ row }) => row))])}行没有写年份，按表上写的${this.#year}年读入，请核对`,
        false
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
    const cells = this.#carrying.filled(
      row.number,
      this.columns.map((column) => {
        const cell = this.#cellFor(row, column)
        return isBlank(cell) ? (this.#titles.get(column.key) ?? cell) : cell
      })
    )
    for (const [at, column] of this.columns.entries()) {
      const cell = this.#answered(column, cells[at] ?? null)
      raw[column.key] = cellText(cell)
      if (raw[column.key]?.includes(notShownHere)) {
        values[column.key] = null
        findings.push({ column, message: withheld, blocking: true })
        continue
      }
      const absence = absenceIn(cell, column.field, this.rules.words)
      if (absence) {
        values[column.key] = null
        if (!absence.quiet) findings.push({ column, ...absence })
        continue
      }
      const parted = this.#partedFrom(column, cell)
      if (parted) units.set(column.key, { unit: parted.unit, column })
      const read = this.#readCell(row.number, column, parted ? parted.number : cell)
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

  /** A cell as its field's kind; a date without its year is of the year the table names. */
  #readCell(row: number, column: Column, cell: RawCell): Parsed<ImportValue> {
    if (isDitto(cell)) return unreadable(`写的是“${cellText(cell)}”，上面却没有内容，请填写`)
    const read = readCell(cell, column.field, column.yuanPerUnit)
    if (read.ok || !['date', 'instant', 'month'].includes(column.field.kind)) return read
    if (this.#year === undefined)
      return /缺年份$/.test(read.problem) ? unreadable(`${read.problem}，表上也没有写明是哪一年，请补上`) : read
    const inYear = readCell(cell, column.field, column.yuanPerUnit, { referenceYear: this.#year })
    if (inYear.ok) this.#yearless.push({ row, heading: column.heading })
    return inYear
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
  #partedFrom(
    { key, field, summed, measure }: Column,
    cell: RawCell
  ): { readonly number: string | number; readonly unit: string } | undefined {
    if (field.kind !== 'quantity' && field.kind !== 'integer' && field.kind !== 'money') return undefined
    const shown = isShown(cell) || isComputed(cell) ? cell : undefined
    const parted = numberWithUnit(shown?.text ?? cell, field.kind)
    if (!parted) return undefined
    // A number whose format shows a unit is the number; the unit is only said beside it.
    const own = { unit: parted.unit, number: shown ? (cellNumber(shown) ?? parted.number) : parted.number }
    if (field.kind === 'money') return summed ? undefined : own
    const counted = this.rules.unitOf?.[key]
    if (counted !== undefined) return this.#sameMeasure(parted.unit, counted) ? own : undefined
    const known = parted.unit === measure || this.rules.words.measures.includes(parted.unit)
    return known && (field.kind === 'integer' || this.rules.measureOf?.[key] !== undefined) ? own : undefined
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
    if (!answers || !this.#hasAnswers || isBlank(cell) || isFaulty(cell)) return cell
    const folded = sameKey(cellText(cell))
    return answers[key]?.[folded] ?? answers['*']?.[folded] ?? cell
  }

  /** A value given to every line; it was found readable before. */
  #givenValue(key: string, typed: string | null): ImportValue {
    const field: Field | undefined = this.fields[key]
    const read = typed === null || !field ? undefined : readGiven(key, field, typed, this.rules)
    return read?.ok ? read.value : null
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
    const written = block && block.left === column.column ? this.blocks.master(block) : null
    const master = isDitto(written) ? (this.#above.get(column.key) ?? written) : written
    this.#above.set(column.key, master)
    if (row === top || !column.summed || isBlank(master)) return master
    this.report(row, column.heading, `与第${top}行合并为一格，数值只计入第${top}行，请核对`, false)
    return null
  }
}
