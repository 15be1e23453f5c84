import type { ListInput } from '../../../contract/lists'
import { settlement } from '../../../contract/vehicles/conduct'
import type { Reading } from '../../../office/house'
import { timelineOf } from '../../../office/records/timeline'
import { rowsById } from '../../../platform/database/readRows'
import { Settlement } from '../entities'
import { registerOf } from '../register'

export const settlements = registerOf({
  record: settlement,
  entity: Settlement,
  what: '年终结算',
  alias: 's',
  listing: {
    joined: {},
    search: ['s.number', 's.personName'],
    order: [
      ['s.year', 'DESC'],
      ['s.number', 'ASC']
    ]
  },
  own: { people: ['s.personId'] },
  period: { column: 's.day' },
  sheetOrder: 'number',
  workOut: async ({ manager }, rows) => {
    const corrected = await rowsById(
      manager,
      Settlement,
      rows.map(({ correctionOfId }) => correctionOfId)
    )
    return ({ correctionOfId }) => ({ correctionOf: corrected.get(correctionOfId ?? '')?.number ?? null })
  }
})
export const settlementsPage = (reading: Reading, input: ListInput) => settlements.page(reading, input)

export async function settlementDetail(reading: Reading, id: string) {
  const stored = await settlements.one(reading, id)
  const [row] = await settlements.rows(reading, [stored])
  if (!row) throw new Error('the row was read')
  return { row, actions: [], timeline: await timelineOf(reading.manager, { ledger: 'vehicles', subjects: [id] }) }
}
