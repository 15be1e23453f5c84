import type { Field } from '../../contract/fields'
import { parseMoney } from '../../kernel/money'
import { parseQuantity } from '../../kernel/quantity'
import { sameKey } from '../../kernel/sameness'
import { isPartOfDate, parseTypedDate } from '../../contract/typedDate'
import { compact } from '../../contract/typedText'
import { choiceOf, numberWithUnit } from './readCell'
import { cellNumber, cellText, isBlank, type RawCell, type RawRow, type Table } from './table'
import type { ReadingRules } from './words'

/** Cells looked at to tell what a column holds. */
const SAMPLE = 200
/** What a Chinese name looks like where the roster cannot say. */
const NAME = /^[\p{Script=Han}·]{2,4}(?:[、,，/ ][\p{Script=Han}·]{2,4})*$/u
const DOCUMENT_NUMBER = /[〔([［（【]\s*(?:19|20)\d{2}\s*[〕)\]］）】]/

/** As many rows as stand above most headers, so that what is found below one serves all that are tried. */
const MANY_ABOVE = 40

interface Filled {
  readonly number: number
  readonly cell: RawCell
}

const looked = new WeakMap<readonly RawRow[], Map<string, readonly Filled[]>>()

/** The first filled cells of a column: an empty one is looked through to the end, so only once. */
function firstFilled(rows: readonly RawRow[], column: number, most: number): readonly Filled[] {
  const ofRows = looked.get(rows) ?? new Map<string, readonly Filled[]>()
  looked.set(rows, ofRows)
  const key = `${column} ${most}`
  const known = ofRows.get(key)
  if (known) return known
  const found: Filled[] = []
  for (const { number, cells } of rows) {
    const cell = cells[column]
    if (cell !== undefined && cell !== null && !isBlank(cell)) found.push({ number, cell })
    if (found.length >= most) break
  }
  ofRows.set(key, found)
  return found
}

/** What the columns of a table hold, below its header; looked at once a column. */
export class Contents {
  readonly #table: Table
  readonly #headerRow: number
  readonly #rules: ReadingRules
  readonly #samples = new Map<number, readonly RawCell[]>()

  constructor(table: Table, headerRow: number, rules: ReadingRules) {
    this.#table = table
    this.#headerRow = headerRow
    this.#rules = rules
  }

  /** The first filled cells of a column. */
  sample(column: number): readonly RawCell[] {
    const known = this.#samples.get(column)
    if (known) return known
    const filled = firstFilled(this.#table.rows, column, SAMPLE + Math.max(this.#headerRow, MANY_ABOVE))
    const below = filled.filter(({ number }) => number > this.#headerRow)
    const cells = below.slice(0, SAMPLE).map(({ cell }) => cell)
    this.#samples.set(column, cells)
    return cells
  }

  /** The share of a column's cells that can be the field's, 0–1; 0 for an empty column. */
  fit(column: number, key: string, field: Field): number {
    const cells = this.sample(column)
    if (cells.length === 0) return 0
    return cells.filter((cell) => this.#canBe(cell, key, field)).length / cells.length
  }

  /** Whether what the column holds says by itself what it is: days, people, units, choices, document numbers. */
  isPlain(field: Field): boolean {
    return ['date', 'instant', 'month', 'person', 'unit', 'choice'].includes(field.kind)
  }

  #canBe(cell: RawCell, key: string, field: Field): boolean {
    const { people, units, words, meanings } = this.#rules
    const text = cellText(cell)
    switch (field.kind) {
      case 'date':
      case 'instant':
      case 'month': {
        if (cell instanceof Date) return true
        const typed = cellNumber(cell) ?? text
        return isPartOfDate(typed) || parseTypedDate(typed, { serials: true, shortYears: true, referenceYear: 2024 }).ok
      }
      case 'money':
        return cellNumber(cell) !== undefined || parseMoney(text).ok
      case 'quantity':
      case 'integer':
        return (
          cellNumber(cell) !== undefined || parseQuantity(text).ok || numberWithUnit(cell, field.kind) !== undefined
        )
      case 'person':
        return people && people.size > 0
          ? text.split(/[、,，/]/).some((name) => people.has(sameKey(name.replace(/[*＊]|[(（].*/g, ''))))
          : NAME.test(text)
      case 'unit':
        return (
          units?.has(sameKey(text)) === true ||
          words.unitEnds.some((end) => compact(text).endsWith(end) && compact(text).length > end.length)
        )
      case 'choice':
        return choiceOf(text, field.choices ?? []) !== undefined || meanings?.[key]?.(text) !== undefined
      case 'code':
        return /文书?号|文号|字号/.test(field.label) ? DOCUMENT_NUMBER.test(text) : /\d/.test(text)
      default:
        return typeof cell === 'string' && !/^[\d.,\s-]+$/.test(text)
    }
  }
}
