import { use as useRecord } from '../../../contract/seals'
import type { SheetDefinition } from '../../../office/outputs/outputDefinitions'
import { sheetRow } from '../../../office/outputs/fieldColumns'
import { columnsOf, listed, titled } from '../listed'
import { useList, useQuery, useRows } from './rows'

/** 用印登记. */
export const useSheet: SheetDefinition = {
  name: '用印登记',
  shows: 'movements',
  fields: useRecord.fields,
  make: async (reading, scope) => ({
    title: await titled(reading, '用印登记簿'),
    columns: columnsOf(useRecord.fields, [
      'number',
      'at',
      'sealName',
      'title',
      'documentNumber',
      'documentKind',
      'addressee',
      'copies',
      'impressions',
      'purpose',
      'unitName',
      'applicantName',
      'approvers',
      'onBehalf',
      'custodianName'
    ]),
    rows: listed(await useQuery(reading), useList, scope, { column: 'u.at', instants: true }, async (uses) =>
      (await useRows(reading.manager, uses)).map((use) => ({
        ...sheetRow(useRecord.fields, use),
        onBehalf: use.onBehalf ? '代章' : null
      }))
    )
  })
}
