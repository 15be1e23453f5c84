import { In, type EntityManager } from 'typeorm'
import type { SquadRow } from '../../../contract/warehouse/room'
import type { ExitKind } from '../../../contract/warehouse/words'
import { unitNames } from '../../../office/people/names'
import { DetainedMovement, Standing } from '../entities'

const columns: Readonly<Record<ExitKind, 'returned' | 'destroyed' | 'auctioned' | 'treasury' | 'transferred' | 'writtenOff'>> = {
  return: 'returned',
  destroy: 'destroyed',
  auction: 'auctioned',
  treasury: 'treasury',
  transfer: 'transferred',
  writeOff: 'writtenOff'
}

/** Squads' goods received and gone in a period of local dates, on hand at its end and overdue today, summed by the database; and lines overdue today. */
export async function squadFigures(
  manager: EntityManager,
  today: string,
  period: { readonly from?: string | undefined; readonly to?: string | undefined },
  squads?: readonly string[]
): Promise<{ readonly rows: readonly SquadRow[]; readonly overdueLines: number }> {
  const moved = manager
    .createQueryBuilder(DetainedMovement, 'm')
    .select('m.squadId', 'squadId')
    .addSelect('m.kind', 'kind')
    .addSelect('SUM(m.quantity)', 'all')
    .addSelect('SUM(CASE WHEN m.day >= :from THEN m.quantity ELSE 0 END)', 'inPeriod')
    .where('m.day <= :to', { to: period.to ?? '9999-12-31', from: period.from ?? '0000-01-01' })
    .groupBy('m.squadId')
    .addGroupBy('m.kind')
  const overdue = manager
    .createQueryBuilder(Standing, 's')
    .select('s.squadId', 'squadId')
    .addSelect('SUM(s.onHand)', 'quantity')
    .addSelect('COUNT(*)', 'lines')
    .where('s.state IN (:...here) AND s.dueOn < :today', { here: ['held', 'partly'], today })
    .groupBy('s.squadId')
  if (squads) {
    moved.andWhere({ squadId: In([...squads]) })
    overdue.andWhere({ squadId: In([...squads]) })
  }
  const movements = await moved.getRawMany<{ squadId: string; kind: 'intake' | ExitKind; all: number | string; inPeriod: number | string }>()
  const late = await overdue.getRawMany<{ squadId: string; quantity: number | string; lines: number | string }>()
  const ids = [...new Set(movements.map((row) => row.squadId))]
  const names = await unitNames(manager, ids)
  const rows = ids.map((id): SquadRow => {
    const own = movements.filter((row) => row.squadId === id)
    const gone = Object.fromEntries(
      Object.entries(columns).map(([kind, column]) => [column, 0 - Number(own.find((row) => row.kind === kind)?.inPeriod ?? 0)])
    ) as Record<(typeof columns)[ExitKind], number>
    return {
      id,
      squadName: names.get(id) ?? '',
      received: Number(own.find((row) => row.kind === 'intake')?.inPeriod ?? 0),
      ...gone,
      onHand: own.reduce((sum, row) => sum + Number(row.all), 0),
      overdue: Number(late.find((row) => row.squadId === id)?.quantity ?? 0)
    }
  })
  return {
    rows: rows.sort((a, b) => (a.squadName < b.squadName ? -1 : 1)),
    overdueLines: late.reduce((sum, row) => sum + Number(row.lines), 0)
  }
}

/** Whole days goods have lain there. */
export const ageBuckets = [
  { label: '7天内', from: 0, to: 7 },
  { label: '8至30天', from: 8, to: 30 },
  { label: '31至60天', from: 31, to: 60 },
  { label: '61至90天', from: 61, to: 90 },
  { label: '90天以上', from: 91, to: 100_000 }
] as const
