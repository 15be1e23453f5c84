import { inspection as inspectionRecord } from '../../../contract/seals'
import type { SheetDefinition } from '../../../office/outputs/outputDefinitions'
import { sheetRow } from '../../../office/outputs/fieldColumns'
import { columnsOf, listed, titled } from '../listed'
import { inspectionList, inspectionQuery, inspectionRows } from './rows'

/** 检查记录. */
export const inspectionSheet: SheetDefinition = {
  name: '检查记录',
  shows: 'movements',
  fields: inspectionRecord.fields,
  make: async (reading, scope) => ({
    title: await titled(reading, '用印检查记录'),
    columns: columnsOf(inspectionRecord.fields, [
      'day',
      'unitName',
      'sealNames',
      'sampled',
      'findings',
      'rectifyBy',
      'result',
      'inspectorName'
    ]),
    rows: listed(await inspectionQuery(reading), inspectionList, scope, { column: 'i.day' }, async (rows) =>
      (await inspectionRows(reading.manager, rows)).map((row) => ({
        ...sheetRow(inspectionRecord.fields, row),
        remarks: row.number
      }))
    )
  })
}
