import type { ImportProblem, ImportRow } from './reading'

/** Lines that share a key, in the order of the file. */
export interface Duplicate {
  readonly key: string
  readonly rows: readonly ImportRow[]
}

/** Lines, over all sheets, that share a key; lines whose key is null or empty are left out. */
export function findDuplicates(rows: Iterable<ImportRow>, key: (row: ImportRow) => string | null): readonly Duplicate[] {
  const byKey = new Map<string, ImportRow[]>()
  for (const row of rows) {
    const text = key(row)
    if (text === null || text === '') continue
    const same = byKey.get(text)
    if (same) same.push(row)
    else byKey.set(text, [row])
  }
  return [...byKey].filter(([, same]) => same.length > 1).map(([text, same]) => ({ key: text, rows: same }))
}

/** One blocking problem for every line after the first of its key; `column` is letters and label, 'B 资产编号'. */
export function duplicateProblems(duplicates: readonly Duplicate[], column: string): readonly ImportProblem[] {
  return duplicates.flatMap(({ key, rows: [first, ...later] }) =>
    later.map((row) => {
      const where = first && first.sheet !== row.sheet ? `工作表“${first.sheet}”第${first.row}行` : `第${first?.row ?? ''}行`
      return { sheet: row.sheet, row: row.row, column, message: `“${key}”重复，与${where}相同`, blocking: true }
    })
  )
}
