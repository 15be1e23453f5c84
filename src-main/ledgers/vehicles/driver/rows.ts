import { isRetired } from '../../../contract/vehicles/words'
import type { ListInput } from '../../../contract/lists'
import { campaign, card, driver, provider, type DriverChoice } from '../../../contract/vehicles/driver'
import { localDateOf } from '../../../kernel/instant'
import { Person } from '../../../office/entities'
import type { Reading } from '../../../office/house'
import { unitNames } from '../../../office/people/names'
import { actionsFor } from '../../../office/records/recordActions'
import { timelineOf } from '../../../office/records/timeline'
import { rowsWith } from '../../../platform/database/readRows'
import { standingRows } from '../../../platform/database/standing'
import { Campaign, Driver, FuelCard, Incident, Provider, Vehicle } from '../entities'
import { registerOf } from '../register'
import { pointsInCycle } from '../rules/fleet'
import { clashOf, drivingRules, hindrances, isAppointed } from '../vehicle/facts'
import { platesOf } from '../vehicle/rows'

export const drivers = registerOf({
  record: driver,
  entity: Driver,
  what: '驾驶员',
  alias: 'd',
  listing: { joined: { unitName: 'p.unitId' }, order: [['d.searchKey', 'ASC']] },
  join: (query) => query.leftJoin(Person, 'p', 'p.id = d.personId'),
  own: { units: ['p.unitId'], people: ['d.personId'] },
  workOut: async ({ manager, today }, rows) => {
    const ids = rows.map(({ personId }) => personId)
    const people = await standingRows(manager, Person)
    const violations = await rowsWith(manager, Incident, 'driverId', ids, { where: { kind: 'violation' } })
    const vehicles = [
      ...(await rowsWith(manager, Vehicle, 'mainDriverId', ids)).map(({ mainDriverId, plate, state }) => ({
        personId: mainDriverId,
        plate,
        state
      })),
      ...(await rowsWith(manager, Vehicle, 'secondDriverId', ids)).map(({ secondDriverId, plate, state }) => ({
        personId: secondDriverId,
        plate,
        state
      }))
    ].filter((vehicle) => !isRetired(vehicle))
    return (row) => {
      const cycle = pointsInCycle(
        row.issuedOn,
        today,
        violations.filter(({ driverId }) => driverId === row.personId)
      )
      const plates = vehicles.filter(({ personId }) => personId === row.personId).map(({ plate }) => plate)
      return {
        unitId: people.get(row.personId)?.unitId ?? '',
        points: cycle.points,
        pointsFrom: cycle.from,
        vehicles: [...new Set(plates)].join('、')
      }
    }
  }
})

export const driversPage = (reading: Reading, input: ListInput) => drivers.page(reading, input)

export async function driverDetail(reading: Reading, id: string) {
  const stored = await drivers.one(reading, id)
  const [row] = await drivers.rows(reading, [stored])
  if (!row) throw new Error('the row was read')
  const by = ['vehicleOffice', 'officeDirector'] as const
  const incidents = await reading.manager.findBy(Incident, { driverId: stored.personId })
  return {
    row,
    actions: actionsFor(
      [
        { action: 'revise', label: '更新驾驶证', possible: stored.state === 'active', otherwise: '已卸任', by },
        { action: 'end', label: '卸任', possible: stored.state === 'active', otherwise: '已卸任', by }
      ],
      reading.actor
    ),
    timeline: await timelineOf(reading.manager, {
      ledger: 'vehicles',
      subjects: [id, ...incidents.map((each) => each.id)]
    })
  }
}

/**
 * Drivers to choose from; for a vehicle and a window of time each with why they cannot drive it (VEH-02, VEH-03,
 * VEH-04).
 */
export async function driverChoices(
  reading: Reading,
  {
    vehicleId,
    fromAt,
    untilAt,
    exceptTripId
  }: {
    readonly vehicleId?: string | undefined
    readonly fromAt?: string | undefined
    readonly untilAt?: string | undefined
    readonly exceptTripId?: string | undefined
  }
): Promise<readonly DriverChoice[]> {
  const { manager, book, today, now } = reading
  const vehicle = vehicleId ? await manager.findOneBy(Vehicle, { id: vehicleId }) : null
  const active = await manager.find(Driver, { where: { state: 'active' }, order: { searchKey: 'ASC' } })
  const people = await standingRows(manager, Person)
  const units = await unitNames(
    manager,
    [...people.values()].map(({ unitId }) => unitId)
  )
  const choices: DriverChoice[] = []
  for (const each of active) {
    const person = people.get(each.personId)
    if (!person || person.status === 'departed') continue
    const untilDay = localDateOf(untilAt ?? now)
    const rules = vehicle
      ? await drivingRules(manager, vehicle, person, { untilDay, today, consent: undefined, stage: 'request' })
      : []
    const clash =
      fromAt && untilAt
        ? await clashOf(manager, { driverId: person.id }, { fromAt, untilAt }, now, exceptTripId)
        : undefined
    choices.push({
      personId: person.id,
      name:
        vehicle && isAppointed(vehicle, person.id)
          ? `${person.name}（${person.id === vehicle.mainDriverId ? '主驾' : '副驾'}）`
          : person.name,
      unitName: units.get(person.unitId) ?? '',
      licenceClass: each.licenceClass,
      hindrances: [...hindrances(rules, book), ...(clash ? [`已安排${clash.number}`] : [])]
    })
  }
  return choices
}

const cardRegister = registerOf({
  record: card,
  entity: FuelCard,
  what: '卡',
  alias: 'c',
  listing: {
    joined: { vehicleName: 'v.plate' },
    filters: { vehicleId: 'c.vehicleId' },
    order: [['c.cardNumber', 'ASC']]
  },
  join: (query) => query.leftJoin(Vehicle, 'v', 'v.id = c.vehicleId'),
  workOut: async ({ manager }, rows) => {
    const plates = await platesOf(
      manager,
      rows.map(({ vehicleId }) => vehicleId)
    )
    return ({ vehicleId }) => ({ vehicleName: vehicleId ? (plates.get(vehicleId) ?? null) : null })
  }
})

export async function cardsPage(reading: Reading, input: ListInput) {
  const { rows, ...rest } = await cardRegister.page(reading, input)
  const vehicles = await rowsWith(
    reading.manager,
    FuelCard,
    'id',
    rows.map(({ id }) => id)
  )
  const vehicleOf = new Map(vehicles.map(({ id, vehicleId }) => [id, vehicleId]))
  return { ...rest, rows: rows.map((row) => ({ ...row, vehicleId: vehicleOf.get(row.id) ?? null })) }
}

const nothing = () => Promise.resolve(() => ({}))
const providerRegister = registerOf({
  record: provider,
  entity: Provider,
  what: '定点单位',
  alias: 'p',
  listing: {
    joined: {},
    order: [
      ['p.kind', 'ASC'],
      ['p.name', 'ASC']
    ]
  },
  workOut: nothing
})
export const providersPage = (reading: Reading, input: ListInput) => providerRegister.page(reading, input)

const campaignRegister = registerOf({
  record: campaign,
  entity: Campaign,
  what: '集中整治',
  alias: 'c',
  listing: { joined: {}, search: ['c.name', 'c.number'], order: [['c.fromDay', 'DESC']] },
  workOut: nothing
})
export const campaignsPage = (reading: Reading, input: ListInput) => campaignRegister.page(reading, input)
