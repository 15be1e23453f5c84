import { z } from 'zod'
import { command, commandInput, listOf, output, query } from '../base'
import { entry, type RowOf } from '../record'
import { longText, moment, monthOf, person, quantity, text, unit, whole } from '../recordField'

const pieces = (label: string) => quantity(label, 9).derived().totalled('measure')

/** A squad's goods over a period, a row for each unit of measure. Counts of pieces are quantities in thousandths. */
export const squadFigures = entry('detainedSquadFigures', {
  squadName: unit('片区', 'squadId', 14),
  measure: text('单位', 5).derived(),
  received: pieces('入库件数'),
  returned: pieces('退还'),
  destroyed: pieces('销毁'),
  transferred: pieces('移送'),
  treasury: pieces('上缴'),
  auctioned: pieces('拍卖'),
  writtenOff: pieces('盘亏核销'),
  onHand: pieces('在库'),
  overdue: pieces('逾期')
})
export type SquadRow = RowOf<typeof squadFigures>

/** A monthly report handed to the leader (WH-15). */
export const monthlyReport = entry('detainedReport', {
  month: monthOf('月份', 9).typed(),
  at: moment('报送时间', 15),
  reporterName: person('报送人', 'reporterId', 8).nullable(),
  overdueLines: whole('逾期项数', 7),
  remarks: longText('备注', 18).optional(300)
})
export type ReportRow = RowOf<typeof monthlyReport>

export const statistics = {
  /** Squads' figures for a period of local dates; from the beginning and until today when absent. */
  squads: query('staff')
    .input(z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() }))
    .output(output<readonly SquadRow[]>()),
  reports: listOf('staff', monthlyReport),
  /** Hands in the monthly report; its figures are kept as they stood. */
  report: command(['warehouseKeeper']).input(commandInput(monthlyReport.shape)).output(output<{ id: string }>())
}
