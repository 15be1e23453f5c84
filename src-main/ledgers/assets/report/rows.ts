import { equipmentReport, type EquipmentReportDetail } from '../../../contract/assets'
import type { Reading } from '../../../office/house'
import { EquipmentReport } from '../entities'
import { nothing, readsOf } from '../reads'

export const reportReads = readsOf({
  entity: EquipmentReport,
  record: equipmentReport,
  alias: 'p',
  what: '装备报告',
  listing: { joined: {}, search: ['p.number', 'p.content'], order: [['p.number', 'DESC']] },
  workOut: nothing
})

/** One report with its figures as they stood. */
export async function reportDetail(reading: Reading, id: string): Promise<EquipmentReportDetail> {
  const { stored, row } = await reportReads.one(reading, id)
  return { row, figures: stored.figures }
}
