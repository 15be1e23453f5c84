import type { ImportReport } from '../../contract/files'
import { dateInDigits } from '../../contract/dateWords'
import { parseTypedDate } from '../../contract/typedDate'
import type { ImportReading, Table } from '../../platform/importing'
import { cellText } from '../../platform/importing/table'
import type { OpeningDay } from './importDefinition'

const A_DAY = /(?:19|20)\d{2}\s*(?:年\s*\d{1,2}\s*月\s*\d{1,2}\s*日?|[-./]\d{1,2}[-./]\d{1,2})/

/**
 * The day an opening is of: the one the user said, the only one that stands above the tables read, else today. A day
 * after today is nobody's stocktaking and is not proposed.
 */
export function dayOf(
  wanted: OpeningDay | undefined,
  tables: readonly Table[],
  read: ImportReading,
  said: string | undefined,
  today: string
): ImportReport['day'] {
  if (!wanted) return undefined
  if (said !== undefined) return { label: wanted.label, value: said, from: 'chosen' }
  const found = new Set(
    tables.flatMap((table) => {
      const header = read.sheets.find(({ name }) => name === table.name)?.headerRow
      return header === undefined ? [] : daysAbove(table, header)
    })
  )
  const [only] = [...found].filter((day) => day <= today)
  return only !== undefined && found.size === 1
    ? { label: wanted.label, value: only, from: 'file' }
    : { label: wanted.label, value: today, from: 'today' }
}

function daysAbove(table: Table, headerRow: number): readonly string[] {
  return table.rows
    .filter((row) => row.number < headerRow)
    .flatMap((row) => row.cells)
    .flatMap((cell) => {
      const text = A_DAY.exec(dateInDigits(cellText(cell)))?.[0]
      const read =
        cell instanceof Date
          ? parseTypedDate(cell)
          : text === undefined
            ? undefined
            : parseTypedDate(text.replace(/\s/g, ''))
      return read?.ok ? [read.value] : []
    })
}
