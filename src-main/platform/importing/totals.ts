import type { Field } from '../../contract/fields'
import { readCell, sumText } from './readCell'
import { cellText, columnLetters, isBlank, type RawRow } from './table'

/**
 * A column's sum as a total row states it, beside the sum of the lines read; in the field's unit (cents, thousandths,
 * counts).
 */
export interface StatedSum {
  readonly field: string
  readonly label: string
  readonly letters: string
  /** Null when the file holds only a formula without its result. */
  readonly written: number | null
  readonly computed: number
  readonly agrees: boolean
}

/** A row of sums found between or below the lines. */
export interface TotalRow {
  readonly row: number
  readonly label: string
  readonly sums: readonly StatedSum[]
}

/** A summed column: its field, where it stands, what its units are worth. */
export interface SummedColumn {
  readonly key: string
  readonly field: Field
  readonly column: number
  readonly yuanPerUnit: number
}

/**
 * Follows the sums of the lines so that each total row can be checked against what it may mean: its section or
 * everything so far.
 */
export class RunningSums {
  readonly #columns: readonly SummedColumn[]
  readonly #overall = new Map<string, number>()
  readonly #section = new Map<string, number>()

  constructor(columns: readonly SummedColumn[]) {
    this.#columns = columns
  }

  /** Adds the values of a line. */
  add(values: Readonly<Record<string, unknown>>): void {
    for (const { key } of this.#columns) {
      const value = values[key]
      if (typeof value !== 'number') continue
      this.#overall.set(key, (this.#overall.get(key) ?? 0) + value)
      this.#section.set(key, (this.#section.get(key) ?? 0) + value)
    }
  }

  /** Checks a total row and begins a new section below it. */
  check(row: RawRow): TotalRow {
    const label = cellText(row.cells.find((cell) => !isBlank(cell)))
    const sums = this.#columns.flatMap((summed): StatedSum[] => {
      const cell = row.cells[summed.column]
      if (isBlank(cell)) return []
      const read = readCell(cell, { ...summed.field, required: false }, summed.yuanPerUnit)
      const written = read.ok && typeof read.value === 'number' ? read.value : null
      const overall = this.#overall.get(summed.key) ?? 0
      const section = this.#section.get(summed.key) ?? 0
      const computed = written === section || /小计|本页|本月/.test(label) ? section : overall
      const letters = columnLetters(summed.column)
      return [
        {
          field: summed.key,
          label: summed.field.label,
          letters,
          written,
          computed,
          agrees: written === null || written === computed
        }
      ]
    })
    this.#section.clear()
    return { row: row.number, label, sums }
  }

  /** The sums of all lines by field. */
  overall(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#columns.map(({ key }) => [key, this.#overall.get(key) ?? 0]))
  }
}

/** What to tell the user when a total row states something else than its lines sum to. */
export function disagreement(sum: StatedSum, field: Field): string {
  return `表中合计为${sumText(field, sum.written ?? 0)}，各行相加为${sumText(field, sum.computed)}，请核对`
}
