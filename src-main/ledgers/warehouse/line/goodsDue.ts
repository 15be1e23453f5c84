import { formatDate } from '../../../contract/display'
import { clockKinds, type ClockKind } from '../../../contract/warehouse/words'
import { compareDates, type LocalDate } from '../../../kernel/localDate'
import { citeFor } from '../../../kernel/rules/regulation'
import type { AnyRule } from '../../../kernel/rules/rule'
import type { AnyonesReading } from '../../../office/house'
import type { DueDraft } from '../../../office/ledgerModule'
import { rosterOf } from '../../../office/people/roster'
import { todoOf } from '../clocks/todo'
import { Standing } from '../entities'
import { WH_04, WH_05, WH_06, WH_15 } from '../rules/clocks'

const rulesById: Readonly<Record<string, AnyRule>> = { 'WH-04': WH_04, 'WH-05': WH_05, 'WH-06': WH_06 }

/**
 * Intakes told one by one; nobody reads thousands on a home page, so what is longest overdue beyond them is told as one
 * sum a squad.
 */
const mostTold = 300

interface GoodsDue {
  readonly intakeId: string
  readonly intakeNumber: string
  readonly party: string
  readonly squadId: string
  readonly dueOn: string
  readonly dueAt: string | null
  readonly dueKind: ClockKind
  readonly dueRule: string
  readonly ownerlessOn: string | null
  readonly statutoryOn: string | null
  readonly missing: number | string | boolean
  readonly lines: number | string
  readonly name: string
}

interface DaySum {
  readonly dueOn: LocalDate
  readonly squadId: string
  readonly intakes: number
}

/** Goods whose leading clock ends up to a day, by intake; all from today on, and of the overdue ones the latest. */
export async function goodsDue(
  reading: AnyonesReading,
  until: LocalDate,
  toldApart = mostTold
): Promise<readonly DueDraft[]> {
  const sums = await daySums(reading, until)
  const from = firstDayTold(sums, reading.today, toldApart)
  const before = sums.filter((sum) => sum.dueOn < from)
  return [...(await intakesDue(reading, from, until)), ...(await longOverdue(reading, before))]
}

async function daySums({ manager }: AnyonesReading, until: LocalDate): Promise<readonly DaySum[]> {
  const rows = await manager
    .createQueryBuilder(Standing, 's')
    .select('s.dueOn', 'dueOn')
    .addSelect('s.squadId', 'squadId')
    .addSelect('COUNT(DISTINCT s.intakeId)', 'intakes')
    .where('s.dueOn <= :until', { until })
    .groupBy('s.dueOn')
    .addGroupBy('s.squadId')
    .getRawMany<DaySum>()
  return rows.map((row) => ({ ...row, intakes: Number(row.intakes) }))
}

/** The earliest day that is told intake by intake, never after today. */
function firstDayTold(sums: readonly DaySum[], today: LocalDate, toldApart: number): LocalDate {
  const latestFirst = [...sums].sort((a, b) => compareDates(b.dueOn, a.dueOn))
  let told = 0
  for (const { dueOn, intakes } of latestFirst) {
    told += intakes
    if (told > toldApart && dueOn < today)
      return latestFirst.findLast((sum) => sum.dueOn > dueOn && sum.dueOn <= today)?.dueOn ?? today
  }
  return latestFirst.at(-1)?.dueOn ?? today
}

/** Goods by intake, clock and day, read from the kept earliest deadline of each line on hand. */
async function intakesDue(reading: AnyonesReading, from: LocalDate, until: LocalDate): Promise<readonly DueDraft[]> {
  const rows = await reading.manager
    .createQueryBuilder(Standing, 's')
    .select('s.intakeId', 'intakeId')
    .addSelect('MIN(s.intakeNumber)', 'intakeNumber')
    .addSelect('MIN(s.party)', 'party')
    .addSelect('MIN(s.squadId)', 'squadId')
    .addSelect('s.dueOn', 'dueOn')
    .addSelect('MIN(s.dueAt)', 'dueAt')
    .addSelect('s.dueKind', 'dueKind')
    .addSelect('s.dueRule', 'dueRule')
    .addSelect('MAX(s.ownerlessOn)', 'ownerlessOn')
    .addSelect('MAX(s.statutoryOn)', 'statutoryOn')
    .addSelect('MAX(CASE WHEN s.calendarMissing THEN 1 ELSE 0 END)', 'missing')
    .addSelect('COUNT(*)', 'lines')
    .addSelect('MIN(s.name)', 'name')
    .where('s.dueOn BETWEEN :from AND :until', { from, until })
    .groupBy('s.intakeId')
    .addGroupBy('s.dueOn')
    .addGroupBy('s.dueKind')
    .addGroupBy('s.dueRule')
    .getRawMany<GoodsDue>()
  return rows.map((row) => {
    const rule = rulesById[row.dueRule] ?? WH_04
    const goods = Number(row.lines) > 1 ? `${row.name}等${row.lines}项` : row.name
    return {
      ledger: 'warehouse',
      rule: rule.id,
      source: citeFor(reading.book.profile, rule.sources),
      title: `${row.party}的${goods}：${clockKinds[row.dueKind]}，${todoOf({ ...row, kind: row.dueKind }, reading)}`,
      number: row.intakeNumber,
      dueOn: row.dueOn,
      dueAt: row.dueAt,
      calendarMissing: Number(row.missing) > 0,
      subjectType: 'intake',
      subjectId: row.intakeId,
      unitId: row.squadId
    }
  })
}

/** One item a squad for goods overdue longer than can be told one by one (WH-15). */
async function longOverdue({ manager, book }: AnyonesReading, sums: readonly DaySum[]): Promise<readonly DueDraft[]> {
  const squads = [...new Set(sums.map((sum) => sum.squadId))]
  const { units } = await rosterOf(manager)
  return squads.flatMap((squadId) => {
    const own = sums.filter((sum) => sum.squadId === squadId).sort((a, b) => compareDates(a.dueOn, b.dueOn))
    const [first] = own
    if (!first) return []
    const count = own.reduce((total, sum) => total + sum.intakes, 0)
    return {
      ledger: 'warehouse',
      rule: WH_15.id,
      source: citeFor(book.profile, WH_15.sources),
      title: `${units.get(squadId) ?? ''}另有${count}批物品逾期更久，最早的${formatDate(first.dueOn)}到期，请在到期处理中逐批办理`,
      number: null,
      count,
      dueOn: first.dueOn,
      dueAt: null,
      calendarMissing: false,
      subjectType: 'overdue',
      subjectId: squadId,
      unitId: squadId
    }
  })
}
