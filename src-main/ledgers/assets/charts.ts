import { Not } from 'typeorm'
import { categories, type AssetCategory } from '../../contract/assets'
import type { Chart } from '../../contract/office'
import type { Reading } from '../../office/house'
import { rosterOf } from '../../office/people/roster'
import { AssetReconciliation } from './entities'
import { cardReads } from './cards/rows'

const yuan = (cents: number | string) => Math.round(Number(cents) / 100)

/** Value by class, age against life, value by unit, differences open; of what the person may read, as of today. */
export async function assetCharts(reading: Reading): Promise<readonly Chart[]> {
  const there = () => cardReads.query(reading).andWhere('a.state <> :gone', { gone: 'gone' }).orderBy()
  const classes = await there()
    .select('a.category', 'category')
    .addSelect('SUM(a.originalCents)', 'cents')
    .groupBy('a.category')
    .getRawMany<{ category: AssetCategory; cents: number | string }>()
  const byUnit = await there()
    .select('a.unitId', 'unitId')
    .addSelect('SUM(a.originalCents)', 'cents')
    .groupBy('a.unitId')
    .getRawMany<{ unitId: string; cents: number | string }>()
  const wear = await there()
    .select('CASE WHEN a.originalCents = 0 THEN 0 ELSE b.accumulatedCents * 4 / a.originalCents END', 'quarter')
    .addSelect('COUNT(*)', 'things')
    .andWhere('a.lifeMonths IS NOT NULL')
    .groupBy('CASE WHEN a.originalCents = 0 THEN 0 ELSE b.accumulatedCents * 4 / a.originalCents END')
    .getRawMany<{ quarter: number | string | null; things: number | string }>()
  const { units } = await rosterOf(reading.manager)
  const open = await reading.manager.find(AssetReconciliation, {
    where: { state: Not('undone') },
    order: { number: 'DESC' },
    take: 6
  })
  const worn = [0, 1, 2, 3, 4].map((quarter) =>
    wear
      .filter((each) => Math.floor(Number(each.quarter ?? 0)) === quarter)
      .reduce((sum, each) => sum + Number(each.things), 0)
  )
  const bands = ['不到四分之一', '四分之一至一半', '一半至四分之三', '四分之三以上', '已提足']
  if (classes.length === 0) return []
  return [
    {
      id: 'assets.value',
      title: '资产原值（按类别）',
      unit: '元',
      kind: 'bar',
      link: '/assets/cards',
      points: classes
        .sort((one, other) => Number(other.cents) - Number(one.cents))
        .map(({ category, cents }) => ({
          label: categories[category],
          value: yuan(cents),
          link: `/assets/cards?category=${category}`
        }))
    },
    {
      id: 'assets.age',
      title: '新旧程度（累计折旧占原值）',
      unit: '件',
      kind: 'bar',
      link: '/assets/cards',
      points: bands.map((label, index) => ({ label, value: worn[index] ?? 0 }))
    },
    {
      id: 'assets.units',
      title: '资产原值（按部门）',
      unit: '元',
      kind: 'bar',
      link: '/assets/cards',
      points: byUnit
        .map(({ unitId, cents }) => ({
          label: units.get(unitId) ?? '',
          value: yuan(cents),
          link: `/assets/cards?unitId=${unitId}`
        }))
        .sort((one, other) => other.value - one.value)
        .slice(0, 8)
    },
    {
      id: 'assets.differences',
      title: '对账未处理差异',
      unit: '项',
      kind: 'bar',
      link: '/assets/reconciliations',
      points: open.reverse().map(({ id, number, openDifferences }) => ({
        label: number,
        value: openDifferences,
        link: `/assets/reconciliations/${id}`
      }))
    }
  ]
}
