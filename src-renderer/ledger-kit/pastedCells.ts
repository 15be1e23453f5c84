import { readDate, readMonth } from '../ui/typedDate'
import { readScaled } from '../ui/typedDecimal'
import type { FormField } from './formField'

/** The cells of a block copied from a spreadsheet, row by row; undefined when it is a single cell. */
export function pastedBlock(text: string): string[][] | undefined {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  const block = lines.map((line) => line.split('\t').map((cell) => cell.trim()))
  return block.length > 1 || (block[0]?.length ?? 0) > 1 ? block : undefined
}

/** The value a pasted cell means for a field; undefined when it cannot be read. Words of choices, people and units are matched exactly. */
export function pastedValue(
  field: FormField,
  cell: string,
  named: (kind: 'person' | 'unit', name: string) => string | undefined,
  today: string
): unknown {
  if (cell === '') return undefined
  switch (field.kind) {
    case 'money':
      return readScaled(cell, 2, field.negative)
    case 'quantity':
      return readScaled(cell, 3, field.negative)
    case 'integer':
      return readScaled(cell, 0, field.negative)
    case 'date':
      return readDate(cell, today)
    case 'month':
      return readMonth(cell, today)
    case 'boolean':
      return ['是', '有', '√', '1'].includes(cell)
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
