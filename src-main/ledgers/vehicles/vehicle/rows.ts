import { isRetired } from '../../../contract/vehicles/words'
import type { EntityManager } from 'typeorm'
import type { ListInput } from '../../../contract/lists'
import {
  vehicle,
  vehicleDefect,
  vehicleEvent,
  vehiclePaper,
  type ExpiryRow,
  type VehicleChoice
} from '../../../contract/vehicles/vehicle'
import type { expiryKinds } from '../../../contract/vehicles/words'
import { addDays, daysBetween } from '../../../kernel/localDate'
import { instantAt, localDateOf } from '../../../kernel/instant'
import type { Reading } from '../../../office/house'
import { personNames, unitNames } from '../../../office/people/names'
import { actionsFor } from '../../../office/records/recordActions'
import { rowsOf } from '../../../office/records/recordRows'
import { timelineOf } from '../../../office/records/timeline'
import { rowsAsOf } from '../../../platform/database/rowsAsOf'
import { rowsById } from '../../../platform/database/readRows'
import { Driver, Odometer, Vehicle, VehicleDefect, VehicleEvent, VehiclePaper } from '../entities'
import { odometersOf } from '../odometer/queries'
import { registerOf } from '../register'
import { nextService, serviceOverdue, serviceWords, VEH_17 } from '../rules/fleet'
import { responsibleFor, seesAll } from '../visibility'
import { vehicleKey } from './key'
import { awayWords, clashOf, hindrances, readiness } from './facts'

export const vehicles = registerOf({
  record: vehicle,
  entity: Vehicle,
  what: '车辆',
  alias: 'v',
  listing: { joined: { lastKm: 'o.km' }, filters: { id: 'v.id' }, order: [['v.plate', 'ASC']] },
  join: (query) => query.leftJoin(Odometer, 'o', 'o.id = v.id'),
  sheetOrder: 'plate',
  searched: (row) => vehicleKey(row, row.unitName),
  workOut: async ({ manager, today }, rows, past) => {
    const odometers = await odometersOf(
      manager,
      rows.map(({ id }) => id),
      past
    )
    const responsible = await responsibleNames(
      manager,
      rows.map(({ unitId }) => unitId),
      today
    )
    return (row) => {
      const lastKm = odometers.get(row.id)?.km ?? null
      const service = nextService({ ...row, lastKm })
      const ends = [row.compulsoryUntil, row.commercialUntil].filter((day) => day !== null).sort()
      return {
        lastKm,
        responsibleName: responsible.get(row.unitId) ?? '',
        insuredUntil: ends[0] ?? null,
        nextService: service ? serviceWords(service) : ''
      }
    }
  }
})

/** Who is responsible for the vehicles of each unit today, in words. */
export async function responsibleNames(
  manager: EntityManager,
  unitIds: readonly string[],
  day: string
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const unitId of new Set(unitIds)) {
    const heads = await responsibleFor(manager, unitId, day)
    const names = await personNames(manager, heads)
    found.set(unitId, heads.map((id) => names.get(id) ?? '').join('、'))
  }
  return found
}

/** Plates by id of vehicle. */
export async function platesOf(
  manager: EntityManager,
  ids: readonly (string | null)[]
): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await rowsById(manager, Vehicle, ids)).values()].map(({ id, plate }) => [id, plate]))
}

export const vehiclesPage = (reading: Reading, input: ListInput) => vehicles.page(reading, input)

const byDay = { order: { id: 'ASC' } } as const

/** One file with its papers, defects and life. */
export async function vehicleDetail(reading: Reading, id: string) {
  const { manager, actor } = reading
  const stored = await vehicles.one(reading, id)
  const [row] = await vehicles.rows(reading, [stored])
  if (!row) throw new Error('the row was read')
  const where = { where: { vehicleId: id }, ...byDay }
  const events = await manager.find(VehicleEvent, where)
  const papers = await manager.find(VehiclePaper, where)
  const defects = await manager.find(VehicleDefect, where)
  const gone = isRetired(stored)
  const office = { possible: !gone, otherwise: '车辆已更新或报废', by: ['vehicleOffice', 'officeDirector'] } as const
  return {
    row,
    events: (await rowsOf(manager, vehicleEvent, events, () => ({}))).map((each, index) => ({
      ...each,
      attachmentId: events[index]?.attachmentId ?? null
    })),
    papers: (await rowsOf(manager, vehiclePaper, papers, () => ({}))).map((each, index) => ({
      ...each,
      attachmentId: papers[index]?.attachmentId ?? null
    })),
    defects: await rowsOf(manager, vehicleDefect, defects, () => ({})),
    actions: actionsFor(
      [
        { action: 'addPaper', label: '登记保险、年检', ...office },
        {
          action: 'assignDrivers',
          label: '变更驾驶员',
          ...office,
          people: await responsibleFor(manager, stored.unitId, reading.today),
          peopleWord: '责任人'
        },
        { action: 'moveUnit', label: '变更使用单位', ...office },
        { action: 'revise', label: '更正档案', ...office },
        {
          action: 'reportDefect',
          label: '报告车况问题',
          possible: !gone,
          otherwise: office.otherwise,
          by: [],
          people: [actor.personId],
          peopleWord: '职工'
        },
        { action: 'replaceMeter', label: '更换里程表', ...office },
        {
          action: 'retire',
          label: '更新或报废',
          ...office,
          possible: stored.state === 'inUse',
          otherwise: gone ? office.otherwise : '车辆送修或封存期间不能办理'
        }
      ],
      actor
    ),
    timeline: await timelineOf(manager, { ledger: 'vehicles', subjects: [id] })
  }
}

