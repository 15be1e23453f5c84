import type { InputTo } from '@main/ledgers/vehicles/inputTo'
import type { contract } from '@main/contract'
import { instantAt } from '@main/kernel/instant'
import { addDays } from '@main/kernel/localDate'
import type { Person, Unit } from '@main/office/entities'
import { loadShippedCalendar } from '@main/office/session/founding'
import { enterCard, enterDriver, enterProvider } from '@main/ledgers/vehicles/driver/acts'
import {
  Repair,
  Trip,
  Vehicle,
  type FuelCard,
  type Incident,
  type Provider,
  type Refuel
} from '@main/ledgers/vehicles/entities'
import { recordIncident } from '@main/ledgers/vehicles/incident/acts'
import { postRefuel } from '@main/ledgers/vehicles/refuel/acts'
import { handOver } from '@main/ledgers/vehicles/repair/garage'
import { requestRepair } from '@main/ledgers/vehicles/repair/request'
import { requestTrip } from '@main/ledgers/vehicles/trip/acts'
import { comeBack, depart } from '@main/ledgers/vehicles/trip/travel'
import { enterVehicle } from '@main/ledgers/vehicles/vehicle/acts'
import type { ProfileId } from '@main/contract/ledgers'
import type { TestHouse } from './house'
import { actsOf, decideThrough, readingAs } from './ledgerActs'
import { aBureau, aPerson, aUnit } from './people'
import { expect } from 'vitest'
import { refusedBy } from './refusals'
import { penOf } from './pen'

export { readingAs }
type Vehicles = typeof contract.vehicles
export type TripInput = InputTo<Vehicles['trips']['request']>
export type RefuelInput = InputTo<Vehicles['refuels']['post']>
export type RepairInput = InputTo<Vehicles['repairs']['request']>

/** Runs an act of the ledger as a person, with reasons for the warnings it accepts. */
export const doing = actsOf('vehicles')

/** A bureau small enough to follow: an office with the vehicle office, a squad with a car, and those who decide. */
export interface MotorPool {
  readonly office: Unit
  readonly squad: Unit
  readonly other: Unit
  readonly head: Person
  readonly secretary: Person
  readonly leader: Person
  readonly director: Person
  readonly officer: Person
  readonly refueller: Person
  readonly safety: Person
  readonly finance: Person
  readonly squadHead: Person
  readonly otherHead: Person
  readonly main: Person
  readonly second: Person
  readonly colleague: Person
  readonly temp: Person
  readonly outsider: Person
  readonly vehicle: Vehicle
  readonly card: FuelCard
  readonly garage: Provider
}

let serial = 10_000

/** Founds that bureau in the house, with one car of the squad, licensed drivers, a card, a garage and a station. */
export async function aMotorPool(house: TestHouse, profile: ProfileId = 'dongkou'): Promise<MotorPool> {
  await aBureau(house, profile)
  await loadShippedCalendar(house)
  const office = await aUnit(house, { name: '办公室' })
  const squad = await aUnit(house, { name: '一中队', kind: 'squad' })
  const other = await aUnit(house, { name: '二中队', kind: 'squad' })
  const inOffice = (name: string, plan: Parameters<typeof aPerson>[1] = {}) =>
    aPerson(house, { name, unitId: office.id, ...plan })
  const inSquad = (name: string, plan: Parameters<typeof aPerson>[1] = {}) =>
    aPerson(house, { name, unitId: squad.id, ...plan })
  const people = {
    head: await inOffice('周局长', { posts: ['head'] }),
    secretary: await inOffice('贺书记', { posts: ['partySecretary'] }),
    leader: await inOffice('陆副局长', {
      posts: [
        { post: 'leader', unitId: squad.id },
        { post: 'leader', unitId: other.id },
        { post: 'leader', unitId: office.id }
      ]
    }),
    director: await inOffice('谢主任', { posts: ['officeDirector', 'unitHead'], pin: '135790' }),
    officer: await inOffice('韦车管', { posts: ['vehicleOffice'], pin: '135790' }),
    refueller: await inOffice('石加油', { posts: ['refueller'] }),
    safety: await inOffice('向安全', { posts: ['safetyMember'] }),
    finance: await inOffice('蒋财务', { posts: ['finance'] }),
    squadHead: await inSquad('龙队长', { posts: ['unitHead'] }),
    otherHead: await aPerson(house, { name: '卓队长', unitId: other.id, posts: ['unitHead'] }),
    main: await inSquad('彭驾驶'),
    second: await inSquad('任副驾'),
    colleague: await inSquad('柯队员'),
    temp: await inSquad('米协管', { kind: 'temporary' }),
    outsider: await inSquad('外来人', { kind: 'outsider' })
  }
  for (const person of [people.main, people.second, people.colleague]) await aDriver(house, people.officer, person)
  const vehicle = await aVehicle(house, people.officer, {
    unitId: squad.id,
    mainDriverId: people.main.id,
    secondDriverId: people.second.id
  })
  const card = await doing(house, people.officer, (unit) =>
    enterCard(unit, { cardNumber: '1000119900007302150', kind: 'fuel', vehicleId: vehicle.id })
  )
  const garage = await aProvider(house, people.officer, 'garage', '宏达汽修')
  await aProvider(house, people.officer, 'station', '城北加油站')
  return { office, squad, other, ...people, vehicle, card, garage }
}

