import type { EntityManager } from 'typeorm'
import type { Instant } from '../../../kernel/instant'
import { inParts, rowsById } from '../../../platform/database/readRows'
import { Odometer, OdometerReading } from '../entities'

const standingOf = (manager: EntityManager, vehicleIds: readonly string[]) =>
  manager
    .createQueryBuilder(OdometerReading, 'r')
    .where('r.vehicleId IN (:...vehicleIds) AND r.reversalOfId IS NULL', { vehicleIds })
    .andWhere(
      `NOT EXISTS (${manager.createQueryBuilder(OdometerReading, 'x').select('1').where('x.reversalOfId = r.id').getQuery()})`
    )

const standing = (manager: EntityManager, vehicleId: string) => standingOf(manager, [vehicleId])

/** The readings beside a moment: the last at or before it and the first after it, reversed ones left out. */
export async function neighboursOf(manager: EntityManager, vehicleId: string, at: string) {
  const before = await standing(manager, vehicleId)
    .andWhere('r.at <= :at', { at })
    .orderBy('r.at', 'DESC')
    .addOrderBy('r.id', 'DESC')
    .getOne()
  const after = await standing(manager, vehicleId)
    .andWhere('r.at > :at', { at })
    .orderBy('r.at', 'ASC')
    .addOrderBy('r.id', 'ASC')
    .getOne()
  return { before, after }
}

/** Readings of a vehicle from one moment to another in order, reversed ones left out. */
export const readingsBetween = (
  manager: EntityManager,
  vehicleId: string,
  from: string,
  until: string
): Promise<OdometerReading[]> =>
  standing(manager, vehicleId)
    .andWhere('r.at >= :from AND r.at <= :until', { from, until })
    .orderBy('r.at', 'ASC')
    .addOrderBy('r.id', 'ASC')
    .getMany()

/** The reading latest in time; null where the vehicle has none. */
export const odometerOf = (manager: EntityManager, vehicleId: string): Promise<Odometer | null> =>
  manager.findOneBy(Odometer, { id: vehicleId })

/** What the odometers of vehicles show, by vehicle: now, or at the last reading before a moment that is past. */
export async function odometersOf(
  manager: EntityManager,
  ids: readonly string[],
  past?: Instant
): Promise<ReadonlyMap<string, Pick<Odometer, 'km'>>> {
  if (past === undefined) return rowsById(manager, Odometer, ids)
  const readings = await inParts(ids, (part) =>
    standingOf(manager, part)
      .andWhere('r.at < :past', { past })
      .orderBy('r.at', 'ASC')
      .addOrderBy('r.id', 'ASC')
      .getMany()
  )
  return new Map(readings.map((reading) => [reading.vehicleId, reading]))
}
