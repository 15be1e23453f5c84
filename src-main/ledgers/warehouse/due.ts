import { IsNull, MoreThan, Not } from 'typeorm'
import { formatShortDate } from '../../contract/display'
import { localDateOf } from '../../kernel/instant'
import { addDays, addMonths, monthOf, startOfMonth, type LocalDate } from '../../kernel/localDate'
import { knownSince } from '../../office/home/knownSince'
import { citeFor } from '../../kernel/rules/regulation'
import type { AnyonesReading } from '../../office/house'
import type { DueDraft } from '../../office/ledgerModule'
import { differencesOf } from './cleanup/differences'
import { cleanupDays, quarterBefore, quarterName, quarterStart, quarterWords } from './cleanup/window'
import { Cleanup, Intake, Keeping, MonthlyReport } from './entities'
import { noticesDue } from './extension/notice'
import { goodsDue } from './line/goodsDue'
import { reportDeadline, WH_15 } from './rules/clocks'
import { WH_12, WH_14 } from './rules/keeping'

/** Days ahead that the due list looks at; farther clocks are on the ledger's own list. */
const horizon = 31

/** Every clock of the ledger that runs. */
export async function warehouseDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  return [
    ...(await goodsDue(reading, addDays(reading.today, horizon))),
    ...(await keepingsDue(reading)),
    ...(await noticesDue(reading)),
    ...(await cleanupsDue(reading)),
    ...(await differencesDue(reading)),
    ...(await reportDue(reading))
  ]
}

async function keepingsDue({ manager, book, today }: AnyonesReading): Promise<readonly DueDraft[]> {
  const keepings = await manager
    .createQueryBuilder(Keeping, 'k')
    .where('k.endedOn IS NULL AND (k.nextInspectionOn <= :until OR k.toDay <= :until)', {
      until: addDays(today, horizon)
    })
    .getMany()
  const item = (keeping: Keeping, title: string, dueOn: string): DueDraft => ({
    ledger: 'warehouse',
    rule: WH_12.id,
    source: citeFor(book.profile, WH_12.sources),
    title,
    number: keeping.number,
    dueOn,
    dueAt: null,
    calendarMissing: false,
    subjectType: 'keeping',
    subjectId: keeping.id,
    unitId: keeping.squadId
  })
  return keepings.flatMap((keeping) => [
    ...(keeping.nextInspectionOn
      ? [item(keeping, `检查${keeping.keeper}保管的${keeping.goods}`, keeping.nextInspectionOn)]
      : []),
    item(keeping, `${keeping.keeper}的委托保管到期，应收回或续签`, keeping.toDay)
  ])
}

/**
 * The clean-ups of this quarter and of those before, each while it is owed: there were goods then and nobody counted
 * (K-13).
 */
async function cleanupsDue({ manager, book, today, calendar }: AnyonesReading): Promise<readonly DueDraft[]> {
  const { days } = WH_14.values(book)
  const [first] = await manager.find(Intake, { order: { day: 'ASC' }, take: 1 })
  if (!first) return []
  const items: DueDraft[] = []
  for (const quarter of quartersUntil(laterOf(await knownSince(manager), first.day), today)) {
    const { dates, calendarMissing } = cleanupDays(quarter, days, calendar)
    const dueOn = dates.at(-1) ?? quarterStart(quarter)
    const cleanup = await manager.findOneBy(Cleanup, { quarter })
    if (cleanup?.state === 'done' || first.day > dueOn || dueOn > addDays(today, 2 * horizon)) continue
    items.push({
      ledger: 'warehouse',
      rule: WH_14.id,
      source: citeFor(book.profile, WH_14.sources),
      title: `${quarterWords(quarter)}清整仓库（${formatShortDate(dates[0])}至${formatShortDate(dueOn)}），各片区指派人员`,
      number: cleanup?.number ?? null,
      dueOn,
      dueAt: null,
      calendarMissing,
      subjectType: 'cleanup',
      subjectId: cleanup?.id ?? first.id,
      unitId: null,
      duty: `cleanup@${quarter}`
    })
  }
  return items
}

/** Finished clean-ups with differences nobody has settled, owed from the day the clean-up was over. */
async function differencesDue({ manager, book }: AnyonesReading): Promise<readonly DueDraft[]> {
  const differing = { state: 'done', closedAt: Not(IsNull()) } as const
  const cleanups = await manager.find(Cleanup, {
    where: [
      { ...differing, missing: MoreThan(0) },
      { ...differing, surplus: MoreThan(0) }
    ],
    order: { quarter: 'ASC' }
  })
  const items: DueDraft[] = []
  for (const cleanup of cleanups) {
    const open = [...(await differencesOf(manager, cleanup)).values()].filter(
      (difference) => difference.open > 0
    ).length
    const closedOn = localDateOf(cleanup.closedAt ?? cleanup.openedAt)
    if (open > 0)
      items.push({
        ledger: 'warehouse',
        rule: WH_14.id,
        source: citeFor(book.profile, WH_14.sources),
        title: `${quarterWords(cleanup.quarter)}清整有${open}项差异没有处理，应查明、登记找到或申请核销`,
        number: cleanup.number,
        dueOn: closedOn > cleanup.lastDay ? closedOn : cleanup.lastDay,
        dueAt: null,
        calendarMissing: false,
        subjectType: 'cleanupDifferences',
        subjectId: cleanup.id,
        unitId: null
      })
  }
  return items
}

/**
 * The quarters a clean-up is asked for: from the one before goods came in under the house's keeping to that of today.
 */
function quartersUntil(since: LocalDate, today: LocalDate): readonly string[] {
  const quarters: string[] = []
  for (let start = quarterStart(quarterBefore(since)); start <= today; start = addMonths(start, 3))
    quarters.push(quarterName(start))
  return quarters
}

const laterOf = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other)

/** The reports of the months that are over, each until it is handed in or closed with a reason (K-13). */
async function reportDue({ manager, book, today, calendar }: AnyonesReading): Promise<readonly DueDraft[]> {
  const [first] = await manager.find(Intake, { order: { day: 'ASC' }, take: 1 })
  if (!first) return []
  const reported = new Set(
    (await manager.find(MonthlyReport, { select: { id: true, month: true } })).map(({ month }) => month)
  )
  const { reportDays } = WH_15.values(book)
  const items: DueDraft[] = []
  const since = startOfMonth(laterOf(addMonths(await knownSince(manager), -1), first.day))
  for (let start = since; monthOf(start) < monthOf(today); start = addMonths(start, 1)) {
    const month = monthOf(start)
    if (reported.has(month)) continue
    const { dueOn, calendarMissing } = reportDeadline(month, reportDays, calendar)
    items.push({
      ledger: 'warehouse',
      rule: WH_15.id,
      source: citeFor(book.profile, WH_15.sources),
      title: `报送${month.replace('-', '年')}月暂扣物品逾期情况月报`,
      number: null,
      dueOn,
      dueAt: null,
      calendarMissing,
      subjectType: 'report',
      subjectId: first.id,
      unitId: null,
      duty: `report@${month}`
    })
  }
  return items
}
