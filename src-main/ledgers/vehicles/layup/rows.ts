import type { ListInput } from '../../../contract/lists'
import { layup } from '../../../contract/vehicles/trip'
import type { AnyonesReading, Reading } from '../../../office/house'
import { actionsFor } from '../../../office/records/recordActions'
import { exceptionWords } from '../../../office/records/remarks'
import { timelineOf } from '../../../office/records/timeline'
import { rowsById } from '../../../platform/database/readRows'
import { Layup, Odometer, Vehicle } from '../entities'
import { registerOf } from '../register'
import { platesOf } from '../vehicle/rows'
import { carFiles } from '../vehicle/cars'
import { holidaysBegun, nextHoliday, type Holiday } from './holidays'

export const layups = registerOf({
  record: layup,
  entity: Layup,
  what: '封存单',
  alias: 'l',
  listing: {
    joined: { plate: 'v.plate' },
    search: ['l.number', 'v.searchKey', 'l.holiday'],
    order: [['l.sealedAt', 'DESC']]
  },
  join: (query) => query.leftJoin(Vehicle, 'v', 'v.id = l.vehicleId'),
  own: { units: ['v.unitId'] },
  period: { column: 'l.sealedOn' },
  sheetOrder: 'sealedAt',
  workOut: async ({ manager }, rows) => {
    const plates = await platesOf(
      manager,
      rows.map(({ vehicleId }) => vehicleId)
    )
    const said = await exceptionWords(
      manager,
      'vehicles',
      rows.map(({ id }) => id)
    )
    return ({ id, vehicleId }) => ({ plate: plates.get(vehicleId) ?? '', remarks: (said.get(id) ?? []).join('；') })
  }
})
export const layupsPage = (reading: Reading, input: ListInput) => layups.page(reading, input)

export async function layupDetail(reading: Reading, id: string) {
  const stored = await layups.one(reading, id)
  const [row] = await layups.rows(reading, [stored])
  if (!row) throw new Error('the row was read')
  const by = ['vehicleOffice', 'officeDirector'] as const
  return {
    row,
    actions: actionsFor(
      [{ action: 'release', label: '启封', possible: stored.state === 'sealed', otherwise: '已经启封', by }],
      reading.actor
    ),
    timeline: await timelineOf(reading.manager, { ledger: 'vehicles', subjects: [id] })
  }
}

/** The next holiday, with the vehicles in use that are not laid up for it yet. */
export async function comingHoliday(reading: AnyonesReading) {
  return withVehicles(reading, nextHoliday(reading.calendar, reading.today))
}

/** The holiday vehicles are to be laid up for now: one that runs and was missed, else the next. */
export async function holidayToLayUpFor(reading: AnyonesReading) {
  const running = (await missedLayups(reading)).find(({ until }) => until >= reading.today)
  return withVehicles(reading, running ?? nextHoliday(reading.calendar, reading.today))
}

/**
 * Holidays that began since there are files, before which cars were in the book and none was laid up (VEH-07, K-13).
 * Who lays up only some of them leaves the others on duty.
 */
export async function missedLayups({ manager, calendar, today }: AnyonesReading): Promise<readonly Holiday[]> {
  const files = await carFiles(manager)
  const [first] = files.map(({ registeredOn }) => registeredOn).sort()
  if (first === undefined) return []
  const laidUp = new Set(
    (await manager.find(Layup, { select: { id: true, holidayFrom: true } })).map(({ holidayFrom }) => holidayFrom)
  )
  return holidaysBegun(calendar, first, today).filter(
    ({ from }) =>
      !laidUp.has(from) &&
      files.some(({ registeredOn, goneOn }) => registeredOn < from && (goneOn === null || goneOn >= from))
  )
}

async function withVehicles({ manager }: AnyonesReading, holiday: Holiday | undefined) {
  const inUse = holiday ? await manager.find(Vehicle, { where: { state: 'inUse' }, order: { plate: 'ASC' } }) : []
  const done = new Set(
    holiday ? (await manager.findBy(Layup, { holidayFrom: holiday.from })).map(({ vehicleId }) => vehicleId) : []
  )
  const odometers = await rowsById(
    manager,
    Odometer,
    inUse.map(({ id }) => id)
  )
  return {
    holiday: holiday ?? null,
    vehicles: inUse
      .filter(({ id }) => !done.has(id))
      .map(({ id, plate, parking }) => ({ id, plate, parking, lastKm: odometers.get(id)?.km ?? null }))
  }
}
