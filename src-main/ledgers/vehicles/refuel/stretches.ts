import type { EntityManager } from 'typeorm'
import { instantAt, localDateOf } from '../../../kernel/instant'
import { addMonths } from '../../../kernel/localDate'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { FuelStretch, Refuel } from '../entities'
import { per100Of, type Consumed } from '../rules/fuel'

/** What of a refuel the arithmetic looks at. Litres in thousandths, kilometres of the whole run. */
export type Filled = Pick<Refuel, 'id' | 'at' | 'litres' | 'totalKm' | 'full'>

export interface Stretch extends Consumed {
  /** The closing refuel. */
  readonly id: string
  readonly at: string
}

/**
 * Stretches between two full tanks, in order: litres put in after the first up to and including the second, over the
 * kilometres between. A partial refuel alone gives none; one whose reading contradicts its neighbours is of no stretch
 * that can be trusted and breaks it.
 */
export function stretchesOf(refuels: readonly Filled[]): readonly Stretch[] {
  const found: Stretch[] = []
  let opened: number | undefined
  let litres = 0
  for (const { id, at, litres: put, totalKm, full } of refuels) {
    if (totalKm === null) {
      opened = undefined
      continue
    }
    litres += put
    if (!full) continue
    if (opened !== undefined && totalKm > opened) found.push({ id, at, litres, km: totalKm - opened })
    opened = totalKm
    litres = 0
  }
  return found
}

/** Refuels of a vehicle in order, reversed ones and reversals left out. */
const standing = (manager: EntityManager, vehicleId: string) =>
  manager
    .createQueryBuilder(Refuel, 'f')
    .where('f.vehicleId = :vehicleId AND f.reversalOfId IS NULL', { vehicleId })
    .andWhere(
      `NOT EXISTS (${manager.createQueryBuilder(Refuel, 'x').select('1').where('x.reversalOfId = f.id').getQuery()})`
    )

/** The refuels that make the stretches touching a moment: from the full tank before it to the full tank after it. */
export async function refuelsAround(manager: EntityManager, vehicleId: string, at: string): Promise<readonly Refuel[]> {
  const full = () => standing(manager, vehicleId).andWhere('f.full = :full', { full: true })
  const before = await full().andWhere('f.at < :at', { at }).orderBy('f.at', 'DESC').addOrderBy('f.id', 'DESC').getOne()
  const after = await full().andWhere('f.at > :at', { at }).orderBy('f.at', 'ASC').addOrderBy('f.id', 'ASC').getOne()
  return standing(manager, vehicleId)
    .andWhere('f.at >= :from AND f.at <= :until', { from: before?.at ?? '', until: after?.at ?? '9999' })
    .orderBy('f.at', 'ASC')
    .addOrderBy('f.id', 'ASC')
    .getMany()
}

/** Litres and kilometres of the stretches closed in the 12 months before a day, those at or after a moment left out. */
export function averageBefore(stretches: readonly Stretch[], at: string): Consumed & { readonly count: number } {
  const first = instantAt(addMonths(localDateOf(at), -12), '00:00')
  const before = stretches.filter((each) => each.at >= first && each.at < at)
  return {
    litres: before.reduce((sum, { litres }) => sum + litres, 0),
    km: before.reduce((sum, { km }) => sum + km, 0),
    count: before.length
  }
}

/** The closed stretches of a vehicle from one moment to another, in order. */
export const closedStretches = (
  manager: EntityManager,
  vehicleId: string,
  from: string,
  until: string
): Promise<FuelStretch[]> =>
  manager
    .createQueryBuilder(FuelStretch, 's')
    .where('s.vehicleId = :vehicleId AND s.km > 0 AND s.at >= :from AND s.at <= :until', { vehicleId, from, until })
    .orderBy('s.at', 'ASC')
    .getMany()

const yearsApart = (at: string, years: number) => `${Number(at.slice(0, 4)) + years}${at.slice(4)}`

/** Counts the stretches that touch a moment again, and the averages of those closed in the year after it. */
export async function recountStretches(unit: UnitOfWork, vehicleId: string, at: string): Promise<void> {
  const { manager } = unit
  const around = await refuelsAround(manager, vehicleId, at)
  const fresh = stretchesOf(around)
  const from = around[0]?.at ?? at
  const full = around.at(-1)?.at ?? at
  // A refuel taken back may have closed the last stretch: nothing full is left after it.
  const until = full > at ? full : at
  const known = await closedStretches(manager, vehicleId, yearsApart(from, -2), yearsApart(until, 2))
  const untouched = known.filter((each) => each.at <= from || each.at > until)
  const all: readonly Stretch[] = [...untouched, ...fresh].sort((a, b) => (a.at < b.at ? -1 : 1))
  const gone = known
    .filter((each) => !all.some(({ id }) => id === each.id))
    .map((each) => ({ ...each, km: 0, litres: 0, per100: 0 }))
  const rows = all
    .filter((each) => each.at > from && each.at <= yearsApart(until, 1))
    .map((each) => stretchRow(vehicleId, each, all))
  await unit.deriveMany(FuelStretch, [...rows, ...gone])
}

/** Counts all stretches of a vehicle again, after many of its refuels were taken back at once. */
export async function recountAllStretches(unit: UnitOfWork, vehicleId: string): Promise<void> {
  const { manager } = unit
  const refuels = await standing(manager, vehicleId).orderBy('f.at', 'ASC').addOrderBy('f.id', 'ASC').getMany()
  const all = stretchesOf(refuels)
  const kept = new Set(all.map(({ id }) => id))
  const gone = (await manager.findBy(FuelStretch, { vehicleId }))
    .filter(({ id }) => !kept.has(id))
    .map((each) => ({ ...each, km: 0, litres: 0, per100: 0 }))
  await unit.deriveMany(FuelStretch, [...all.map((each) => stretchRow(vehicleId, each, all)), ...gone])
}

/** A stretch as it is kept, with the average before it. */
export function stretchRow(vehicleId: string, stretch: Stretch, all: readonly Stretch[]): FuelStretch {
  const before = averageBefore(all, stretch.at)
  return {
    id: stretch.id,
    vehicleId,
    at: stretch.at,
    day: localDateOf(stretch.at),
    litres: stretch.litres,
    km: stretch.km,
    per100: per100Of(stretch) ?? 0,
    beforeLitres: before.litres,
    beforeKm: before.km,
    beforeCount: before.count
  }
}
