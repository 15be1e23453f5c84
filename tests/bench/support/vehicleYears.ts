import { systemActor } from '@main/kernel/actor'
import { instantAt } from '@main/kernel/instant'
import { addDays } from '@main/kernel/localDate'
import { searchKey } from '@main/kernel/searchKey'
import { FuelStretch, Odometer, OdometerReading, Refuel, Trip, Vehicle } from '@main/ledgers/vehicles/entities'
import { stretchesOf, stretchRow } from '@main/ledgers/vehicles/refuel/stretches'
import type { House } from '@main/office/house'
import type { UnitOfWork } from '@main/platform/database/unitOfWork'
import { aBulkOffice, pick, type BulkOffice } from './bulkOffice'

const cars = 100
const firstDay = '2021-01-04'
const stations = ['城北加油站', '城南加油站', '环城路加油站']
const reasons = ['占道经营巡查', '渣土运输检查', '户外广告拆除', '市容联合整治', '参加调度会']
const destinations = ['城东农贸市场', '环城路', '各乡镇集市', '市城管局', '人民路']
/** Kilometres of a trip, and thousandths of a litre burnt on each. */
const tripKm = 30
const perKm = 84

/**
 * Fills an empty vehicles ledger: a hundred cars over some five years, on each day of work two refuels and a trip, each
 * with its odometer readings, and the consumption between full tanks as the ledger works it out; one refuel in four is
 * partial. All cars ran nothing but their trips.
 */
export async function fillVehicleYears(house: House, refuels: number): Promise<void> {
  const office = await aBulkOffice(house, 20, 'squad')
  for (let index = 0; index < cars; index += 1)
    await house.database.write({ chain: 'vehicles', act: '导入车辆', actor: systemActor }, (unit) =>
      aCarsYears(unit, office, index, Math.floor(refuels / cars / 2))
    )
}

async function aCarsYears(unit: UnitOfWork, office: BulkOffice, index: number, days: number): Promise<void> {
  const vehicle = await unit.insert(Vehicle, aCar(office, index))
  const driver = pick(office.people, index * 7)
  const trips: Omit<Trip, 'version'>[] = []
  const refuels: Refuel[] = []
  const readings: Omit<OdometerReading, 'id'>[] = []
  const numbers = { trips: await unit.nextNumbers('PC', days), refuels: await unit.nextNumbers('CY', days * 2) }
  let km = vehicle.openingKm
  const read = (at: string, source: OdometerReading['source'], sourceId: string, sourceNumber: string) => {
    const of = { vehicleId: vehicle.id, personName: driver.name, reversalOfId: null }
    readings.push({ ...of, at, source, sourceId, sourceNumber, km, totalKm: km })
  }
  for (let run = 0; run < days; run += 1) {
    const day = addDays(firstDay, run * 2 + (index % 2))
    const number = numbers.trips[run] ?? ''
    const id = unit.newId()
    const [out, back] = [instantAt(day, '09:00'), instantAt(day, '16:30')] as const
    read(out, 'tripOut', id, number)
    for (const half of [0, 1] as const) {
      const at = instantAt(day, half === 0 ? '11:00' : '15:00')
      km += tripKm / 3
      const refuel = aRefuel(unit, vehicle, driver, { at, day, km, number: numbers.refuels[run * 2 + half] ?? '' })
      refuels.push({ ...refuel, full: (run * 2 + half) % 4 < 3 })
      read(at, 'refuel', refuel.id, refuel.number)
    }
    km += tripKm / 3
    read(back, 'tripIn', id, number)
    trips.push(aTrip(office, vehicle, driver, { id, number, day, out, back, km, run }))
  }
  await unit.insertMany(Trip, trips)
  await unit.appendMany(Refuel, refuels)
  await unit.appendMany(OdometerReading, readings)
  const stretches = stretchesOf(refuels)
  await unit.deriveMany(
    FuelStretch,
    // The average before a stretch looks a year back: forty stretches are enough of it.
    stretches.map((stretch, at) => stretchRow(vehicle.id, stretch, stretches.slice(Math.max(0, at - 300), at + 1)))
  )
  await unit.derive(Odometer, { id: vehicle.id, km, totalKm: km, at: readings.at(-1)?.at ?? unit.now })
  unit.about({ type: 'vehicle', id: vehicle.id, number: vehicle.plate })
}

