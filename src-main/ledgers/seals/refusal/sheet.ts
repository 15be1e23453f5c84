import { refusal as refusalRecord, refusalGrounds } from '../../../contract/seals'
import { citeFor, source } from '../../../kernel/rules/regulation'
import type { Reading } from '../../../office/house'
import type { SheetDefinition } from '../../../office/outputs/outputDefinitions'
import { sheetRow } from '../../../office/outputs/fieldColumns'
import type { SheetRow } from '../../../platform/documents/sheetModel'
import type { Refusal } from '../entities'
import { columnsOf, listed, titled } from '../listed'
import { refusalList, refusalQuery, refusalRows } from './rows'

/** 拒绝用印登记. */
export const refusalSheet: SheetDefinition = {
  name: '拒绝用印登记',
  shows: 'movements',
  fields: refusalRecord.fields,
  make: async (reading, scope) => ({
    title: await titled(reading, '拒绝用印登记簿'),
    columns: columnsOf(
      refusalRecord.fields,
      ['at', 'sealName', 'title', 'unitName', 'applicantName', 'ground', 'custodianName', 'followUp'],
      {
        ground: '拒绝情形(依据)'
      }
    ),
    rows: listed(await refusalQuery(reading), refusalList, scope, { column: 'f.at', instants: true }, (rows) =>
      refused(reading, rows)
    )
  })
}

async function refused(reading: Reading, refusals: readonly Refusal[]): Promise<readonly SheetRow[]> {
  const basis = citeFor(reading.book.profile, [source('DK-05', '第五条第（四）项')])
  return (await refusalRows(reading.manager, refusals)).map((row) => ({
    ...sheetRow(refusalRecord.fields, row),
    ground: `${refusalGrounds[row.ground]}（${basis}）`,
    remarks: [row.number, row.detail].filter((words) => words).join('；')
  }))
}
