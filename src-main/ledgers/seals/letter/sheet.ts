import { letter as letterRecord } from '../../../contract/seals'
import type { SheetDefinition } from '../../../office/outputs/outputDefinitions'
import { sheetRow } from '../../../office/outputs/fieldColumns'
import type { Letter } from '../entities'
import { columnsOf, listed, titled } from '../listed'
import { letterList, letterQuery, letterRows } from './rows'

/** 函告证明登记. */
export const letterSheet: SheetDefinition = {
  name: '函告证明登记',
  shows: 'movements',
  fields: letterRecord.fields,
  make: async (reading, scope) => ({
    title: await titled(reading, '印章遗失函告、补刻和磨损证明登记簿'),
    columns: columnsOf(letterRecord.fields, [
      'number',
      'kind',
      'documentNumber',
      'issuedOn',
      'addressee',
      'sealName',
      'lossNumber',
      'issuerName',
      'scanned',
      'state'
    ]),
    rows: listed(
      await letterQuery(reading),
      letterList,
      scope,
      { column: 't.issuedOn' },
      async (rows: readonly Letter[]) =>
        (await letterRows(reading.manager, rows)).map((row) => ({
          ...sheetRow(letterRecord.fields, row),
          remarks: [row.note, row.voidReason && `作废原因：${row.voidReason}`].filter(Boolean).join('；')
        }))
    )
  })
}
