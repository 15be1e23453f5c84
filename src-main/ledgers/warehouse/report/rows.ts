import type { ListInput, Page } from '../../../contract/lists'
import { monthlyReport, type ReportRow } from '../../../contract/warehouse/report'
import type { Reading } from '../../../office/house'
import { listing, rowsOf } from '../../../office/records/recordRows'
import { pageOf } from '../../../platform/database/listQuery'
import { MonthlyReport } from '../entities'

const reportList = listing(monthlyReport, 'm', { joined: {}, search: ['m.month'], order: [['m.month', 'DESC']] })

/** A window of the monthly reports. */
export const reportsPage = ({ manager }: Reading, input: ListInput): Promise<Page<ReportRow>> =>
  pageOf(manager.createQueryBuilder(MonthlyReport, 'm'), reportList, input, (rows) =>
    rowsOf(manager, monthlyReport, rows, () => ({}))
  )
