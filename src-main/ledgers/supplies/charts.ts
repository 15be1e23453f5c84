import type { Chart } from '../../contract/office'
import { formatMonth } from '../../contract/display'
import { addMonths, endOfMonth, monthOf, startOfMonth } from '../../kernel/localDate'
import type { Reading } from '../../office/house'
import { Movement } from './entities/stock'
import { consumptionMatrix } from './statement/consumption'

/**
 * Stock value at the end of each of the last twelve months (the last one: today), and what units consumed this year. In
 * yuan.
 */
export async function suppliesCharts(reading: Reading): Promise<readonly Chart[]> {
  const { manager, today } = reading
  const first = addMonths(startOfMonth(today), -11)
  const days = Array.from({ length: 12 }, (_, index) => endOfMonth(addMonths(first, index)))
  const moved = await manager
    .createQueryBuilder(Movement, 'm')
    .select('SUBSTR(m.day, 1, 7)', 'month')
    .addSelect('SUM(m.valueCents)', 'cents')
    .groupBy('SUBSTR(m.day, 1, 7)')
    .getRawMany<{ month: string; cents: number | string }>()
  // before the first entry the book says nothing of what there was
  const valueAt = (month: string) => {
    const until = moved.filter((row) => row.month <= month)
    return until.length === 0 ? null : until.reduce((sum, row) => sum + Number(row.cents), 0) / 100
  }
  const matrix = await consumptionMatrix(manager, today, {})
  return [
    {
      id: 'supplies.value',
      title: '库存金额（月末）',
      unit: '元',
      kind: 'line',
      points: days.map((day) => ({
        label: day >= today ? '今天' : formatMonth(day),
        value: valueAt(monthOf(day))
      })),
      link: '/supplies/statements'
    },
    {
      id: 'supplies.consumption',
      title: '本年各部门消耗',
      unit: '元',
      kind: 'bar',
      points: matrix.rows
        .filter(({ totalCents }) => totalCents !== 0)
        .sort((a, b) => b.totalCents - a.totalCents)
        .slice(0, 10)
        .map((row) => ({ label: row.unitName, value: row.totalCents / 100 })),
      link: '/supplies/statements'
    }
  ]
}
