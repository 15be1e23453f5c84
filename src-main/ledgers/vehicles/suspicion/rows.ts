import type { ListInput } from '../../../contract/lists'
import { suspicion } from '../../../contract/vehicles/fuel'
import type { Reading } from '../../../office/house'
import { Suspicion, Vehicle } from '../entities'
import { registerOf } from '../register'
import { platesOf } from '../vehicle/rows'

export const suspicions = registerOf({
  record: suspicion,
  entity: Suspicion,
  what: '用油疑点',
  alias: 's',
  listing: {
    joined: { plate: 'v.plate' },
    filters: { vehicleId: 's.vehicleId' },
    search: ['v.searchKey', 's.figures'],
    order: [['s.day', 'DESC']]
  },
  join: (query) => query.leftJoin(Vehicle, 'v', 'v.id = s.vehicleId'),
  period: { column: 's.day' },
  sheetOrder: 'day',
  workOut: async ({ manager }, rows) => {
    const plates = await platesOf(
      manager,
      rows.map(({ vehicleId }) => vehicleId)
    )
    return ({ vehicleId }) => ({ plate: plates.get(vehicleId) ?? '' })
  }
})
export const suspicionsPage = (reading: Reading, input: ListInput) => suspicions.page(reading, input)
