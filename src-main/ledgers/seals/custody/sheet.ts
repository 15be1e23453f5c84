import { formatDate } from '../../../contract/display'
import { custodyRecord } from '../../../contract/seals'
import type { SheetDefinition } from '../../../office/outputs/outputDefinitions'
import { sheetRow } from '../../../office/outputs/fieldColumns'
import type { SheetColumn } from '../../../platform/documents/sheetModel'
import { columnsOf, listed, titled } from '../listed'
import { custodyList, custodyQuery, custodyRows } from './rows'

const period: SheetColumn = { key: 'period', label: '起止', kind: 'text', width: 14 }

/** 交接登记. */
export const custodySheet: SheetDefinition = {
  name: '交接登记',
  shows: 'movements',
  fields: custodyRecord.fields,
  make: async (reading, scope) => ({
    title: await titled(reading, '印章交接登记簿'),
    columns: [
      ...columnsOf(custodyRecord.fields, ['at', 'sealName', 'kind', 'fromName', 'toName', 'witnessName']),
      period,
      ...columnsOf(custodyRecord.fields, ['reason'])
    ],
    rows: listed(custodyQuery(reading), custodyList, scope, { column: 'h.at', instants: true }, async (handovers) =>
      (await custodyRows(reading.manager, handovers)).map((row) => ({
        ...sheetRow(custodyRecord.fields, row),
        period: row.untilDay
          ? `${formatDate(row.fromDay)}至${formatDate(row.untilDay)}`
          : `${formatDate(row.fromDay)}起`,
        remarks: row.number
      }))
    )
  })
}
