import { basename } from 'node:path'
import type { ImportLook } from '../../contract/files'
import { invalid } from '../../kernel/fault'
import {
  headerAt,
  readImportTables,
  readTables,
  type ImportReading,
  type RememberedHeadings,
  type SheetReading,
  type Table,
  type TableLayout
} from '../../platform/importing'
import { cellText } from '../../platform/importing/table'
import type { ImportDefinition, ImportRow } from '../house'

/** A file to import: where its bytes are and what its keeper calls it. */
export interface ImportFile {
  readonly path: string
  readonly name: string
}

/** Sheet, header row and columns as the user settled them. Columns count from 1, as the window shows them. */
export type EditedMapping = readonly {
  readonly sheet: string
  readonly headerRow: number
  readonly columns: readonly { readonly column: number; readonly field: string | null }[]
}[]

const sampleRows = 5

async function tablesOf({ path, name }: ImportFile): Promise<readonly Table[]> {
  const read = await readTables(path)
  if (!read.ok) throw invalid([{ path: 'attachmentId', message: read.problem.message }])
  // Kept files are named by their hash; a csv's only table takes its name from the file.
  return read.tables.map((table) => (table.name === basename(path) ? { ...table, name: name.replace(/\.\w+$/, '') } : table))
}

function layoutsOf(mapping: EditedMapping): Readonly<Record<string, TableLayout>> {
  const fieldsOf = (columns: EditedMapping[number]['columns']) =>
    Object.fromEntries(columns.flatMap(({ column, field }) => (field === null ? [] : [[field, column - 1]])))
  return Object.fromEntries(mapping.map(({ sheet, headerRow, columns }) => [sheet, { headerRow, mapping: fieldsOf(columns) }]))
}

/** Reads a file as rows of the import. Gives `invalid` for a file that cannot be read, or in which nothing looks like the ledger. */
export async function readFor(
  definition: ImportDefinition,
  file: ImportFile,
  mapping: EditedMapping | undefined,
  remembered: RememberedHeadings
): Promise<ImportReading> {
  const choices = mapping ? { sheets: mapping.map(({ sheet }) => sheet), layouts: layoutsOf(mapping) } : { remembered }
  const reading = await readImportTables(await tablesOf(file), definition.fields, choices)
  if (reading.sheets.length > 0) return reading
  throw invalid([{ path: 'mapping', message: `没有在文件里找到${definition.name}的表头，请指定表头行和各列，或下载模板对照` }])
}

/** The sheets of a file with the header found in each, or in the row the user pointed at, the columns matched and a few rows to look at. */
export async function lookAt(
  definition: ImportDefinition,
  file: ImportFile,
  remembered: RememberedHeadings,
  chosen: readonly { readonly sheet: string; readonly headerRow: number }[] = []
): Promise<ImportLook> {
  const tables = (await tablesOf(file)).filter((table) => !table.hidden)
  const { headers } = await readImportTables(tables, definition.fields, { remembered })
  const sheets = tables.map((table) => {
    const row = chosen.find(({ sheet }) => sheet === table.name)?.headerRow
    const header = row === undefined ? headers[table.name] : headerAt(table, row, definition.fields, remembered)
    const headerRow = header?.headerRow ?? null
    const fieldAt = new Map(Object.entries(header?.mapping ?? {}).map(([field, column]) => [column, field]))
    const below = table.rows.filter((row) => row.number > (headerRow ?? 0)).slice(0, sampleRows)
    return {
      name: table.name,
      headerRow,
      columns: (header?.headings ?? []).map(({ column, text }) => ({ column: column + 1, heading: text, field: fieldAt.get(column) ?? null })),
      sample: below.map((row) => Array.from(row.cells, (cell) => cellText(cell)))
    }
  })
  const fields = Object.entries(definition.fields).map(([name, { label, required = false }]) => ({ name, label, required }))
  return { sheets, fields }
}

/** The rows of the sheets read, as the ledgers take them; yes and no in words. */
export function rowsOf(sheets: readonly SheetReading[]): readonly ImportRow[] {
  return sheets.flatMap(({ rows }) =>
    rows.map(({ sheet, row, values }) => ({
      sheet,
      row,
      values: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, typeof value === 'boolean' ? (value ? '是' : '否') : value]))
    }))
  )
}
