import type { ListInput, Page } from '../../../contract/lists'
import { due as dueRecord, type DueRow } from '../../../contract/warehouse/clocks'
import { daysLeft, isOver } from '../../../kernel/periods'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { todoOf } from '../clocks/todo'
import type { Standing } from '../entities'
import { lineList, remarksOf, standingsFor } from './rows'

const dueList = listing(dueRecord, 's', {
  joined: { rule: 's.dueRule' },
  search: lineList.search,
  order: [['s.dueOn', 'ASC']]
})

/**
 * What makes a standing due: only goods on hand keep a day. A comparison, unlike IS NOT NULL, is answered by the index
 * of the days.
 */
export const isDue = "s.dueOn > ''"

/** Goods on hand by what falls due first. */
export async function duePage(reading: Reading, input: ListInput): Promise<Page<DueRow>> {
  const query = (await standingsFor(reading)).andWhere(isDue)
  return pageOf(query, dueList, input, (rows) => dueRows(reading, rows))
}

/** Goods as the due list and its sheet show them: which rule leads, how long there is left, what to do. */
export async function dueRows(
  reading: Pick<Reading, 'manager' | 'today' | 'now' | 'calendar'>,
  standings: readonly Standing[]
): Promise<readonly DueRow[]> {
  const due = standings.map((standing) => ({
    ...standing,
    dueOn: standing.dueOn ?? reading.today,
    dueKind: standing.dueKind ?? ('bureau' as const)
  }))
  return rowsOf(reading.manager, dueRecord, due, (standing) => {
    const left = daysLeft(standing.dueOn, reading.today)
    return {
      rule: standing.dueRule ?? '',
      todo: todoOf({ ...standing, kind: standing.dueKind }, reading),
      state: isOver(standing, reading.now) ? '已逾期' : left === 0 ? '今天到期' : left <= 7 ? '7天内到期' : '未到期',
      daysLeft: left,
      overdueDays: Math.max(0, -left),
      remarks: remarksOf(standing)
    }
  })
}
