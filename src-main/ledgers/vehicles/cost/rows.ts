import type { EntityManager } from 'typeorm'
import type { ListInput } from '../../../contract/lists'
import { cost, type CostSummaryRow } from '../../../contract/vehicles/fuel'
import { proportionOf } from '../../../kernel/money'
import type { Reading } from '../../../office/house'
import { Refuel, Repair, Trip, Vehicle, VehicleCost } from '../entities'
import { registerOf } from '../register'
import { vehicles, platesOf } from '../vehicle/rows'

export const costs = registerOf({
  record: cost,
  entity: VehicleCost,
  what: '费用',
  alias: 'c',
  listing: {
    joined: { plate: 'v.plate' },
    filters: { vehicleId: 'c.vehicleId' },
    search: ['c.number', 'v.searchKey', 'c.handlerName', 'c.remarks'],
    order: [['c.day', 'DESC']]
  },
  join: (query) => query.leftJoin(Vehicle, 'v', 'v.id = c.vehicleId'),
  own: { units: ['v.unitId'] },
  period: { column: 'c.day' },
  sheetOrder: 'day',
  workOut: async ({ manager }, rows) => {
    const plates = await platesOf(
      manager,
      rows.map(({ vehicleId }) => vehicleId)
    )
    return ({ vehicleId }) => ({ plate: plates.get(vehicleId) ?? '' })
  }
})
export const costsPage = (reading: Reading, input: ListInput) => costs.page(reading, input)

type Sums = ReadonlyMap<string, number>

/** A sum by vehicle over the rows of a period. */
export async function sumByVehicle(
  manager: EntityManager,
  entity: new () => object,
  sum: string,
  where: string,
  parameters: Readonly<Record<string, unknown>>
): Promise<Sums> {
  const rows = await manager
    .createQueryBuilder(entity, 'x')
    .select('x.vehicleId', 'vehicleId')
    .addSelect(`SUM(x.${sum})`, 'total')
    .where(where, parameters)
    .groupBy('x.vehicleId')
    .getRawMany<{ vehicleId: string; total: number | string }>()
  return new Map(rows.map(({ vehicleId, total }) => [vehicleId, Number(total)]))
}

const of = (sums: Sums | undefined, id: string) => sums?.get(id) ?? 0

type Period = { readonly from: string; readonly to: string }

/** What the vehicles the reader may see cost in a period. */
export const costSummary = async (reading: Reading, period: Period): Promise<readonly CostSummaryRow[]> =>
  costsOf(reading.manager, await vehicles.query(reading).orderBy('v.plate', 'ASC').getMany(), period)

/**
 * What each vehicle cost in a period and per kilometre: sums of refuels, accepted repairs and costs; receipts not
 * reimbursed left out.
 */
export async function costsOf(
  manager: EntityManager,
  among: readonly Pick<Vehicle, 'id' | 'plate'>[],
  period: Period
): Promise<readonly CostSummaryRow[]> {
  const within = (day: string) => `x.${day} >= :from AND x.${day} <= :to`
  const fuel = await sumByVehicle(manager, Refuel, 'amountCents', within('day'), period)
  const repairs = await sumByVehicle(
    manager,
    Repair,
    'actualCents',
    `${within('acceptedOn')} AND x.state IN ('accepted', 'closed')`,
    period
  )
  const borne = await sumByVehicle(
    manager,
    Repair,
    'borneCents',
    `${within('acceptedOn')} AND x.state IN ('accepted', 'closed')`,
    period
  )
  const km = await sumByVehicle(manager, Trip, 'km', within('inDay'), period)
  const entries = await manager
    .createQueryBuilder(VehicleCost, 'x')
    .select('x.vehicleId', 'vehicleId')
    .addSelect('x.kind', 'kind')
    .addSelect('x.late', 'late')
    .addSelect('SUM(x.amountCents)', 'total')
    .where(within('day'), period)
    .groupBy('x.vehicleId')
    .addGroupBy('x.kind')
    .addGroupBy('x.late')
    .getRawMany<{ vehicleId: string; kind: VehicleCost['kind']; late: boolean | number; total: number | string }>()
  const entered = (id: string, kinds: readonly VehicleCost['kind'][], late = false) =>
    entries
      .filter((each) => each.vehicleId === id && kinds.includes(each.kind) && Boolean(each.late) === late)
      .reduce((sum, { total }) => sum + Number(total), 0)
  const all: readonly VehicleCost['kind'][] = ['toll', 'parking', 'insurance', 'inspection', 'washing', 'fine', 'other']
  return among.map(({ id, plate }) => {
    const parts = {
      fuelCents: of(fuel, id),
      repairCents: of(repairs, id) - of(borne, id),
      insuranceCents: entered(id, ['insurance']),
      inspectionCents: entered(id, ['inspection']),
      roadCents: entered(id, ['toll', 'parking']),
      fineCents: entered(id, ['fine']),
      otherCents: entered(id, ['washing', 'other'])
    }
    const totalCents = Object.values(parts).reduce((sum, cents) => sum + cents, 0)
    const distance = km.get(id) ?? null
    const unpaid = entered(id, all, true)
    return {
      id,
      plate,
      ...parts,
      totalCents,
      km: distance,
      perKmCents: distance === null || distance <= 0 ? null : proportionOf(totalCents, 1, distance),
      note: [
        unpaid === 0 ? null : `另有不予报销${(unpaid / 100).toFixed(2)}元`,
        of(borne, id) === 0 ? null : '已扣除驾驶员自负维修费'
      ]
        .filter((words) => words)
        .join('；')
    }
  })
}
