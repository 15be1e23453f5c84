import { blank as blankRecord, type BlankRow } from '../../../contract/seals'
import type { SheetDefinition } from '../../../office/house'
import { sheetRow } from '../../../office/outputs/fieldColumns'
import type { SheetRow } from '../../../platform/documents/sheetModel'
import type { BlankBatch } from '../entities'
import { columnsOf, listed, titled } from '../listed'
import { blankList, blankQuery, blankRows } from './rows'

/** 空白用印核销. */
export const blankSheet: SheetDefinition = {
  name: '空白用印核销',
  shows: 'movements',
  fields: blankRecord.fields,
  make: async (reading, scope) => ({
    title: await titled(reading, '空白封条、办案文书用印核销登记簿'),
    columns: columnsOf(blankRecord.fields, [
      'number',
      'purpose',
      'format',
      'firstSerial',
      'lastSerial',
      'quantity',
      'used',
      'voided',
      'returned',
      'outstanding',
      'responsibleName',
      'approverName'
    ]),
    rows: listed(
      await blankQuery(reading),
      blankList,
      scope,
      { column: 'b.submittedOn' },
      async (rows: readonly BlankBatch[]) => (await blankRows(reading.manager, rows, reading.book)).map(accountedFor)
    )
  })
}

/**
 * Only what was stamped is to be accounted for: 数量 = 已用 + 作废 + 退回 + 差异. What was asked and never stamped is said beside
 * it.
 */
function accountedFor(row: BlankRow): SheetRow {
  const stamped = row.stampedOn !== null
  const asked = stamped ? '' : `申请${row.quantity}份，未用印`
  const figures = stamped ? {} : { quantity: 0, used: 0, voided: 0, returned: 0, outstanding: 0 }
  return {
    ...sheetRow(blankRecord.fields, { ...row, ...figures }),
    remarks: [row.sealName, asked].filter(Boolean).join('；')
  }
}
