import { In, type EntityManager } from 'typeorm'
import type { SquadRow } from '../../../contract/warehouse/report'
import type { ExitKind } from '../../../contract/warehouse/words'
import { rosterOf } from '../../../office/people/roster'
import { DetainedLine, DetainedMovement, Standing } from '../entities'
import { groupsOf } from '../../../kernel/groups'

const columns: Readonly<
  Record<ExitKind, 'returned' | 'destroyed' | 'auctioned' | 'treasury' | 'transferred' | 'writtenOff'>
> = {
  return: 'returned',
  destroy: 'destroyed',
  auction: 'auctioned',
  treasury: 'treasury',
  transfer: 'transferred',
  writeOff: 'writtenOff'
}

/**
 * Squads' goods received and gone in a period of local dates, on hand at its end, a row for each unit of measure;
 * summed by the database. Overdue is of today: `overdueOn` in its place gives what was overdue at the end of a past
 * day.
 */
export async function squadFigures(
  manager: EntityManager,
  today: string,
  period: { readonly from?: string | undefined; readonly to?: string | undefined },
  squads?: readonly string[],
  overdueOn?: ReadonlyMap<string, number>
): Promise<{ readonly rows: readonly SquadRow[]; readonly overdueLines: number }> {
  const moved = manager
    .createQueryBuilder(DetainedMovement, 'm')
    .innerJoin(DetainedLine, 'l', 'l.id = m.lineId')
    .select('m.squadId', 'squadId')
    .addSelect('l.measure', 'measure')
    .addSelect('m.kind', 'kind')
    .addSelect('SUM(m.quantity)', 'all')
    .addSelect('SUM(CASE WHEN m.day >= :from THEN m.quantity ELSE 0 END)', 'inPeriod')
    .where('m.day <= :to', { to: period.to ?? '9999-12-31', from: period.from ?? '0000-01-01' })
    .groupBy('m.squadId')
    .addGroupBy('l.measure')
    .addGroupBy('m.kind')
  const overdue = manager
    .createQueryBuilder(Standing, 's')
    .select('s.squadId', 'squadId')
    .addSelect('s.measure', 'measure')
    .addSelect('SUM(s.onHand)', 'quantity')
    .addSelect('COUNT(*)', 'lines')
    .where('s.state IN (:...here) AND s.dueOn < :today', { here: ['held', 'partly'], today })
    .groupBy('s.squadId')
    .addGroupBy('s.measure')
  if (squads) {
    moved.andWhere({ squadId: In([...squads]) })
    overdue.andWhere({ squadId: In([...squads]) })
  }
  type Moved = {
    squadId: string
    measure: string
    kind: 'intake' | ExitKind
    all: number | string
    inPeriod: number | string
  }
  const movements = groupsOf(await moved.getRawMany<Moved>(), squadKey)
  const late = await overdue.getRawMany<{
    squadId: string
    measure: string
    quantity: number | string
    lines: number | string
  }>()
  const lateNow = new Map(late.map((row) => [squadKey(row), Number(row.quantity)]))
  const { units } = await rosterOf(manager)
  const rows = [...movements].flatMap(([key, own]): SquadRow[] => {
    const [first] = own
    if (first === undefined) return []
    const gone = Object.fromEntries(
      Object.entries(columns).map(([kind, column]) => [
        column,
        0 - Number(own.find((row) => row.kind === kind)?.inPeriod ?? 0)
      ])
    ) as Record<(typeof columns)[ExitKind], number>
    return [
      {
        id: key,
        squadId: first.squadId,
        squadName: units.get(first.squadId) ?? '',
        measure: first.measure,
        received: Number(own.find((row) => row.kind === 'intake')?.inPeriod ?? 0),
        ...gone,
        onHand: own.reduce((sum, row) => sum + Number(row.all), 0),
        overdue: (overdueOn ?? lateNow).get(key) ?? 0
      }
    ]
  })
  const order = (row: SquadRow): string => `${row.squadName} ${row.measure}`
  return {
    rows: rows.sort((a, b) => (order(a) < order(b) ? -1 : 1)),
    overdueLines: late.reduce((sum, row) => sum + Number(row.lines), 0)
  }
}

/** A squad and a unit of measure, as figures are kept by. */
export const squadKey = ({ squadId, measure }: { readonly squadId: string; readonly measure: string }): string =>
  `${squadId} ${measure}`

/** Whole days goods have lain there. */
export const ageBuckets = [
  { label: '7天内', from: 0, to: 7 },
  { label: '8至30天', from: 8, to: 30 },
  { label: '31至60天', from: 31, to: 60 },
  { label: '61至90天', from: 61, to: 90 },
  { label: '90天以上', from: 91, to: 100_000 }
] as const
