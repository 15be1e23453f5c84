import { formatDate, formatMonth } from '../../../contract/display'
import { goods } from '../../../contract/supplies/item'
import { statementLine } from '../../../contract/supplies/statement'
import { endOfMonth, monthOf } from '../../../kernel/localDate'
import { linePrice } from '../../../kernel/money'
import type { WorkbookDefinition } from '../../../office/outputs/outputDefinitions'
import { sheetColumns } from '../../../office/outputs/fieldColumns'
import { ownPeriod } from '../../../office/outputs/filterWords'
import type { SheetColumn } from '../../../platform/documents/sheetModel'
import { consumptionMatrix } from './consumption'
import { statementBetween } from './monthly'
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

const statementColumns = (within: string): readonly SheetColumn[] => [
  ...sheetColumns(goods),
  column('openingQuantity', 'quantity', '数量', '期初'),
  column('openingCents', 'money', '金额', '期初'),
  column('inQuantity', 'quantity', '数量', `${within}入库`),
  column('inCents', 'money', '金额', `${within}入库`),
  column('outQuantity', 'quantity', '数量', `${within}出库`),
  column('outCents', 'money', '金额', `${within}出库`),
  column('closingQuantity', 'quantity', '数量', '期末'),
  { key: 'closingPrice', label: '均价', kind: 'price', width: 8, group: '期末' },
  column('closingCents', 'money', '金额', '期末'),
  column('safetyStock', 'quantity'),
  column('hint', 'text')
]

/** 收发存月报 of exactly the period asked for; of this month up to today when there is none. */
export const statementSheet: Sheet = {
  name: '收发存月报',
  shows: 'movements',
  bound: true,
  make: async (reading, scope) => {
    const to = scope.to ?? reading.today
    const from = scope.from ?? `${monthOf(to)}-01`
    const { rows } = await statementBetween(reading.manager, from, to)
    const month =
      monthOf(from) === monthOf(to) && from.endsWith('-01') && (to === endOfMonth(from) || to === reading.today)
    return {
      title: await titled(reading, '办公用品收发存月报'),
      ...ownPeriod(scope, { from, to }),
      facts: [`收发：${formatDate(from)}至${formatDate(to)}`],
      columns: statementColumns(month ? '本月' : '本期'),
      rows: rows.map((row) => ({ ...row, closingPrice: linePrice(row.closingCents, row.closingQuantity) })),
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
      ...ownPeriod(scope, matrix),
      facts: [`消耗：${formatDate(matrix.from)}至${formatDate(matrix.to)}`, '人数为打印时在岗人数，不含外来人员'],
      columns: [
        { key: 'unitName', label: '部门', kind: 'text', width: 14 },
        ...matrix.months.map((month): SheetColumn => ({
          key: month,
          label: formatMonth(month),
          kind: 'money',
          width: 9,
          total: true
        })),
        { key: 'totalCents', label: '合计', kind: 'money', width: 10, total: true },
        { key: 'people', label: '人数', kind: 'integer', width: 5, total: true },
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
