import { setImmediate } from 'node:timers/promises'
import type { ImportDefinition, ImportRow, ImportRowProblem } from '../house'

/** Rows checked before other work of the process gets its turn. */
const ROWS_PER_TURN = 2_000

/** Values a form of the same record would refuse, in the form's own words. Empty cells are the importer's own affair. */
export async function limitProblems({ limits = {}, fields }: ImportDefinition, rows: readonly ImportRow[]): Promise<readonly ImportRowProblem[]> {
  const asked = Object.entries(limits).filter(([field]) => field in fields)
  if (asked.length === 0) return []
  const problems: ImportRowProblem[] = []
  for (const [index, { sheet, row, values }] of rows.entries()) {
    if (index % ROWS_PER_TURN === ROWS_PER_TURN - 1) await setImmediate()
    for (const [field, schema] of asked) {
      const value = values[field]
      if (value === null || value === undefined || value === '') continue
      const checked = schema.safeParse(value)
      if (!checked.success)
        problems.push({ sheet, row, column: fields[field]?.label ?? field, message: checked.error.issues[0]?.message ?? '不符合要求' })
    }
  }
  return problems
}
