import type { WorkbookDefinition } from '../../../office/outputs/outputDefinitions'
import { sheetColumns, sheetRow } from '../../../office/outputs/fieldColumns'
import { allRows } from '../../../platform/database/listQuery'
import { issue } from '../../../contract/supplies/issue'
import { distribution } from '../../../contract/supplies/statement'
import { averaged, narrowed, priced, titled } from '../statement/printing'
import { distributionRows, issueDefinition, issueQuery, issueRows } from './rows'

type Sheet = WorkbookDefinition['sheets'][number]

const {
  number,
  day,
  unitName,
  claimantName,
  itemName,
  spec,
  measure,
  quantity,
  unitPriceCents,
  valueCents,
  purpose,
  tradeIn,
  approverName,
  claimantSignature,
  keeperSignature,
  remarks
} = issue.fields
const registerFields = {
  number,
  day,
  unitName,
  claimantName,
  itemName,
  spec,
  measure,
  quantity,
  unitPriceCents,
  valueCents,
  purpose,
  tradeIn,
  approverName,
  claimantSignature,
  keeperSignature,
  remarks
}

/** 出库(领用)登记: every issue line with its reversals, negative. */
export const issueSheet: Sheet = {
  name: '出库(领用)登记',
  shows: 'movements',
  bound: true,
  make: async (reading, scope) => ({
    title: await titled(reading, '办公用品出库（领用）登记'),
    columns: averaged(sheetColumns(registerFields)),
    signatures: ['保管员', '审核', '负责人'],
    rows: (async function* () {
      for await (const window of allRows(issueQuery(reading), issueDefinition, narrowed(issueDefinition, scope, 'day')))
        for (const row of await issueRows(reading, window)) yield priced(sheetRow(registerFields, row))
    })()
  })
}

const givenFields = {
  unitName: distribution.fields.unitName,
  itemName: distribution.fields.itemName,
  spec: distribution.fields.spec,
  measure: { ...distribution.fields.measure, label: '单位' },
  quantity: distribution.fields.quantity,
  valueCents: distribution.fields.valueCents,
  day: distribution.fields.day,
  signedBy: distribution.fields.signedBy,
  remarks: issue.fields.remarks
}

/** 物资分发(按单位): what each unit was given and who signed for it (SUP-20), unit by unit. */
export const distributionSheet: Sheet = {
  name: '物资分发(按单位)',
  shows: 'movements',
  make: async (reading, scope) => ({
    title: await titled(reading, '物资分发台账'),
    columns: sheetColumns(givenFields),
    subtotalled: 'unitName',
    signatures: ['保管员', '审核', '负责人'],
    rows: (async function* () {
      const wanted = narrowed(issueDefinition, scope, 'day')
      const query = issueQuery(reading).orderBy('d.unitId', 'ASC')
      for await (const window of allRows(query, issueDefinition, wanted))
        for (const row of await distributionRows(reading, window)) yield sheetRow(givenFields, row)
    })()
  })
}
