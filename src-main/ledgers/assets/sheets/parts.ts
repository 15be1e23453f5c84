import type { ObjectLiteral } from 'typeorm'
import type { RecordFields, RecordOf, RowOf } from '../../../contract/record'
import type { Reading } from '../../../office/house'
import type { ExportScope, SheetDefinition } from '../../../office/outputs/outputDefinitions'
import { sheetColumns, sheetRow } from '../../../office/outputs/fieldColumns'
import { stateDay } from '../../../office/outputs/filterWords'
import { stateRows } from '../../../office/outputs/stateRows'
import { bureauName } from '../../../office/people/bureau'
import { exceptionWords } from '../../../office/records/remarks'
import { addDays } from '../../../kernel/localDate'
import type { SheetColumn, SheetRow } from '../../../platform/documents/sheetModel'
import type { Reads } from '../reads'
import type { Kind } from '../reads'

/** Bureau and ledger name as a sheet's title. */
export const titled = async (reading: Reading, ledger: string): Promise<string> =>
  `${await bureauName(reading.manager)}${ledger}`

interface ListSheet<F extends RecordFields, V extends boolean, E extends ObjectLiteral> {
  readonly name: string
  readonly title: string
  readonly record: Kind<F, V, E>['record']
  readonly reads: Reads<F, V, E>
  readonly columns: readonly (keyof F & string)[]
  /** Other headings than the fields' own. */
  readonly labels?: Readonly<Partial<Record<keyof F & string, string>>>
  /** Column (alias.property) the export's period is about. */
  readonly period?: string
  readonly sort?: string
  /** Columns that only paper has, e.g. 签字. */
  readonly blank?: readonly SheetColumn[]
  readonly note?: string
  /** Rows as they stood at the end of a day, for sheets of a state. */
  readonly asOf?: {
    readonly changing: readonly string[]
    readonly on: (
      reading: Reading,
      day: string,
      rows: readonly RowOf<RecordOf<F, V>>[]
    ) => Promise<readonly RowOf<RecordOf<F, V>>[]>
    /** Words a row is searched by. */
    readonly searched: (row: RowOf<RecordOf<F, V>>) => string
    /** What the sheet has to say of the day it shows. */
    readonly saysOf: (reading: Reading, day: string) => Promise<readonly string[]>
  }
  /** Rows the sheet leaves out: a condition on what the list joins, with its values. */
  readonly only?: { readonly where: string; readonly values: Readonly<Record<string, string>> }
}

/**
 * A sheet of what a list shows, within the export's period and filter, read window by window; 备注 tells of warnings
 * passed.
 */
export function listSheet<F extends RecordFields, V extends boolean, E extends ObjectLiteral & { id: string }>(
  of: ListSheet<F, V, E>
): SheetDefinition {
  const { name, title, record, reads, columns, labels = {}, period, sort = 'number', blank = [], note, asOf, only } = of
  const asked: Readonly<Partial<Record<string, string>>> = labels
  return {
    name,
    shows: period ? 'movements' : 'state',
    fields: record.fields,
    make: async (reading, scope) => ({
      title: await titled(reading, title),
      facts: [...(note ? [note] : []), ...((await asOf?.saysOf(reading, stateDay(scope, reading))) ?? [])],
      columns: [
        ...sheetColumns(record.fields, columns).map((column) => ({
          ...column,
          label: asked[column.key] ?? column.label
        })),
        ...blank
      ],
      rows: rowsIn(reading, scope)
    })
  }

  async function* rowsIn(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
    const query = reads.query(reading)
    if (only) query.andWhere(only.where, only.values)
    if (period && scope.from) query.andWhere(`${period} >= :scopeFrom`, { scopeFrom: scope.from })
    if (period && scope.to) query.andWhere(`${period} < :scopeTo`, { scopeTo: addDays(scope.to, 1) })
    const windows = stateRows(reading, period ? { filter: scope.filter } : scope, {
      query,
      list: reads.list,
      changing: asOf?.changing ?? [],
      searched: asOf?.searched,
      sort: { field: sort, direction: 'asc' },
      rebuilt: async (stored, day) => {
        const rows = await reads.rows(reading.manager, stored)
        return asOf ? asOf.on(reading, day, rows) : rows
      }
    })
    for await (const shown of windows) {
      const exceptions = await exceptionWords(
        reading.manager,
        'assets',
        shown.map(({ id }) => id)
      )
      for (const row of shown) {
        const values: Readonly<Record<string, unknown>> = row
        const remarks = [values['remarks'], ...(exceptions.get(String(values['id'])) ?? [])].filter(Boolean).join('；')
        yield { ...sheetRow(record.fields, row), remarks: remarks || null }
      }
    }
  }
}
