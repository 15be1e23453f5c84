import type { ListInput } from '../../../contract/lists'
import { spotCheck } from '../../../contract/vehicles/conduct'
import type { Reading } from '../../../office/house'
import { actionsFor } from '../../../office/records/recordActions'
import { timelineOf } from '../../../office/records/timeline'
import { SpotCheck, Vehicle } from '../entities'
import { registerOf } from '../register'
import { platesOf } from '../vehicle/rows'

export const checks = registerOf({
  record: spotCheck,
  entity: SpotCheck,
  what: '抽查记录',
  alias: 'k',
  listing: {
    joined: { plate: 'v.plate' },
    search: ['k.number', 'v.searchKey', 'k.finding', 'k.place'],
    order: [['k.at', 'DESC']]
  },
  join: (query) => query.leftJoin(Vehicle, 'v', 'v.id = k.vehicleId'),
  own: { units: ['v.unitId'], people: ['k.driverId', 'k.memberId'] },
  workOut: async ({ manager }, rows) => {
    const plates = await platesOf(
      manager,
      rows.map(({ vehicleId }) => vehicleId)
    )
    return ({ vehicleId }) => ({ plate: plates.get(vehicleId) ?? '' })
  }
})
export const checksPage = (reading: Reading, input: ListInput) => checks.page(reading, input)

export async function checkDetail(reading: Reading, id: string) {
  const stored = await checks.one(reading, id)
  const [row] = await checks.rows(reading, [stored])
  if (!row) throw new Error('the row was read')
  const by = ['vehicleOffice', 'officeDirector', 'safetyMember'] as const
  const open = stored.result !== 'good' && stored.followedOn === null
  return {
    row,
    actions: actionsFor(
      [
        {
          action: 'followUp',
          label: '登记处理',
          possible: open,
          otherwise: stored.result === 'good' ? '没有问题' : '已经处理',
          by
        }
      ],
      reading.actor
    ),
    timeline: await timelineOf(reading.manager, { ledger: 'vehicles', subjects: [id] })
  }
}
