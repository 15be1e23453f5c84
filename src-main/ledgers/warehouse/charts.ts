import type { Chart } from '../../contract/office'
import { addDays } from '../../kernel/localDate'
import type { Reading } from '../../office/house'
import { rosterOf } from '../../office/people/roster'
import { standingsFor } from './line/rows'
import { ageBuckets } from './report/figures'

/** Lines on hand by how long they have lain there, and overdue lines per squad (WH-15). */
export async function warehouseCharts(reading: Reading): Promise<readonly Chart[]> {
  const { today } = reading
  const here = { here: ['held', 'partly'] }
  const ages = await Promise.all(
    ageBuckets.map(async ({ label, from, to }) => ({
      label,
      link: `/warehouse/lines?detainedOn.to=${addDays(today, -from)}${to > 10_000 ? '' : `&detainedOn.from=${addDays(today, -to)}`}`,
      value: await (
        await standingsFor(reading)
      )
        .andWhere('s.state IN (:...here) AND s.detainedOn <= :newest AND s.detainedOn >= :oldest', {
          ...here,
          newest: addDays(today, -from),
          oldest: to > 10_000 ? '0000-01-01' : addDays(today, -to)
        })
        .getCount()
    }))
  )
  const overdue = await (
    await standingsFor(reading)
  )
    .select('s.squadId', 'squadId')
    .addSelect('COUNT(*)', 'lines')
    .andWhere('s.dueOn < :today', { today })
    .groupBy('s.squadId')
    .getRawMany<{ squadId: string; lines: number | string }>()
  const { units } = await rosterOf(reading.manager)
  const overdueLines = `/warehouse/lines?dueOn.to=${addDays(today, -1)}`
  return [
    { id: 'warehouse.age', title: '暂扣物品在库时间', unit: '项', kind: 'bar', points: ages, link: '/warehouse/lines' },
    {
      id: 'warehouse.overdue',
      title: '各片区逾期物品',
      unit: '项',
      kind: 'bar',
      points: overdue
        .map((row) => ({ label: units.get(row.squadId) ?? '', value: Number(row.lines) }))
        .map((point) => ({ ...point, link: `${overdueLines}&squadName=${encodeURIComponent(point.label)}` }))
        .sort((a, b) => b.value - a.value),
      link: overdueLines
    }
  ]
}
