import type { ListInput, Page } from '../../../contract/lists'
import type { ReportRow } from '../../../contract/warehouse/room'
import type { Reading } from '../../../office/house'
import { personNames } from '../../../office/people/names'
import { pageOf, type ListDefinition } from '../../../platform/database/listQuery'
import { MonthlyReport } from '../entities'

const reportList: ListDefinition = {
  columns: { month: 'm.month', at: 'm.at', overdueLines: 'm.overdueLines', remarks: 'm.remarks' },
  search: ['m.month'],
  instants: ['at'],
  order: [['m.month', 'DESC']]
}

export async function reportsPage({ manager }: Reading, input: ListInput): Promise<Page<ReportRow>> {
  return pageOf(manager.createQueryBuilder(MonthlyReport, 'm'), reportList, input, async (rows) => {
    const people = await personNames(
      manager,
      rows.map((row) => row.reporterId)
    )
    return rows.map(({ id, month, at, reporterId, overdueLines, remarks }) => ({
      id,
      month,
      at,
      reporterName: people.get(reporterId ?? '') ?? '',
      overdueLines,
      remarks
    }))
  })
}
