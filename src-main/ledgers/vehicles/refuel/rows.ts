import type { ListInput } from '../../../contract/lists'
import { refuel } from '../../../contract/vehicles/fuel'
import { formatQuantity } from '../../../contract/display'
import type { Reading } from '../../../office/house'
import { actionsFor } from '../../../office/records/recordActions'
import { exceptionWords } from '../../../office/records/remarks'
import { timelineOf } from '../../../office/records/timeline'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { FuelStretch, Refuel, Vehicle } from '../entities'
import { registerOf } from '../register'
import { isOff, per100Words, VEH_10 } from '../rules/fuel'

export const refuels = registerOf({
  record: refuel,
  entity: Refuel,
  what: '加油记录',
  alias: 'f',
  listing: { joined: {}, filters: { vehicleId: 'f.vehicleId', opening: 'f.opening' }, order: [['f.at', 'DESC']] },
  join: (query) => query.leftJoin(Vehicle, 'v', 'v.id = f.vehicleId'),
  own: { units: ['v.unitId'], people: ['f.driverId'] },
  period: { column: 'f.day' },
  sheetOrder: 'at',
  workOut: async ({ manager, book }, rows) => {
    const ids = rows.map(({ id }) => id)
    const stretches = await rowsById(manager, FuelStretch, ids)
    const vehicles = await rowsById(
      manager,
      Vehicle,
      rows.map(({ vehicleId }) => vehicleId)
    )
    const reversals = new Map(
      (await rowsWith(manager, Refuel, 'reversalOfId', ids)).map(({ reversalOfId, number }) => [reversalOfId, number])
    )
    const limits = VEH_10.values(book)
    return (row) => {
      const stretch = stretches.get(row.id)
      const closed = stretch && stretch.km > 0 ? stretch : undefined
      const before = closed && { litres: closed.beforeLitres, km: closed.beforeKm, count: closed.beforeCount }
      const tank = vehicles.get(row.vehicleId)?.tank ?? null
      return {
        per100: closed ? closed.per100 : null,
        hint: [
          closed && before && isOff(closed, before, limits)
            ? `偏离平均${per100Words(before)}升超过${limits.percent}%`
            : null,
          tank !== null && row.litres > tank ? `超油箱${formatQuantity(tank)}升` : null,
          row.opening && row.totalKm === null ? '里程与前后记录不符' : null,
          reversals.has(row.id) ? `已由${reversals.get(row.id) ?? ''}冲正` : null,
          row.opening ? '期初转入' : null
        ]
          .filter((words) => words)
          .join('；')
      }
    }
  }
})

const withVehicle = <Row extends { readonly id: string }>(rows: readonly Row[], stored: ReadonlyMap<string, Refuel>) =>
  rows.map((row) => ({ ...row, vehicleId: stored.get(row.id)?.vehicleId ?? '' }))

export async function refuelsPage(reading: Reading, input: ListInput) {
  const { rows, ...rest } = await refuels.page(reading, input)
  return {
    ...rest,
    rows: withVehicle(
      rows,
      await rowsById(
        reading.manager,
        Refuel,
        rows.map(({ id }) => id)
      )
    )
  }
}

export async function refuelDetail(reading: Reading, id: string) {
  const { manager, actor } = reading
  const stored = await refuels.one(reading, id)
  const [row] = withVehicle(await refuels.rows(reading, [stored]), new Map([[id, stored]]))
  if (!row) throw new Error('the row was read')
  const reversed = await manager.existsBy(Refuel, { reversalOfId: id })
  const said = (await exceptionWords(manager, 'vehicles', [id])).get(id) ?? []
  return {
    row: { ...row, remarks: [row.remarks, ...said].filter((words) => words).join('；') },
    actions: actionsFor(
      [
        {
          action: 'reverse',
          label: '冲正',
          possible: !reversed && stored.reversalOfId === null,
          otherwise: reversed ? '已经冲正' : '冲正记录本身不能再冲正',
          by: ['refueller', 'vehicleOffice']
        }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { ledger: 'vehicles', subjects: [id] })
  }
}
