import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { Field } from '../../contract/fields'
import { instantAt } from '../../kernel/instant'
import { addDays } from '../../kernel/localDate'
import type { Reading } from '../../office/house'
import type { ExportScope } from '../../office/outputs/outputDefinitions'
import { sheetColumns } from '../../office/outputs/fieldColumns'
import { bureauName } from '../../office/people/bureau'
import { allRows, type ListDefinition } from '../../platform/database/listQuery'
import type { SheetColumn, SheetRow } from '../../platform/documents/sheetModel'

type Fields = Readonly<Record<string, Field>>

/** Columns of a sheet from the fields of its record, some of them called otherwise on paper. */
export const columnsOf = (
  fields: Fields,
  names: readonly string[],
  labels: Readonly<Record<string, string>> = {}
): readonly SheetColumn[] =>
  sheetColumns(fields, names).map((column) => ({ ...column, label: labels[column.key] ?? column.label }))

/** Rows of a list within the export's period and filter, read window by window. */
export async function* listed<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  list: ListDefinition,
  scope: ExportScope,
  period: { readonly column: string; readonly instants?: boolean } | undefined,
  show: (rows: readonly Row[]) => Promise<readonly SheetRow[]>
): AsyncGenerator<SheetRow> {
  const { from, to, filter } = scope
  if (period && from)
    query.andWhere(`${period.column} >= :scopeFrom`, { scopeFrom: period.instants ? instantAt(from, '00:00') : from })
  if (period && to)
    query.andWhere(`${period.column} < :scopeTo`, {
      scopeTo: period.instants ? instantAt(addDays(to, 1), '00:00') : addDays(to, 1)
    })
  const asked = {
    search: filter?.search,
    filters: filter?.filters ?? [],
    sort: filter?.sort ?? { field: list.instants?.[0] ?? 'number', direction: 'asc' as const }
  }
  for await (const rows of allRows(query, list, asked)) yield* await show(rows)
}

/** A sheet's title with the bureau's name before it. */
export async function titled(reading: Reading, ledger: string): Promise<string> {
  return `${await bureauName(reading.manager)}${ledger}`
}