function aCar(office: BulkOffice, index: number): Omit<Vehicle, 'id' | 'version'> {
  const plate = `湘E${String(10_000 + index)}`
  return {
    number: `CL-2021-${String(index + 1).padStart(6, '0')}`,
    plate,
    model: '长安CS35',
    vin: `LS4ASB3R0EG1${String(index).padStart(4, '0')}`,
    engineNumber: null,
    seats: 5,
    use: 'enforcement',
    licenceClass: 'C1',
    livery: true,
    purchasedOn: '2020-05-01',
    priceCents: 8_900_000,
    unitId: pick(office.units, index).id,
    mainDriverId: pick(office.people, index * 7).id,
    secondDriverId: null,
    parking: '局院内',
    tank: 50_000,
    grade: 'g92',
    assetNumber: null,
    licenceNumber: null,
    compulsoryUntil: addDays('2026-10-01', index * 3),
    commercialUntil: addDays('2026-10-01', index * 3),
    inspectionUntil: addDays('2026-11-01', index * 3),
    serviceEveryKm: null,
    serviceEveryMonths: null,
    servicedOn: null,
    servicedKm: null,
    openingKm: 20_000,
    state: 'inUse',
    opening: true,
    registeredOn: firstDay,
    remarks: null,
    searchKey: searchKey(plate, '长安CS35')
  }
}

function aRefuel(
  unit: UnitOfWork,
  vehicle: Vehicle,
  driver: { readonly id: string; readonly name: string },
  { at, day, km, number }: { readonly at: string; readonly day: string; readonly km: number; readonly number: string }
): Refuel {
  const litres = (tripKm / 2) * perKm + (km % 7) * 10
  const station = pick(stations, km)
  return {
    id: unit.newId(),
    number,
    vehicleId: vehicle.id,
    plate: vehicle.plate,
    driverId: driver.id,
    driverName: driver.name,
    at,
    day,
    station,
    grade: 'g92',
    litres,
    priceCents: 756,
    amountCents: Math.round((litres * 756) / 1000),
    km,
    totalKm: km,
    full: true,
    cardId: null,
    cardNumber: '',
    noCardReason: '油卡余额不足',
    receiptNumber: null,
    entererId: null,
    opening: false,
    reversalOfId: null,
    remarks: null,
    searchKey: searchKey(number, vehicle.plate, driver.name, station)
  }
}

function aTrip(
  office: BulkOffice,
  vehicle: Vehicle,
  driver: { readonly id: string },
  plan: {
    readonly id: string
    readonly number: string
    readonly day: string
    readonly out: string
    readonly back: string
    readonly km: number
    readonly run: number
  }
): Omit<Trip, 'version'> {
  const { id, number, day, out, back, km, run } = plan
  const [reason, destination] = [pick(reasons, run), pick(destinations, run + 1)]
  const user = pick(office.people, run * 11)
  return {
    id,
    number,
    unitId: vehicle.unitId,
    applicantId: user.id,
    userId: user.id,
    userRank: 'section',
    purpose: 'enforcement',
    reason,
    destination,
    route: null,
    areas: [],
    allInside: false,
    passengers: [{ name: '执法队员', duty: '巡查' }],
    carsOfOccasion: 1,
    fromAt: out,
    untilAt: instantAt(day, '17:00'),
    fromDay: day,
    vehicleId: vehicle.id,
    driverId: driver.id,
    campaignId: null,
    special: false,
    dutyOutsideHours: false,
    emergency: false,
    state: 'done',
    approvalId: null,
    outAt: out,
    outKm: km - tripKm,
    inAt: back,
    inDay: day,
    inKm: km,
    km: tripKm,
    lateMinutes: 0,
    backInYard: true,
    parkedAt: null,
    papersDueOn: null,
    papersOn: null,
    papersId: null,
    endReason: null,
    searchKey: searchKey(number, vehicle.plate, reason, destination, user.name)
  }
}
