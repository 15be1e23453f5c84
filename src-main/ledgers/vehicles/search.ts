import type { SelectQueryBuilder } from 'typeorm'
import { formatInstant } from '../../contract/display'
import type { SearchHit } from '../../contract/office'
import { driverStates, incidentKinds, repairStates, tripStates, vehicleStates } from '../../contract/vehicles/words'
import { searchPattern } from '../../kernel/searchKey'
import type { Reading } from '../../office/house'
import { personNames } from '../../office/people/names'
import { drivers } from './driver/rows'
import { incidents } from './incident/rows'
import { refuels } from './refuel/rows'
import { repairs } from './repair/rows'
import { plateOf } from './rules/fleet'
import { trips } from './trip/rows'
import { vehicles } from './vehicle/rows'

type Found = Omit<SearchHit, 'ledger'>

/**
 * Vehicles, drivers, trips, refuels, repairs and incidents by plate, number, name, pinyin and initials, as far as the
 * reader may see them.
 */
export async function searchVehicles(reading: Reading, words: string, limit: number): Promise<readonly Found[]> {
  const like = searchPattern(words)
  const plate = `%${plateOf(words)
    .toLowerCase()
    .replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const hits: Found[] = []
  const look = async <Row extends object>(
    query: SelectQueryBuilder<Row>,
    order: string,
    show: (rows: readonly Row[]) => Promise<readonly Found[]> | readonly Found[]
  ) => {
    if (hits.length >= limit) return
    const { alias } = query
    const rows = await query
      .andWhere(
        `(LOWER(${alias}.searchKey) LIKE :like ESCAPE '\\' OR LOWER(${alias}.searchKey) LIKE :plate ESCAPE '\\')`,
        { like, plate }
      )
      .orderBy(`${alias}.${order}`, 'DESC')
      .limit(limit - hits.length)
      .getMany()
    hits.push(...(await show(rows)))
  }
  await look(vehicles.query(reading), 'plate', (rows) =>
    rows.map(({ id, plate: number, model, state }) => ({
      subjectType: 'vehicle',
      subjectId: id,
      number,
      title: model,
      detail: vehicleStates[state]
    }))
  )
  await look(drivers.query(reading), 'searchKey', async (rows) => {
    const names = await personNames(
      reading.manager,
      rows.map(({ personId }) => personId)
    )
    return rows.map(({ id, personId, licenceNumber, licenceClass, state }) => ({
      subjectType: 'vehicleDriver',
      subjectId: id,
      number: licenceNumber,
      title: `驾驶员 ${names.get(personId) ?? ''}`,
      detail: `${licenceClass}\u3000${driverStates[state]}`
    }))
  })
  await look(trips.query(reading), 'number', (rows) =>
    rows.map(({ id, number, reason, destination, fromAt, state }) => ({
      subjectType: 'vehicleTrip',
      subjectId: id,
      number,
      title: `${reason}（${destination}）`,
      detail: `${formatInstant(fromAt)}\u3000${tripStates[state]}`
    }))
  )
  await look(repairs.query(reading), 'number', (rows) =>
    rows.map(({ id, number, reason, state }) => ({
      subjectType: 'vehicleRepair',
      subjectId: id,
      number,
      title: reason,
      detail: repairStates[state]
    }))
  )
  await look(incidents.query(reading), 'number', (rows) =>
    rows.map(({ id, number, nature, kind, day }) => ({
      subjectType: 'vehicleIncident',
      subjectId: id,
      number,
      title: nature,
      detail: `${incidentKinds[kind]}\u3000${day}`
    }))
  )
  await look(refuels.query(reading), 'number', (rows) =>
    rows.map(({ id, number, plate: title, day, station }) => ({
      subjectType: 'vehicleRefuel',
      subjectId: id,
      number,
      title: `${title} 加油`,
      detail: `${day}\u3000${station}`
    }))
  )
  return hits
}
