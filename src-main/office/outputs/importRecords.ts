import type { UnknownRecord } from '../../contract/files'
import type { Reading } from '../house'
import type { ImportDefinition, ImportRow, ImportRowProblem } from './importDefinition'

/** Names of the ledger's own records that a file uses and the ledger does not know, each with its rows. */
export interface RecordsFound {
  readonly unknown: readonly UnknownRecord[]
  /** The same row by row, for when none may be entered. */
  readonly problems: readonly ImportRowProblem[]
}

/** Looks the names of the column up that holds records of the ledger; nothing where the import has none. */
export async function recordsFound(
  reading: Reading,
  definition: ImportDefinition,
  rows: readonly ImportRow[]
): Promise<RecordsFound> {
  const { recordField } = definition
  if (!recordField) return { unknown: [], problems: [] }
  const { field, what } = recordField
  const column = definition.fields[field]?.label ?? field
  const named = rows.flatMap((row) => {
    const name = row.values[field]
    return typeof name === 'string' && name.trim() !== '' ? [{ row, name: name.trim() }] : []
  })
  const advice = await recordField.unknown(reading, [...new Set(named.map(({ name }) => name))])
  const found = named.flatMap(({ row: { sheet, row }, name }) => {
    const given = advice.get(name)
    return given === undefined ? [] : [{ what, name, sheet, row, column, advice: given }]
  })
  return {
    unknown: [...advice.keys()].flatMap((name) => {
      const [first, ...more] = found.filter((each) => each.name === name)
      return first ? [{ ...first, rows: 1 + more.length }] : []
    }),
    problems: found.map(({ name, sheet, row, advice: given }) => ({
      sheet,
      row,
      column,
      message: `${what}登记里没有“${name}”。${given}`
    }))
  }
}
