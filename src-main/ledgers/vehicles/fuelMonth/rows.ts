import type { ListInput } from '../../../contract/lists'
import { fuelMonth, type FuelMonthLineRow } from '../../../contract/vehicles/fuel'
import type { Reading } from '../../../office/house'
import { rowsWith } from '../../../platform/database/readRows'
import { FuelMonth, FuelMonthReceipt, Vehicle, type FuelMonthLine } from '../entities'
import { registerOf } from '../register'
import { seesAll } from '../visibility'
import { monthLines } from './figures'

export const fuelMonths = registerOf({
  record: fuelMonth,
  entity: FuelMonth,
  what: '油料月结',
  alias: 'm',
  listing: {
    joined: { receivedOn: 'r.day', receivedByName: 'r.personName' },
    search: ['m.number', 'm.month'],
    order: [['m.month', 'DESC']]
  },
  join: (query) => query.leftJoin(FuelMonthReceipt, 'r', 'r.fuelMonthId = m.id'),
  period: { column: 'm.day' },
  sheetOrder: 'month',
  workOut: async ({ manager }, rows) => {
    const ids = rows.map(({ id }) => id)
    const receipts = new Map(
      (await rowsWith(manager, FuelMonthReceipt, 'fuelMonthId', ids)).map((each) => [each.fuelMonthId, each])
    )
    return ({ id }) => ({
      receivedOn: receipts.get(id)?.day ?? null,
      receivedByName: receipts.get(id)?.personName ?? null
    })
  }
})
export const fuelMonthsPage = (reading: Reading, input: ListInput) => fuelMonths.page(reading, input)

const rowOf = ({ vehicleId, ...line }: FuelMonthLine): FuelMonthLineRow => ({ id: vehicleId, ...line })

/**
 * A month as signed and as it would be now; unsigned months only as now. Others than overseers see their unit's
 * vehicles.
 */
export async function fuelMonthOf(reading: Reading, month: string) {
  const { manager, book, actor } = reading
  const own = seesAll(actor)
    ? undefined
    : new Set((await manager.findBy(Vehicle, { unitId: actor.unitId ?? '' })).map(({ id }) => id))
  const visible = (line: FuelMonthLine) => own === undefined || own.has(line.vehicleId)
  const now = (await monthLines(manager, month, book)).filter(visible)
  const signed = await manager.findOneBy(FuelMonth, { month })
  const lines = signed ? signed.lines.filter(visible) : now
  const changed = now.filter((line) => {
    const before = lines.find(({ vehicleId }) => vehicleId === line.vehicleId)
    return before?.bought !== line.bought || before.km !== line.km || before.amountCents !== line.amountCents
  })
  const [row] = signed ? await fuelMonths.rows(reading, [signed]) : []
  return { month, signed: row ?? null, lines: lines.map(rowOf), later: signed ? changed.map(rowOf) : [] }
}
