import { keptOf, type InputOf } from '../../../contract/record'
import { monthlyReport } from '../../../contract/warehouse/report'
import { endOfMonth } from '../../../kernel/localDate'
import type { House } from '../../../office/house'
import { noteIfLate } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { MonthlyReport } from '../entities'
import { reportDeadline, WH_15 } from '../rules/clocks'
import { squadFigures } from './figures'

/** Hands in the month's report; its figures stay as they stood (WH-15). */
export async function reportMonth(
  unit: UnitOfWork,
  house: House,
  input: InputOf<typeof monthlyReport>
): Promise<{ id: string }> {
  const earlier = await unit.manager.findOneBy(MonthlyReport, { month: input.month })
  unit.judge(WH_15.on({ month: input.month, today: unit.today, already: earlier !== null }))
  const { rows, overdueLines } = await squadFigures(unit.manager, unit.today, {
    from: `${input.month}-01`,
    to: endOfMonth(`${input.month}-01`)
  })
  const report = await unit.append(MonthlyReport, {
    ...keptOf(monthlyReport, input),
    at: unit.now,
    reporterId: unit.actor.personId,
    overdueLines,
    figures: rows
  })
  unit.about({ type: 'report', id: report.id, number: input.month })
  const deadline = reportDeadline(input.month, WH_15.values(unit.book).reportDays, await house.calendar(unit.manager))
  await noteIfLate(unit, {
    rule: WH_15,
    subject: { type: 'report', id: report.id, number: input.month },
    what: `${input.month.replace('-', '年')}月暂扣物品月报`,
    due: { ...deadline, dueAt: null }
  })
  return { id: report.id }
}
