import { formatMonth } from '../../contract/display'
import type { Chart } from '../../contract/office'
import { addMonths, endOfMonth, monthOf, startOfMonth } from '../../kernel/localDate'
import type { Reading } from '../../office/house'
import { SealUse } from './entities'
import { useQuery } from './use/rows'

/** Seal uses of the last twelve months by month, reversed ones taken off. */
export async function sealCharts(reading: Reading): Promise<readonly Chart[]> {
  const first = startOfMonth(addMonths(reading.today, -11))
  const rows = await (
    await useQuery(reading)
  )
    .andWhere('u.day >= :first', { first })
    .select('SUBSTR(u.day, 1, 7)', 'month')
    .addSelect('SUM(CASE WHEN u.reversalOfId IS NULL THEN 1 ELSE -1 END)', 'uses')
    .groupBy('SUBSTR(u.day, 1, 7)')
    .getRawMany<{ month: string; uses: number | string }>()
  // before its first entry the register says nothing of how often there was sealed
  const [earliest] = await reading.manager.find(SealUse, {
    order: { day: 'ASC' },
    take: 1,
    select: { id: true, day: true }
  })
  const begun = monthOf(earliest?.day ?? reading.today)
  const counts = new Map(rows.map(({ month, uses }) => [month, Number(uses)]))
  const months = Array.from({ length: 12 }, (_, index) => monthOf(addMonths(first, index)))
  return [
    {
      id: 'sealUses',
      title: '每月用印次数',
      unit: '笔',
      kind: 'bar',
      points: months.map((month) => ({
        label: formatMonth(month),
        value: counts.get(month) ?? (month < begun ? null : 0),
        link: `/seals/uses?at.from=${month}-01&at.to=${endOfMonth(`${month}-01`)}`
      })),
      link: '/seals/uses'
    }
  ]
}