export const aProvider = (house: TestHouse, officer: Person, kind: Provider['kind'], name: string): Promise<Provider> =>
  doing(house, officer, (unit) => enterProvider(unit, { name, kind, fromDay: '2020-01-01' }))

/** A registered driver with a C1 licence good for years, unless said otherwise. */
export const aDriver = (
  house: TestHouse,
  officer: Person,
  person: Pick<Person, 'id'>,
  plan: Partial<InputTo<Vehicles['drivers']['enter']>> = {}
) => {
  serial += 1
  return doing(house, officer, (unit) =>
    enterDriver(unit, {
      personId: person.id,
      licenceNumber: `43052519900101${serial}`,
      licenceClass: 'C1',
      issuedOn: '2015-03-01',
      validUntil: '2031-03-01',
      fromDay: '2020-01-01',
      ...plan
    })
  )
}

/** A car with papers good for a year, at 10,000 km. */
export const aVehicle = (
  house: TestHouse,
  officer: Person,
  plan: Partial<InputTo<Vehicles['files']['enter']>> & { readonly unitId: string }
): Promise<Vehicle> => {
  serial += 1
  const { today } = house.clock
  return doing(
    house,
    officer,
    (unit) =>
      enterVehicle(unit, {
        plate: `湘E${serial}`,
        model: '长安CS35',
        seats: 5,
        use: 'enforcement',
        licenceClass: 'C1',
        livery: true,
        tank: 50_000,
        grade: 'g92',
        openingKm: 10_000,
        compulsoryUntil: addDays(today(), 365),
        commercialUntil: addDays(today(), 365),
        inspectionUntil: addDays(today(), 365),
        ...plan
      }),
    { 'VEH-01': '驾驶员待定' }
  )
}

/** A trip of the squad's car on a local day, within working hours unless said otherwise. */
export function aTripInput(pool: MotorPool, day: string, plan: Partial<TripInput> = {}): TripInput {
  return {
    userId: pool.colleague.id,
    userRank: 'section',
    purpose: 'enforcement',
    reason: '市容巡查',
    destination: '城东农贸市场',
    route: '文昌路',
    fromAt: instantAt(day, '09:00'),
    untilAt: instantAt(day, '11:00'),
    vehicleId: pool.vehicle.id,
    driverId: pool.main.id,
    areas: [],
    allInside: false,
    passengers: [],
    special: false,
    dutyOutsideHours: false,
    emergency: false,
    carsOfOccasion: 1,
    ...plan
  }
}

export const tripNow = (house: TestHouse, trip: Pick<Trip, 'id'>): Promise<Trip> =>
  house.database.read.findOneByOrFail(Trip, { id: trip.id })
export const vehicleNow = (house: TestHouse, vehicle: Pick<Vehicle, 'id'>): Promise<Vehicle> =>
  house.database.read.findOneByOrFail(Vehicle, { id: vehicle.id })
export const repairNow = (house: TestHouse, repair: Pick<Repair, 'id'>): Promise<Repair> =>
  house.database.read.findOneByOrFail(Repair, { id: repair.id })

/** A trip asked for and agreed to by everybody. */
export async function anApprovedTrip(
  house: TestHouse,
  pool: MotorPool,
  day: string,
  plan: Partial<TripInput> = {},
  by: Person = pool.colleague
): Promise<Trip> {
  const trip = await doing(house, by, (unit) => requestTrip(unit, house, aTripInput(pool, day, plan)))
  await decideThrough(house, trip.approvalId ?? '')
  return tripNow(house, trip)
}

