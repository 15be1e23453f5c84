import { isRetired } from '../../../contract/vehicles/words'
import type { EntityManager } from 'typeorm'
import { addMonths, endOfMonth, startOfMonth } from '../../../kernel/localDate'
import { divideHalfUp, exactNumber } from '../../../kernel/money'
import type { RuleBook } from '../../../kernel/rules/rule'
import { sumByVehicle } from '../cost/rows'
import { FuelStretch, Refuel, Trip, Vehicle, type FuelMonthLine } from '../entities'
import { VEH_10 } from '../rules/fuel'

/**
 * The fuel statement of a month, one line a vehicle: kilometres of the trips returned in it × average consumption of
 * the 12 months before it, against fuel bought. What no reading or too few stretches tell is null and says why.
 */
export async function monthLines(
  manager: EntityManager,
  month: string,
  book: RuleBook
): Promise<readonly FuelMonthLine[]> {
  const from = startOfMonth(`${month}-01`)
  const to = endOfMonth(from)
  const period = { from, to }
  const km = await sumByVehicle(manager, Trip, 'km', "x.inDay >= :from AND x.inDay <= :to AND x.state = 'done'", period)
  const bought = await sumByVehicle(manager, Refuel, 'litres', 'x.day >= :from AND x.day <= :to', period)
  const paid = await sumByVehicle(manager, Refuel, 'amountCents', 'x.day >= :from AND x.day <= :to', period)
  const before = { from: addMonths(from, -12), to: from }
  const closed = 'x.day >= :from AND x.day < :to AND x.km > 0'
  const litres = await sumByVehicle(manager, FuelStretch, 'litres', closed, before)
  const stretches = await sumByVehicle(manager, FuelStretch, 'km', closed, before)
  const counts = new Map(
    (
      await manager
        .createQueryBuilder(FuelStretch, 'x')
        .select('x.vehicleId', 'vehicleId')
        .addSelect('COUNT(*)', 'total')
        .where(closed, before)
        .groupBy('x.vehicleId')
        .getRawMany<{ vehicleId: string; total: number | string }>()
    ).map(({ vehicleId, total }) => [vehicleId, Number(total)])
  )
  const vehicles = await manager.find(Vehicle, { order: { plate: 'ASC' } })
  const needed = VEH_10.values(book).stretches
  return vehicles
    .filter(({ id, state }) => km.has(id) || bought.has(id) || !isRetired({ state }))
    .map(({ id, plate }): FuelMonthLine => {
      const driven = km.get(id) ?? null
      const known =
        (counts.get(id) ?? 0) >= needed ? { litres: litres.get(id) ?? 0, km: stretches.get(id) ?? 0 } : undefined
      const expected = known && driven !== null && known.km > 0 ? share(known.litres, driven, known.km) : null
      const litresBought = bought.get(id) ?? 0
      return {
        vehicleId: id,
        plate,
        km: driven,
        per100: known && known.km > 0 ? share(known.litres, 100, known.km) : null,
        expected,
        bought: litresBought,
        difference: expected === null ? null : litresBought - expected,
        amountCents: paid.get(id) ?? 0,
        note: [driven === null ? '当月没有返回里程' : null, known ? null : `满箱区间不足${needed}个，没有平均油耗`]
          .filter((words) => words)
          .join('；')
      }
    })
}

const share = (litres: number, part: number, whole: number) =>
  exactNumber(divideHalfUp(BigInt(litres) * BigInt(part), BigInt(whole)))
