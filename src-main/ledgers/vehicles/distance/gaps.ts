import { LessThanOrEqual, MoreThanOrEqual, type EntityManager } from 'typeorm'
import { localDateOf } from '../../../kernel/instant'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Distance, DistanceExplanation, Trip, type OdometerReading } from '../entities'
import { neighboursOf, readingsBetween } from '../odometer/queries'

type Stretch = Pick<OdometerReading, 'id' | 'at' | 'totalKm'>
export interface Covering {
  readonly number: string
  readonly outAt: string
  /** Null while the vehicle is out. */
  readonly inAt: string | null
}
export interface Explained {
  readonly id: string
  readonly fromAt: string
  readonly untilAt: string
}

/** A stretch between two neighbouring readings. Kilometres of the whole run; zero where a trip covers it. */
export interface Gap {
  readonly from: Stretch
  readonly until: Stretch
  readonly km: number
  readonly explanationId: string | null
}

/** What lies between the readings of a vehicle, in order: covered by a trip, explained, or open. */
export function gapsOf(
  readings: readonly Stretch[],
  trips: readonly Covering[],
  explanations: readonly Explained[]
): readonly Gap[] {
  const within = (from: string, until: string | null, gap: { from: Stretch; until: Stretch }) =>
    from <= gap.from.at && (until === null || gap.until.at <= until)
  return readings.slice(1).flatMap((until, index) => {
    const from = readings[index]
    if (!from) return []
    const ends = { from, until }
    const covered = trips.some(({ outAt, inAt }) => within(outAt, inAt, ends))
    return [
      {
        ...ends,
        km: covered ? 0 : until.totalKm - from.totalKm,
        explanationId: explanations.findLast((each) => within(each.fromAt, each.untilAt, ends))?.id ?? null
      }
    ]
  })
}

/** The last trip back before a stretch and the first that went out after it, of a vehicle's trips in order. */
export const tripsBeside = (
  trips: readonly Covering[],
  { fromAt, untilAt }: Pick<Distance, 'fromAt' | 'untilAt'>
): readonly string[] =>
  [trips.findLast(({ inAt }) => inAt !== null && inAt <= fromAt), trips.find(({ outAt }) => outAt >= untilAt)].flatMap(
    (trip) => (trip ? [trip.number] : [])
  )

/** Counts the stretches of a vehicle that touch a time again, from its readings, trips and explanations. */
export async function recountDistances(
  unit: UnitOfWork,
  vehicleId: string,
  from: string,
  until: string
): Promise<void> {
  const { manager } = unit
  const rows = await distancesOf(manager, vehicleId, from, until)
  const known = new Set(
    (
      await manager.find(Distance, {
        where: { vehicleId, untilAt: MoreThanOrEqual(from), fromAt: LessThanOrEqual(until) },
        select: { id: true }
      })
    ).map(({ id }) => id)
  )
  const wanted = rows.filter((row) => row.km > 0 || known.has(row.id))
  await unit.deriveMany(Distance, wanted)
  // A reading that was reversed ends no stretch any more.
  const gone = [...known].filter((id) => !rows.some((row) => row.id === id))
  for (const id of gone) {
    const row = await manager.findOneByOrFail(Distance, { id })
    await unit.derive(Distance, { ...row, km: 0 })
  }
}

/** The stretches between the reading before a time and the one after it, as rows. */
export async function distancesOf(
  manager: EntityManager,
  vehicleId: string,
  from: string,
  until: string
): Promise<Distance[]> {
  const first = (await neighboursOf(manager, vehicleId, justBefore(from))).before?.at ?? from
  const last = (await neighboursOf(manager, vehicleId, until)).after?.at ?? until
  const readings = await readingsBetween(manager, vehicleId, first, last)
  const trips = await tripsAround(manager, vehicleId, first, last)
  const explanations = await manager.find(DistanceExplanation, {
    where: { vehicleId, fromAt: LessThanOrEqual(last), untilAt: MoreThanOrEqual(first) },
    order: { id: 'ASC' }
  })
  return gapsOf(readings, trips, explanations).map((gap) => ({
    id: gap.until.id,
    vehicleId,
    fromReadingId: gap.from.id,
    fromAt: gap.from.at,
    untilAt: gap.until.at,
    untilDay: localDateOf(gap.until.at),
    fromKm: gap.from.totalKm,
    untilKm: gap.until.totalKm,
    km: gap.km,
    explanationId: gap.explanationId
  }))
}

const justBefore = (at: string) => new Date(Date.parse(at) - 1).toISOString()

/** Trips of a vehicle that were out at some time of a span, and the nearest on both sides. */
export async function tripsAround(
  manager: EntityManager,
  vehicleId: string,
  from: string,
  until: string
): Promise<readonly Covering[]> {
  const ofVehicle = () =>
    manager
      .createQueryBuilder(Trip, 't')
      .where("t.vehicleId = :vehicleId AND t.state IN ('out', 'done') AND t.outAt IS NOT NULL", { vehicleId })
  const inside = await ofVehicle()
    .andWhere('t.outAt <= :until AND (t.inAt IS NULL OR t.inAt >= :from)', { from, until })
    .orderBy('t.outAt', 'ASC')
    .getMany()
  const before = await ofVehicle().andWhere('t.inAt < :from', { from }).orderBy('t.inAt', 'DESC').limit(1).getMany()
  const after = await ofVehicle().andWhere('t.outAt > :until', { until }).orderBy('t.outAt', 'ASC').limit(1).getMany()
  return [...before, ...inside, ...after].flatMap(({ number, outAt, inAt }) =>
    outAt === null ? [] : [{ number, outAt, inAt }]
  )
}
