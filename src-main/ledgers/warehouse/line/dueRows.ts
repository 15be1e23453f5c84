import type { ListInput, Page } from '../../../contract/lists'
import type { DueRow } from '../../../contract/warehouse/clocks'
import type { ClockKind } from '../../../contract/warehouse/words'
import { daysLeft, isOver } from '../../../kernel/periods'
import type { Reading } from '../../../office/house'
import { unitNames } from '../../../office/people/names'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { todoOf } from '../clocks/todo'
import type { Standing } from '../entities'
import { lineList, remarksOf, standingsFor } from './rows'

const dueList: ListDefinition = { ...lineList, columns: { ...lineList.columns, rule: 's.dueRule' }, sums: ['onHand'], order: [['s.dueOn', 'ASC']] }

/** What makes a standing due: only goods on hand keep a day. A comparison, unlike IS NOT NULL, is answered by the index of the days. */
export const isDue = "s.dueOn > ''"

/** Goods on hand by what falls due first. */
export async function duePage(reading: Reading, input: ListInput): Promise<Page<DueRow>> {
  const query = (await standingsFor(reading, input)).andWhere(isDue)
  return pageOf(query, dueList, input, (rows) => dueRows(reading, rows))
}

/** Goods as the due list and its sheet show them: which rule leads, how long there is left, what to do. */
export async function dueRows(
  reading: Pick<Reading, 'manager' | 'today' | 'now' | 'calendar'>,
  standings: readonly Standing[]
): Promise<readonly DueRow[]> {
  const squads = await unitNames(
    reading.manager,
    standings.map((standing) => standing.squadId)
  )
  return standings.map((standing) => {
    const kind = (standing.dueKind ?? 'bureau') as ClockKind
    const due = { ...standing, kind, dueOn: standing.dueOn ?? reading.today }
    const left = daysLeft(due.dueOn, reading.today)
    return {
      id: standing.id,
      dueOn: due.dueOn,
      dueAt: standing.dueAt,
      dueKind: kind,
      rule: standing.dueRule ?? '',
      tag: standing.tag,
      name: standing.name,
      onHand: standing.onHand,
      measure: standing.measure,
      party: standing.party,
      squadName: squads.get(standing.squadId) ?? '',
      todo: todoOf(due, reading),
      state: isOver(due, reading.now) ? '已逾期' : left === 0 ? '今天到期' : left <= 7 ? '7天内到期' : '未到期',
      daysLeft: left,
      overdueDays: Math.max(0, -left),
      remarks: remarksOf(standing)
    }
  })
}