/** The trip goes out and comes back: at its hours, with the given odometer readings. */
export async function driven(
  house: TestHouse,
  pool: MotorPool,
  trip: Trip,
  outKm: number,
  inKm: number,
  reasons: Readonly<Record<string, string>> = {}
): Promise<Trip> {
  house.clock.set(trip.fromAt)
  const driver = { id: trip.driverId ?? pool.main.id }
  const out = await doing(
    house,
    driver,
    (unit) => depart(unit, { id: trip.id, version: trip.version, km: outKm, checked: true }),
    reasons
  )
  house.clock.set(trip.untilAt)
  return doing(
    house,
    driver,
    (unit) => comeBack(unit, house, { id: out.id, version: out.version, km: inKm, inYard: true }),
    reasons
  )
}

/** A refuel of 40 litres to the full at the designated station, signed by the main driver. */
export function aRefuelInput(pool: MotorPool, at: string, km: number, plan: Partial<RefuelInput> = {}): RefuelInput {
  const litres = plan.litres ?? 40_000
  const priceCents = plan.priceCents ?? 750
  return {
    vehicleId: pool.vehicle.id,
    driverId: pool.main.id,
    at,
    station: '城北加油站',
    grade: 'g92',
    litres,
    priceCents,
    amountCents: Math.round((litres * priceCents) / 1000),
    km,
    full: true,
    cardId: pool.card.id,
    signatures: { driver: penOf(pool.main) },
    ...plan
  }
}

export async function aRefuel(
  house: TestHouse,
  pool: MotorPool,
  at: string,
  km: number,
  plan: Partial<RefuelInput> = {},
  reasons: Readonly<Record<string, string>> = {}
): Promise<Refuel> {
  const input = aRefuelInput(pool, at, km, plan)
  return doing(house, pool.refueller, (unit) => postRefuel(unit, input), reasons)
}

/** A maintenance sheet for two items of 300 and 200 yuan. */
export function aRepairInput(pool: MotorPool, plan: Partial<RepairInput> = {}): RepairInput {
  return {
    vehicleId: pool.vehicle.id,
    kind: 'repair',
    km: 10_000,
    reason: '刹车异响',
    breakdown: false,
    garageId: pool.garage.id,
    items: [
      { name: '更换刹车片', amountCents: 30_000 },
      { name: '四轮定位', amountCents: 20_000 }
    ],
    onlyHome: false,
    ...plan
  }
}

/** A maintenance sheet agreed to by everybody. */
export async function anApprovedRepair(
  house: TestHouse,
  pool: MotorPool,
  plan: Partial<RepairInput> = {}
): Promise<Repair> {
  // Tests ask for many of one car in a day; each is a matter of its own.
  const repair = await doing(house, pool.main, (unit) => requestRepair(unit, house, aRepairInput(pool, plan)), {
    'K-05': '各是一项'
  })
  await decideThrough(house, repair.approvalId ?? '')
  return repairNow(house, repair)
}

/** Both signatures, of driver and vehicle office. */
export const bothSign = (pool: MotorPool) => ({
  driver: penOf(pool.main),
  office: penOf(pool.officer)
})

/** An approved sheet with the car at the garage. */
export async function inGarage(
  house: TestHouse,
  pool: MotorPool,
  plan: Partial<RepairInput> = {},
  km = 10_000
): Promise<Repair> {
  const repair = await anApprovedRepair(house, pool, plan)
  const signatures = bothSign(pool)
  return doing(house, pool.main, (unit) => handOver(unit, { id: repair.id, version: repair.version, km, signatures }))
}

/** The act is refused by the rule, with the message where one is given, and leaves nothing behind. */
export async function expectRefused(
  house: TestHouse,
  rule: string,
  attempt: () => Promise<unknown>,
  message?: string | RegExp
): Promise<void> {
  const findings = await refusedBy(house, 'vehicles', rule, attempt)
  for (const { source } of findings) expect(source).not.toBe('')
  if (message) expect(findings.map((each) => each.message).join(' ')).toMatch(message)
}

export type IncidentPlan = Partial<Parameters<typeof recordIncident>[1]>

/** An accident of the squad's car, of 8,600.00 yuan and now, unless said otherwise. */
export const anIncident = (
  house: TestHouse,
  pool: MotorPool,
  plan: IncidentPlan = {},
  reasons = {}
): Promise<Incident> =>
  doing(
    house,
    pool.officer,
    (unit) =>
      recordIncident(unit, {
        at: house.clock.now(),
        vehicleId: pool.vehicle.id,
        driverId: pool.main.id,
        place: '文昌路口',
        kind: 'accident',
        nature: '追尾',
        share: 70,
        points: 0,
        fineCents: 0,
        lossCents: 860_000,
        insuranceCents: 620_000,
        casualties: false,
        ...plan
      }),
    reasons
  )
