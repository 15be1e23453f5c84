import type { ImportProblem, ImportRow } from './reading'

/** Lines that share a key, in the order of the file. */
export interface Duplicate {
  readonly key: string
  readonly rows: readonly ImportRow[]
}

/** Lines, over all sheets, that share a key; lines whose key is null or empty are left out. */
export function findDuplicates(
  rows: Iterable<ImportRow>,
  key: (row: ImportRow) => string | null
): readonly Duplicate[] {
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

/** Where another line stands, as seen from this one: its row, and its sheet where that is another. */
export function whereIs(first: Place | undefined, from: Place): string {
  const row = `第${first?.row ?? ''}行`
  return first && first.sheet !== from.sheet ? `工作表“${first.sheet}”${row}` : row
}

type Place = Pick<ImportRow, 'sheet' | 'row'>

/** One blocking problem for every line after the first of its key; `column` is letters and label, 'B 资产编号'. */
export function duplicateProblems(duplicates: readonly Duplicate[], column: string): readonly ImportProblem[] {
  return duplicates.flatMap(({ key, rows: [first, ...later] }) =>
    later.map((row) => ({
      sheet: row.sheet,
      row: row.row,
      column,
      message: `“${key}”重复，与${whereIs(first, row)}相同`,
      blocking: true
    }))
  )
}

/**
 * Tells row by row whether the ledger has its content already: as many rows of one content are known as the ledger has
 * entries of it, so that two equal lines of one day are both taken over, once. `entries` are what is kept, by content.
 */
export function knownByContent<Row, Entry>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => string,
  entries: ReadonlyMap<string, readonly Entry[]>
): ReadonlyMap<Row, Entry> {
  const seen = new Map<string, number>()
  const known = new Map<Row, Entry>()
  for (const row of rows) {
    const key = keyOf(row)
    const before = seen.get(key) ?? 0
    seen.set(key, before + 1)
    const entry = entries.get(key)?.[before]
    if (entry !== undefined) known.set(row, entry)
  }
  return known
}
