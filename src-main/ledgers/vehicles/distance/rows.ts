import type { ListInput } from '../../../contract/lists'
import { distance } from '../../../contract/vehicles/trip'
import { readingSources } from '../../../contract/vehicles/words'
import { holds } from '../../../kernel/actor'
import type { Reading } from '../../../office/house'
import { rowsById } from '../../../platform/database/readRows'
import { Distance, DistanceExplanation, OdometerReading, Vehicle } from '../entities'
import { tripsAround, tripsBeside, type Covering } from './gaps'
import { registerOf } from '../register'
import { responsibleFor } from '../visibility'

/** The trip beside a stretch, looked up where a list is searched by its number. */
const beside = (when: string): string =>
  `(SELECT t.number FROM vehicle_trips t WHERE t.vehicle_id = d.vehicle_id AND t.state IN ('out', 'done') AND ${when} LIMIT 1)`

export const distances = registerOf({
  record: distance,
  entity: Distance,
  what: '无派车里程',
  alias: 'd',
  listing: {
    joined: { plate: 'v.plate' },
    filters: { vehicleId: 'd.vehicleId', explanationId: 'd.explanationId', untilDay: 'd.untilDay' },
    search: [
      'v.searchKey',
      beside('t.in_at <= d.from_at ORDER BY t.in_at DESC'),
      beside('t.out_at >= d.until_at ORDER BY t.out_at')
    ],
    order: [['d.untilAt', 'DESC']]
  },
  join: (query) => query.leftJoin(Vehicle, 'v', 'v.id = d.vehicleId').andWhere('d.km > 0'),
  own: { units: ['v.unitId'] },
  period: { column: 'd.untilDay' },
  sheetOrder: 'untilAt',
  workOut: async ({ manager }, rows) => {
    const readings = await rowsById(
      manager,
      OdometerReading,
      rows.flatMap(({ id, fromReadingId }) => [id, fromReadingId])
    )
    const explanations = await rowsById(
      manager,
      DistanceExplanation,
      rows.map(({ explanationId }) => explanationId)
    )
    const vehicles = await rowsById(
      manager,
      Vehicle,
      rows.map(({ vehicleId }) => vehicleId)
    )
    const trips = new Map<string, readonly Covering[]>()
    for (const vehicleId of vehicles.keys()) {
      const own = rows.filter((row) => row.vehicleId === vehicleId)
      const times = own.flatMap(({ fromAt, untilAt }) => [fromAt, untilAt]).sort()
      trips.set(vehicleId, await tripsAround(manager, vehicleId, times[0] ?? '', times.at(-1) ?? ''))
    }
    const what = (id: string) => {
      const reading = readings.get(id)
      return reading ? `${readingSources[reading.source]}${reading.sourceNumber}` : ''
    }
    return (row) => {
      const said = row.explanationId === null ? undefined : explanations.get(row.explanationId)
      const bad = said?.cause === 'privateUse' || said?.cause === 'missingTrip'
      return {
        plate: vehicles.get(row.vehicleId)?.plate ?? '',
        fromWhat: what(row.fromReadingId),
        untilWhat: what(row.id),
        trips: tripsBeside(trips.get(row.vehicleId) ?? [], row).join('、'),
        cause: said?.cause ?? null,
        explanation: said?.explanation ?? null,
        settledBy: said?.personName ?? '',
        state: said === undefined ? ('open' as const) : bad ? ('exception' as const) : ('explained' as const)
      }
    }
  }
})

export async function distancesPage(reading: Reading, input: ListInput) {
  const { manager, actor, today } = reading
  const { rows, ...rest } = await distances.page(reading, input)
  const stored = await rowsById(
    manager,
    Distance,
    rows.map(({ id }) => id)
  )
  const vehicles = await rowsById(
    manager,
    Vehicle,
    [...stored.values()].map(({ vehicleId }) => vehicleId)
  )
  const mine = new Map<string, boolean>()
  for (const unitId of new Set([...vehicles.values()].map((vehicle) => vehicle.unitId)))
    mine.set(
      unitId,
      holds(actor, ['officeDirector']) || (await responsibleFor(manager, unitId, today)).includes(actor.personId ?? '')
    )
  return {
    ...rest,
    rows: rows.map((row) => {
      const vehicleId = stored.get(row.id)?.vehicleId ?? ''
      return {
        ...row,
        vehicleId,
        mayExplain: row.state === 'open' && (mine.get(vehicles.get(vehicleId)?.unitId ?? '') ?? false)
      }
    })
  }
}
