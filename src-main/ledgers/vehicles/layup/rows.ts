import type { ListInput } from '../../../contract/lists'
import { layup } from '../../../contract/vehicles/trip'
import { addDays } from '../../../kernel/localDate'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'
import type { AnyonesReading, Reading } from '../../../office/house'
import { actionsFor } from '../../../office/records/recordActions'
import { exceptionWords } from '../../../office/records/remarks'
import { timelineOf } from '../../../office/records/timeline'
import { rowsById } from '../../../platform/database/readRows'
import { Layup, Odometer, Vehicle } from '../entities'
import { registerOf } from '../register'
import { platesOf } from '../vehicle/rows'

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

export interface Holiday {
  readonly name: string
  readonly from: string
  readonly until: string
}

/** How far ahead the calendar is searched for the next holiday. */
const daysAhead = 60

/** The next public holiday to begin after a day: a named run of days off in the calendar. */
export function nextHoliday(calendar: WorkingCalendar, today: string): Holiday | undefined {
  for (let day = addDays(today, 1), left = daysAhead; left > 0; day = addDays(day, 1), left -= 1) {
    const special = calendar.specialDay(day)
    // The rest of a holiday that has begun is none to come.
    if (special?.kind !== 'holiday' || calendar.specialDay(addDays(day, -1))?.kind === 'holiday') continue
    let until = day
    while (calendar.specialDay(addDays(until, 1))?.kind === 'holiday') until = addDays(until, 1)
    return { name: special.name, from: day, until }
  }
  return undefined
}

/** The next holiday with the vehicles in use that are not laid up for it yet. */
export async function comingHoliday(reading: AnyonesReading) {
  const { manager, calendar, today } = reading
  const holiday = nextHoliday(calendar, today)
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
