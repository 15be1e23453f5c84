import { sameKey } from '../../kernel/sameness'
import { rowsInWords } from './rowsInWords'
import { cellText, isBlank, type RawCell } from './table'

interface CarriedColumn {
  readonly key: string
  readonly heading: string
  readonly field: { readonly label: string; readonly required?: boolean }
}

/**
 * Fills what a book writes once for several lines (day, party, unit) where a line leaves it empty: with what stands
 * above, as long as the line says nothing else of its own in those columns, and has something in the others it must
 * have.
 */
export class Carrying {
  readonly #above = new Map<number, RawCell>()
  readonly #filled = new Map<number, number[]>()
  readonly #spread: readonly number[]

  constructor(
    private readonly columns: readonly CarriedColumn[],
    spread: ReadonlySet<string>
  ) {
    this.#spread = [...columns.keys()].filter((at) => spread.has(columns[at]?.key ?? ''))
  }

  /** The cells of a line, in the order of the columns, with what it leaves to the lines above. */
  filled(row: number, cells: readonly RawCell[]): readonly RawCell[] {
    if (this.#spread.length === 0) return cells
    const empty = this.#spread.filter((at) => isBlank(cells[at]) && !isBlank(this.#above.get(at)))
    const carried = empty.some((at) => this.#isRequired(at)) && this.#goesOn(cells) ? empty : []
    const whole = cells.map((cell, at) => (carried.includes(at) ? (this.#above.get(at) ?? null) : cell))
    for (const at of this.#spread) if (!isBlank(whole[at])) this.#above.set(at, whole[at] ?? null)
    for (const at of carried) this.#filled.set(at, [...(this.#filled.get(at) ?? []), row])
    return whole
  }

  #isRequired(at: number): boolean {
    return this.columns[at]?.field.required === true
  }

  #goesOn(cells: readonly RawCell[]): boolean {
    const own = this.#spread.filter((at) => this.#isRequired(at) && !isBlank(cells[at]))
    const same = own.every((at) => sameKey(cellText(cells[at])) === sameKey(cellText(this.#above.get(at))))
    return (
      same && [...cells.keys()].some((at) => !this.#spread.includes(at) && this.#isRequired(at) && !isBlank(cells[at]))
    )
  }

  /** For every column what was filled, once. */
  said(): readonly { readonly row: number; readonly column: string; readonly message: string }[] {
    return [...this.#filled].flatMap(([at, rows]) => {
      const column = this.columns[at]
      const [first] = rows
      return column && first !== undefined
        ? [
            {
              row: first,
              column: column.heading,
              message: `第${rowsInWords(rows)}行的${column.field.label}空着，按上面一行读入，请核对`
            }
          ]
        : []
    })
  }
}
