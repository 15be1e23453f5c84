import type { WorkbookDefinition } from '../../../office/outputs/outputDefinitions'
import { sheetColumns, sheetRow } from '../../../office/outputs/fieldColumns'
import { allRows } from '../../../platform/database/listQuery'
import { stockIn } from '../../../contract/supplies/stock'
import { averaged, narrowed, priced, titled } from '../statement/printing'
import { stockInDefinition, stockInQuery, stockInRows } from './stockInRows'

type Sheet = WorkbookDefinition['sheets'][number]

/** 入库登记: every stock-in line with its reversals. */
export const stockInSheet: Sheet = {
  name: '入库登记',
  shows: 'movements',
  bound: true,
  make: async (reading, scope) => ({
    title: await titled(reading, '办公用品入库登记'),
    columns: averaged(sheetColumns(stockIn.fields), '单价'),
    signatures: ['保管员', '审核', '负责人'],
    rows: (async function* () {
      for await (const window of allRows(
        stockInQuery(reading),
        stockInDefinition,
        narrowed(stockInDefinition, scope, 'day')
      ))
        for (const row of await stockInRows(reading, window)) yield priced(sheetRow(stockIn.fields, row))
    })()
  })
}
