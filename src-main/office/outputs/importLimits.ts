import { eachInTurns } from '../../platform/turns'
import type { ImportDefinition, ImportRow, ImportRowProblem } from './importDefinition'

/** Right values remembered of a field. */
const valuesKept = 2_000

/**
 * Values a form of the same record would refuse, in the form's own words. Empty cells are the importer's own affair.
 * `isRead` tells fields that stand in a sheet from those the ledger completed: the latter are asked only where what
 * they come from is right.
 */
export async function limitProblems(
  { limits = {}, fields }: ImportDefinition,
  rows: readonly ImportRow[],
  isRead: (sheet: string, field: string) => boolean
): Promise<readonly ImportRowProblem[]> {
  const asked = Object.entries(limits).filter(([field]) => field in fields)
  const problems: ImportRowProblem[] = []
  const right = new Map(asked.map(([field]) => [field, new Set<unknown>()]))
  await eachInTurns(rows, ({ sheet, row, values }) => {
    const found = asked.flatMap(([field, schema]): readonly (ImportRowProblem & { readonly field: string })[] => {
      const value = values[field]
      if (value === null || value === undefined || value === '') return []
      // Books say the same words and amounts again and again: what was right once is right.
      const known = right.get(field)
      if (known?.has(value)) return []
      const checked = schema.safeParse(value)
      if (checked.success) {
        if (known && known.size < valuesKept) known.add(value)
        return []
      }
      return [
        {
          field,
          sheet,
          row,
          column: fields[field]?.label ?? field,
          message: checked.error.issues[0]?.message ?? '不符合要求'
        }
      ]
    })
    const read = found.filter(({ field }) => isRead(sheet, field))
    problems.push(...(read.length > 0 ? read : found).map(({ field: _field, ...problem }) => problem))
  })
  return problems
}
