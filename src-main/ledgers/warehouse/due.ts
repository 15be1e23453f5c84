import { IsNull, MoreThan, Not } from 'typeorm'
import { formatShortDate } from '../../contract/display'
import { localDateOf } from '../../kernel/instant'
import { addDays, addMonths, monthOf, startOfMonth } from '../../kernel/localDate'
import { workingDaysFrom } from '../../kernel/periods'
import { citeFor } from '../../kernel/rules/regulation'
import type { DueDraft, Reading } from '../../office/house'
import { differencesOf } from './cleanup/differences'
import { cleanupDays, quarterBefore, quarterName, quarterStart, quarterWords } from './cleanup/window'
import { Cleanup, Intake, Keeping, MonthlyReport } from './entities'
import { goodsDue } from './line/goodsDue'
import { WH_15 } from './rules/clocks'
import { WH_12, WH_14 } from './rules/keeping'

/** Days ahead that the due list looks at; farther clocks are on the ledger's own list. */
const horizon = 31

/** Every clock of the ledger that runs. */
export async function warehouseDue(reading: Reading): Promise<readonly DueDraft[]> {
  return [
    ...(await goodsDue(reading, addDays(reading.today, horizon))),
    ...(await keepingsDue(reading)),
    ...(await cleanupsDue(reading)),
    ...(await differencesDue(reading)),
    ...(await reportDue(reading))
  ]
}

async function keepingsDue({ manager, book, today }: Reading): Promise<readonly DueDraft[]> {
  const keepings = await manager
    .createQueryBuilder(Keeping, 'k')
    .where('k.endedOn IS NULL AND (k.nextInspectionOn <= :until OR k.toDay <= :until)', { until: addDays(today, horizon) })
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
    ...(keeping.nextInspectionOn ? [item(keeping, `检查${keeping.keeper}保管的${keeping.goods}`, keeping.nextInspectionOn)] : []),
    item(keeping, `${keeping.keeper}的委托保管到期，应收回或续签`, keeping.toDay)
  ])
}

/** The clean-up of this quarter, and of the one before while it is owed: there were goods then and nobody counted. */
async function cleanupsDue({ manager, book, today, calendar }: Reading): Promise<readonly DueDraft[]> {
  const { days } = WH_14.values(book)
  const [first] = await manager.find(Intake, { order: { day: 'ASC' }, take: 1 })
  if (!first) return []
  const items: DueDraft[] = []
  for (const quarter of [quarterBefore(today), quarterName(today)]) {
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
      unitId: null
    })
  }
  return items
}

/** Finished clean-ups with differences nobody has settled, owed from the day the clean-up was over. */
async function differencesDue({ manager, book }: Reading): Promise<readonly DueDraft[]> {
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
    const open = [...(await differencesOf(manager, cleanup)).values()].filter((difference) => difference.open > 0).length
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

/** Last month's report, from the first of this month on. */
async function reportDue({ manager, book, today, calendar }: Reading): Promise<readonly DueDraft[]> {
  const month = monthOf(addMonths(today, -1))
  const [first] = await manager.find(Intake, { order: { day: 'ASC' }, take: 1 })
  if (!first || monthOf(first.day) > month || (await manager.findOneBy(MonthlyReport, { month }))) return []
  const { reportDays } = WH_15.values(book)
  const { dueOn, calendarMissing } = workingDaysFrom(addDays(startOfMonth(today), -1), reportDays, calendar)
  return [
    {
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
      unitId: null
    }
  ]
}
