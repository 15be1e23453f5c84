import { formatMonth } from '../../contract/display'
import type { Chart } from '../../contract/office'
import { tripPurposes, type TripPurpose } from '../../contract/vehicles/words'
import { addMonths, endOfMonth, monthOf, startOfMonth } from '../../kernel/localDate'
import type { Reading } from '../../office/house'
import { costSummary } from './cost/rows'
import { FuelStretch, Trip } from './entities'
import { seesAll } from './visibility'

/**
 * Litres per 100 km by month, cost per kilometre by vehicle, kilometres by purpose; each leads to its list. Overseers
 * only.
 */
export async function vehicleCharts(reading: Reading): Promise<readonly Chart[]> {
  const { manager, today, actor } = reading
  if (!seesAll(actor)) return []
  const first = startOfMonth(addMonths(today, -11))
  const months = Array.from({ length: 12 }, (_, index) => monthOf(addMonths(first, index)))
  const consumed = await manager
    .createQueryBuilder(FuelStretch, 's')
    .select('SUBSTR(s.day, 1, 7)', 'month')
    .addSelect('SUM(s.litres)', 'litres')
    .addSelect('SUM(s.km)', 'km')
    .where('s.day >= :first AND s.km > 0', { first })
    .groupBy('SUBSTR(s.day, 1, 7)')
    .getRawMany<{ month: string; litres: number | string; km: number | string }>()
  const byMonth = new Map(
    consumed.map(({ month, litres, km }) => [month, Math.round(Number(litres) / Number(km)) / 10])
  )
  const purposes = await manager
    .createQueryBuilder(Trip, 't')
    .select('t.purpose', 'purpose')
    .addSelect('SUM(t.km)', 'km')
    .where('t.inDay >= :first AND t.km IS NOT NULL', { first })
    .groupBy('t.purpose')
    .getRawMany<{ purpose: TripPurpose; km: number | string }>()
  const costs = await costSummary(reading, { from: first, to: today })
  return [
    {
      id: 'vehiclePer100',
      title: '百公里油耗',
      unit: '升',
      kind: 'line',
      points: months.map((month) => ({
        label: formatMonth(month),
        value: byMonth.get(month) ?? null,
        link: `/vehicles/refuels?day.from=${month}-01&day.to=${endOfMonth(`${month}-01`)}`
      })),
      link: '/vehicles/refuels'
    },
    {
      id: 'vehicleCostPerKm',
      title: '每公里成本（近十二个月）',
      unit: '元',
      kind: 'bar',
      points: costs
        .flatMap(({ plate, perKmCents }) =>
          perKmCents === null
            ? []
            : { label: plate, value: perKmCents / 100, link: `/vehicles/costs/summary?q=${plate}` }
        )
        .slice(0, 12),
      link: '/vehicles/costs/summary'
    },
    {
      id: 'vehiclePurposes',
      title: '按用途行驶公里（近十二个月）',
      unit: '公里',
      kind: 'bar',
      points: purposes.map(({ purpose, km }) => ({
        label: tripPurposes[purpose],
        value: Number(km),
        link: `/vehicles/trips?purpose=${purpose}&state=done`
      })),
      link: '/vehicles/trips'
    }
  ]
}
