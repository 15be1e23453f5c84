import type { Field } from '../../../contract/fields'
import type { ImportDefinition, ImportRow } from '../../../office/outputs/importDefinition'
import { sameKey } from '../../../kernel/sameness'
import { whereIs } from '../../../platform/importing'
import { reconcile } from './acts'
import type { FinanceAsset } from './match'
import { undoReconciliation } from './undoImport'

const fields: Readonly<Record<string, Field>> = {
  number: {
    label: '资产编号',
    kind: 'code',
    synonyms: ['资产编号(财政编码)', '固定资产编号', '编号', '资产编码', '财政编码', '卡片编号']
  },
  name: { label: '资产名称', kind: 'text', required: true, synonyms: ['名称', '固定资产名称', '品名'] },
  originalCents: {
    label: '资产原值',
    kind: 'money',
    total: true,
    synonyms: ['资产原值(元)', '原值', '账面原值', '原值(元)', '金额', '价值']
  },
  accumulatedCents: {
    label: '累计折旧',
    kind: 'money',
    total: true,
    synonyms: ['累计折旧/摊销(元)', '累计折旧(元)', '累计折旧额']
  },
  quantity: { label: '数量', kind: 'integer', synonyms: ['数量/面积'] },
  acquiredOn: { label: '取得日期', kind: 'date', synonyms: ['购置日期', '购入日期', '入账日期'] },
  unitName: { label: '使用部门', kind: 'text', synonyms: ['部门', '科室', '使用单位'] }
}

const textOf = (row: ImportRow, field: string) => String(row.values[field] ?? '').trim()
const numberOf = (row: ImportRow, field: string) => {
  const value = row.values[field]
  return typeof value === 'number' ? value : null
}

/** Finance's list of assets, held against the office's book when it is taken in (AST-08). */
export const financeImport: ImportDefinition = {
  kind: 'assetFinance',
  name: '财务资产账（对账）',
  access: ['assetClerk', 'officeDirector', 'finance', 'financeHead'],
  ownSheets: ['财政资产卡片'],
  fields,
  sums: { amountCents: 'originalCents' },
  undo: undoReconciliation,
  check: async (_reading, rows) => {
    const first = new Map<string, ImportRow>()
    return rows.flatMap((row) => {
      const number = textOf(row, 'number')
      const before = first.get(sameKey(number))
      first.set(sameKey(number), before ?? row)
      return number !== '' && before !== undefined
        ? [
            {
              sheet: row.sheet,
              row: row.row,
              column: '资产编号',
              message: `财务账中编号${number}与${whereIs(before, row)}重复，按差异列出`,
              blocking: false
            }
          ]
        : []
    })
  },
  commit: async (unit, rows) => {
    await reconcile(unit, {
      fileName: '财务资产账',
      asOf: unit.today,
      rows: rows.map((row): FinanceAsset => ({
        rowNumber: row.row,
        number: textOf(row, 'number'),
        name: textOf(row, 'name'),
        originalCents: numberOf(row, 'originalCents'),
        accumulatedCents: numberOf(row, 'accumulatedCents'),
        quantity: numberOf(row, 'quantity'),
        acquiredOn: textOf(row, 'acquiredOn') || null,
        unitName: textOf(row, 'unitName') || null
      }))
    })
  }
}
