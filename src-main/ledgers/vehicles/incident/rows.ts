import type { ListInput } from '../../../contract/lists'
import { incident } from '../../../contract/vehicles/conduct'
import { proportionOf } from '../../../kernel/money'
import type { Reading } from '../../../office/house'
import { actionsFor } from '../../../office/records/recordActions'
import { exceptionWords } from '../../../office/records/remarks'
import { timelineOf } from '../../../office/records/timeline'
import { Incident, Vehicle } from '../entities'
import { registerOf } from '../register'
import { VEH_16 } from '../rules/conduct'
import { platesOf } from '../vehicle/rows'

export const incidents = registerOf({
  record: incident,
  entity: Incident,
  what: '违章事故',
  alias: 'i',
  listing: { joined: { plate: 'v.plate' }, filters: { vehicleId: 'i.vehicleId' }, order: [['i.at', 'DESC']] },
  join: (query) => query.leftJoin(Vehicle, 'v', 'v.id = i.vehicleId'),
  own: { units: ['i.unitId'], people: ['i.driverId'] },
  period: { column: 'i.day' },
  sheetOrder: 'at',
  workOut: async ({ manager, book }, rows) => {
    const plates = await platesOf(
      manager,
      rows.map(({ vehicleId }) => vehicleId)
    )
    const said = await exceptionWords(
      manager,
      'vehicles',
      rows.map(({ id }) => id)
    )
    const { share, percent } = VEH_16.values(book)
    return (row) => {
      const atFault = row.kind === 'accident' && (row.share ?? 0) >= share
      const own = atFault ? proportionOf(Math.max(0, row.lossCents - row.insuranceCents), percent, 100) : 0
      return {
        plate: plates.get(row.vehicleId) ?? '',
        borneCents: own + row.chargeCents,
        remarks: (said.get(row.id) ?? []).join('；')
      }
    }
  }
})
export const incidentsPage = (reading: Reading, input: ListInput) => incidents.page(reading, input)

export async function incidentDetail(reading: Reading, id: string) {
  const stored = await incidents.one(reading, id)
  const [row] = await incidents.rows(reading, [stored])
  if (!row) throw new Error('the row was read')
  const open = { possible: stored.state === 'open', otherwise: '已经结案' }
  const office = ['vehicleOffice', 'officeDirector'] as const
  return {
    row,
    actions: actionsFor(
      [
        { action: 'follow', label: '登记后续', ...open, by: office },
        ...(stored.chargeCents > 0
          ? [
              {
                action: 'collect',
                label: '登记收款',
                possible: stored.collectedOn === null,
                otherwise: '已经收款',
                by: ['finance', 'financeHead'] as const
              }
            ]
          : []),
        { action: 'close', label: '结案', ...open, by: office }
      ],
      reading.actor
    ),
    timeline: await timelineOf(reading.manager, { ledger: 'vehicles', subjects: [id] })
  }
}
