import { formatMonth } from '../../../contract/display'
import { goods } from '../../../contract/supplies/item'
import { statementLine } from '../../../contract/supplies/statement'
import { monthOf } from '../../../kernel/localDate'
import type { WorkbookDefinition } from '../../../office/house'
import { sheetColumns } from '../../../office/outputs/fieldColumns'
import type { SheetColumn } from '../../../platform/documents/sheetModel'
import { consumptionMatrix } from './consumption'
import { monthlyStatement } from './monthly'
import { titled } from './printing'

type Sheet = WorkbookDefinition['sheets'][number]

const column = (
  key: keyof typeof statementLine.fields,
  kind: SheetColumn['kind'],
  label: string = statementLine.fields[key].label,
  group?: string
): SheetColumn => ({
  key,
  label,
  kind,
  width: statementLine.fields[key].width,
  ...('total' in statementLine.fields[key] ? { total: true } : {}),
  ...(group === undefined ? {} : { group })
})

const statementColumns: readonly SheetColumn[] = [
  ...sheetColumns(goods),
  column('openingQuantity', 'quantity', '数量', '期初'),
  column('openingCents', 'money', '金额', '期初'),
  column('inQuantity', 'quantity', '数量', '本月入库'),
  column('inCents', 'money', '金额', '本月入库'),
  column('outQuantity', 'quantity', '数量', '本月出库'),
  column('outCents', 'money', '金额', '本月出库'),
  column('closingQuantity', 'quantity', '数量', '期末'),
  column('closingPriceCents', 'money', '单价', '期末'),
  column('closingCents', 'money', '金额', '期末'),
  column('safetyStock', 'quantity'),
  column('hint', 'text')
]

/** 收发存月报 of the month the period ends in; of this month when there is none. */
export const statementSheet: Sheet = {
  name: '收发存月报',
  shows: 'movements',
  bound: true,
  make: async (reading, scope) => {
    const month = monthOf(scope.to ?? scope.from ?? reading.today)
    const { rows } = await monthlyStatement(reading.manager, month)
    return {
      title: await titled(reading, '办公用品收发存月报'),
      facts: [`月份：${formatMonth(month)}`],
      columns: statementColumns,
      rows: rows.map((row) => ({ ...row })),
      signatures: ['保管员', '审核', '负责人']
    }
  }
}

/** 科室消耗统计: unit × month with sums both ways and per person. */
export const consumptionSheet: Sheet = {
  name: '科室消耗统计',
  shows: 'movements',
  make: async (reading, scope) => {
    const matrix = await consumptionMatrix(reading.manager, reading.today, scope)
    return {
      title: await titled(reading, '办公用品科室消耗统计'),
      columns: [
        { key: 'unitName', label: '部门', kind: 'text', width: 14 },
        ...matrix.months.map((month): SheetColumn => ({ key: month, label: formatMonth(month), kind: 'money', width: 9, total: true })),
        { key: 'totalCents', label: '合计', kind: 'money', width: 10, total: true },
        { key: 'people', label: '人数', kind: 'integer', width: 5 },
        { key: 'perPersonCents', label: '人均', kind: 'money', width: 9 }
      ],
      rows: matrix.rows.map(({ unitName, people, byMonth, totalCents, perPersonCents }) => ({
        unitName,
        people,
        totalCents,
        perPersonCents,
        ...Object.fromEntries(matrix.months.map((month, index) => [month, byMonth[index] ?? 0]))
      }))
    }
  }
}