/** Vehicles to choose from; for a window of time each with why it cannot be taken (VEH-04, VEH-17). */
export async function vehicleChoices(
  reading: Reading,
  {
    fromAt,
    untilAt,
    exceptTripId
  }: {
    readonly fromAt?: string | undefined
    readonly untilAt?: string | undefined
    readonly exceptTripId?: string | undefined
  }
): Promise<readonly VehicleChoice[]> {
  const { manager, book, now } = reading
  const all = await manager.find(Vehicle, { order: { plate: 'ASC' } })
  const odometers = await rowsById(
    manager,
    Odometer,
    all.map(({ id }) => id)
  )
  const units = await unitNames(
    manager,
    all.map(({ unitId }) => unitId)
  )
  const choices: VehicleChoice[] = []
  for (const each of all.filter((vehicle) => !isRetired(vehicle))) {
    const away = awayWords(each)
    const found: string[] = away === undefined ? [] : [away]
    if (fromAt && untilAt) {
      const clash = await clashOf(manager, { vehicleId: each.id }, { fromAt, untilAt }, now, exceptTripId)
      const ready = await readiness(manager, each, { fromDay: localDateOf(fromAt), untilDay: localDateOf(untilAt) })
      found.push(...(clash ? [`已派给${clash.number}`] : []), ...hindrances([ready], book))
    }
    choices.push({
      id: each.id,
      plate: each.plate,
      model: each.model,
      unitId: each.unitId,
      unitName: units.get(each.unitId) ?? '',
      mainDriverId: each.mainDriverId,
      secondDriverId: each.secondDriverId,
      tank: each.tank,
      grade: each.grade,
      lastKm: odometers.get(each.id)?.km ?? null,
      state: each.state,
      hindrances: found
    })
  }
  return choices
}

/**
 * What falls due on every vehicle in use and every driver at the end of a day: papers, licences, services; the nearest
 * first, what is not registered before all.
 */
export async function expiries(reading: Reading, day = reading.today): Promise<readonly ExpiryRow[]> {
  const { manager, book, actor } = reading
  const past = day < reading.today ? instantAt(addDays(day, 1), '00:00') : undefined
  const today = past === undefined ? reading.today : day
  const soonDays = VEH_17.values(book).first
  const present = await vehicles.query(reading).getMany()
  const own = (past === undefined ? present : await rowsAsOf(manager, Vehicle, present, past)).filter(
    (each) => !isRetired(each)
  )
  const responsible = await responsibleNames(
    manager,
    own.map(({ unitId }) => unitId),
    today
  )
  const odometers = await odometersOf(
    manager,
    own.map(({ id }) => id),
    past
  )
  const licensed = await manager.find(Driver)
  const drivers = (past === undefined ? licensed : await rowsAsOf(manager, Driver, licensed, past)).filter(
    ({ state, personId }) => state === 'active' && (seesAll(actor) || personId === actor.personId)
  )
  const names = await personNames(
    manager,
    drivers.map(({ personId }) => personId)
  )
  const stateOf = (dueOn: string | null) => {
    if (dueOn === null) return 'missing' as const
    if (dueOn < today) return 'over' as const
    return daysBetween(today, dueOn) <= soonDays ? ('soon' as const) : ('valid' as const)
  }
  const line = (
    of: {
      readonly subject: string
      readonly subjectType: ExpiryRow['subjectType']
      readonly subjectId: string
      readonly responsibleName: string
    },
    kind: keyof typeof expiryKinds,
    dueOn: string | null,
    remarks = ''
  ): ExpiryRow => ({
    id: `${of.subjectId}-${kind}`,
    ...of,
    kind,
    dueOn,
    daysLeft: dueOn === null ? null : daysBetween(today, dueOn),
    state: stateOf(dueOn),
    remarks
  })
  const ofVehicles = own.flatMap((each) => {
    const of = {
      subject: each.plate,
      subjectType: 'vehicle' as const,
      subjectId: each.id,
      responsibleName: responsible.get(each.unitId) ?? ''
    }
    const service = nextService({ ...each, lastKm: odometers.get(each.id)?.km ?? null })
    const due = service && serviceOverdue({ ...service, dueOn: null }, today) ? today : service?.dueOn
    return [
      line(of, 'compulsory', each.compulsoryUntil),
      line(of, 'commercial', each.commercialUntil),
      line(of, 'inspection', each.inspectionUntil),
      ...(service ? [line(of, 'service', due ?? null, serviceWords(service))] : [])
    ].filter(({ kind, dueOn }) => kind !== 'service' || dueOn !== null)
  })
  const ofDrivers = drivers.map((each) => {
    const name = names.get(each.personId) ?? ''
    return line(
      { subject: name, subjectType: 'vehicleDriver', subjectId: each.id, responsibleName: name },
      'licence',
      each.validUntil
    )
  })
  return [...ofVehicles, ...ofDrivers].sort((a, b) =>
    (a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : (a.dueOn ?? '') > (b.dueOn ?? '') ? 1 : 0
  )
}
