import { readDate, readMonth } from '../ui/typedDate'
import { readScaled } from '../ui/typedDecimal'
import type { FormField } from './formField'

/** The cells of a block copied from a spreadsheet, row by row; undefined when it is a single cell. */
export function pastedBlock(text: string): string[][] | undefined {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  const block = lines.map((line) => line.split('\t').map((cell) => cell.trim()))
  return block.length > 1 || (block[0]?.length ?? 0) > 1 ? block : undefined
}

/** Reads the id of a person or unit by its exact name. */
export type Named = (kind: 'person' | 'unit', name: string) => string | undefined

/**
 * The value a pasted cell means for a field; undefined when it cannot be read. Words of choices, people and units are
 * matched exactly.
 */
export function pastedValue(field: FormField, cell: string, named: Named, today: string): unknown {
  if (cell === '') return undefined
  switch (field.kind) {
    case 'money':
      return readScaled(cell, 2, field.negative)
    case 'quantity':
      return readScaled(cell, 3, field.negative)
    case 'integer':
    case 'year':
      return readScaled(cell, 0, field.negative)
    case 'date':
      return readDate(cell, today)
    case 'month':
      return readMonth(cell, today)
    case 'boolean':
      return ['是', '有', '√', '1'].includes(cell) ? true : ['否', '无', '×', '0'].includes(cell) ? false : undefined
    case 'choice':
      return field.choices?.find(({ label, value }) => label === cell || value === cell)?.value
    case 'reference':
      return field.options?.find(({ label, detail }) => label === cell || detail === cell)?.value
    case 'person':
    case 'unit':
      return named(field.kind, cell)
    default:
      return cell
  }
}

/** Where the cells of a block go, and which of them go nowhere. */
export interface PasteReport {
  readonly values: readonly { readonly row: number; readonly name: string; readonly value: unknown }[]
  /** Cells that were not taken over, by line, column and content. */
  readonly unread: readonly string[]
  /** Columns that show by themselves what the block brought for them. */
  readonly shownAnyway: readonly string[]
}

interface Pasting {
  readonly block: readonly (readonly string[])[]
  /** The columns from the cell that was pasted into. */
  readonly fields: readonly FormField[]
  readonly firstRow: number
  /** Lines there may be. */
  readonly room: number
  readonly named: Named
  readonly today: string
}

/**
 * Places a block copied from a spreadsheet. Columns that are only shown may be in the block or not: of all ways to lay
 * it on the columns the one that reads most is taken, and of equal ones that which skips least.
 */
export function placePasted(pasting: Pasting): PasteReport {
  const width = Math.max(...pasting.block.map((cells) => cells.length))
  const [first, ...others] = layouts(pasting.fields, width).map((fields) => laid(pasting, fields))
  const score = ({ values, unread }: PasteReport) => values.length - unread.length
  return others.reduce(
    (best, other) => (score(other) > score(best) ? other : best),
    first ?? { values: [], unread: [], shownAnyway: [] }
  )
}

/** The columns a block may lie on: all of them, or without some of those that are only shown; fewest skipped first. */
function layouts(fields: readonly FormField[], width: number): (readonly FormField[])[] {
  const skippable = fields.filter(({ disabled }, index) => disabled && index < width + 3).slice(0, 6)
  const choices = Array.from({ length: 2 ** skippable.length }, (_, bits) =>
    skippable.filter((_field, index) => bits & (2 ** index))
  )
  return choices
    .toSorted((a, b) => a.length - b.length)
    .map((skipped) => fields.filter((field) => !skipped.includes(field)))
}

function laid({ block, firstRow, room, named, today }: Pasting, fields: readonly FormField[]): PasteReport {
  const values: PasteReport['values'][number][] = []
  const unread: string[] = []
  const shownAnyway = new Set<string>()
  block.forEach((cells, down) => {
    const row = firstRow + down
    cells.forEach((cell, right) => {
      if (cell === '') return
      const field = fields[right]
      const value = field && !field.disabled && down < room ? pastedValue(field, cell, named, today) : undefined
      if (value !== undefined && field) values.push({ row, name: field.name, value })
      else if (field?.disabled && down < room) shownAnyway.add(field.label)
      else unread.push(`第${row + 1}行${field?.label ?? `多出的第${right + 1}列`}「${cell}」`)
    })
  })
  return { values, unread, shownAnyway: [...shownAnyway] }
}
