import { squadFigures as figures } from '../../../contract/warehouse/report'
import type { Reading } from '../../../office/house'
import type { ExportScope } from '../../../office/outputs/outputDefinitions'
import { sheetColumns, sheetRow } from '../../../office/outputs/fieldColumns'
import type { SheetRow } from '../../../platform/documents/sheetModel'
import { overdueAt } from '../line/sheet'
import { sheetOf } from '../sheets'
import { squadsVisibleTo } from '../visibility'
import { squadFigures } from './figures'

async function* squadLines(reading: Reading, scope: ExportScope): AsyncGenerator<SheetRow> {
  const visible = await squadsVisibleTo(reading.manager, reading.actor)
  const overdue = await overdueAt(reading, scope)
  const { rows } = await squadFigures(reading.manager, reading.today, scope, visible, overdue)
  for (const row of rows) yield sheetRow(figures.fields, row)
}

// in and out are of the period, what lies there and what is overdue are of its end
const atEnd: Readonly<Record<string, string>> = { onHand: '期末在库', overdue: '期末逾期' }

/** 片区统计 */
export const squadSheet = sheetOf({
  name: '片区统计',
  shows: 'movements',
  fields: figures.fields,
  columns: sheetColumns(figures.fields).map((column) => ({ ...column, label: atEnd[column.key] ?? column.label })),
  rows: squadLines
})
