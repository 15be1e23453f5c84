import type { EntityManager } from 'typeorm'
import { Odometer, OdometerReading } from '../entities'

const standing = (manager: EntityManager, vehicleId: string) =>
  manager
    .createQueryBuilder(OdometerReading, 'r')
    .where('r.vehicleId = :vehicleId AND r.reversalOfId IS NULL', { vehicleId })
    .andWhere(
      `NOT EXISTS (${manager.createQueryBuilder(OdometerReading, 'x').select('1').where('x.reversalOfId = r.id').getQuery()})`
    )

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
