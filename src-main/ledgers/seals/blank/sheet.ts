import { blank as blankRecord, blankLossStates, type BlankRow } from '../../../contract/seals'
import type { SheetDefinition } from '../../../office/outputs/outputDefinitions'
import { sheetRow } from '../../../office/outputs/fieldColumns'
import type { SheetRow } from '../../../platform/documents/sheetModel'
import { rowsWith } from '../../../platform/database/readRows'
import { type BlankBatch, BlankLoss } from '../entities'
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
      'lost',
      'outstanding',
      'responsibleName',
      'approverName'
    ]),
    rows: listed(
      await blankQuery(reading),
      blankList,
      scope,
      { column: 'b.submittedOn' },
      async (rows: readonly BlankBatch[]) => {
        const ids = rows.map(({ id }) => id)
        const losses = await rowsWith(reading.manager, BlankLoss, 'batchId', ids, { order: { number: 'ASC' } })
        return (await blankRows(reading.manager, rows, reading.book)).map((row) =>
          reconciled(
            row,
            losses.filter(({ batchId }) => batchId === row.id)
          )
        )
      }
    )
  })
}

/**
 * Only what was stamped is to be accounted for: 数量 = 已用 + 作废 + 退回 + 遗失 + 差异. What was asked and never stamped is said
 * beside it, and of what was lost the report.
 */
function reconciled(row: BlankRow, losses: readonly BlankLoss[]): SheetRow {
  const stamped = row.stampedOn !== null
  const asked = stamped ? '' : `申请${row.quantity}份，未用印`
  const figures = stamped ? {} : { quantity: 0, used: 0, voided: 0, returned: 0, lost: 0, outstanding: 0 }
  return {
    ...sheetRow(blankRecord.fields, { ...row, ...figures }),
    remarks: [
      row.sealName,
      asked,
      ...losses.map(({ number, serials, state }) => `${serials}遗失（${number}，${blankLossStates[state]}）`)
    ]
      .filter(Boolean)
      .join('；')
  }
}
