import type { WorkbookDefinition } from '../../../office/house'
import { sheetColumns, sheetRow } from '../../../office/outputs/fieldColumns'
import { allRows } from '../../../platform/database/listQuery'
import { issueFields } from '../../../contract/supplies/issue'
import { distributionFields } from '../../../contract/supplies/statement'
import { narrowed, titled } from '../statement/printing'
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
} = issueFields
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
    columns: sheetColumns(registerFields),
    signatures: ['保管员', '审核', '负责人'],
    rows: (async function* () {
      for await (const window of allRows(issueQuery(reading), issueDefinition, narrowed(issueDefinition, scope, 'day')))
        for (const row of await issueRows(reading, window)) yield sheetRow(registerFields, row)
    })()
  })
}

const givenFields = {
  unitName: distributionFields.unitName,
  itemName: distributionFields.itemName,
  spec: distributionFields.spec,
  measure: { ...distributionFields.measure, label: '单位' },
  quantity: distributionFields.quantity,
  valueCents: distributionFields.valueCents,
  day: distributionFields.day,
  signedBy: distributionFields.signedBy,
  remarks: issueFields.remarks
}

/** 物资分发(按单位): what each unit was given and who signed for it (SUP-20), unit by unit. */
export const distributionSheet: Sheet = {
  name: '物资分发(按单位)',
  shows: 'movements',
  make: async (reading, scope) => ({
    title: await titled(reading, '物资分发台账'),
    columns: sheetColumns(givenFields),
    signatures: ['保管员', '审核', '负责人'],
    rows: (async function* () {
      const wanted = narrowed(issueDefinition, scope, 'day')
      const query = issueQuery(reading).orderBy('u.name', 'ASC')
      for await (const window of allRows(query, issueDefinition, wanted))
        for (const row of await distributionRows(reading, window)) yield sheetRow(givenFields, row)
    })()
  })
}
