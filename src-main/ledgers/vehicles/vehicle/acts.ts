import { keptOf, type InputOf } from '../../../contract/record'
import { fuelGrades, licenceClasses, vehicleUses, isRetired } from '../../../contract/vehicles/words'
import { vehicle as record, type files } from '../../../contract/vehicles/vehicle'
import { notNow } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import type { Application } from '../../../kernel/rules/rule'
import { inNameOf } from '../../../office/approvals/parties'
import { Person, Unit } from '../../../office/entities'
import type { House } from '../../../office/house'
import { carsElsewhere } from '../../../office/records/cars'
import { markPast, noteIfLate, pastRules } from '../../../office/records/lateness'
import { personNames, unitNames } from '../../../office/people/names'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Trip, Vehicle } from '../entities'
import type { InputTo } from '../inputTo'
import { changeMeter, takeReading } from '../odometer/readings'
import { passedOn, plateOf, VEH_01 } from '../rules/fleet'
import { vehicleKey } from './key'
import { loaded, note, setState, type Because } from './life'

type Files = typeof files

/** Opens the file of a vehicle (VEH-01) with its first odometer reading. */
export async function enterVehicle(unit: UnitOfWork, input: InputTo<Files['enter']>): Promise<Vehicle> {
  const {
    compulsoryUntil = null,
    commercialUntil = null,
    inspectionUntil = null,
    servicedOn = null,
    servicedKm = null
  } = input
  await judgeFile(unit, input)
  const plate = plateOf(input.plate)
  const vehicle = await unit.insert(Vehicle, {
    ...keptOf(record, input),
    plate,
    compulsoryUntil,
    commercialUntil,
    inspectionUntil,
    servicedOn,
    servicedKm,
    number: await unit.nextNumber('CL'),
    state: 'inUse',
    opening: false,
    registeredOn: unit.today,
    searchKey: await keyOf(unit, { ...keptOf(record, input), plate })
  })
  await takeReading(unit, vehicle, {
    at: unit.now,
    km: vehicle.openingKm,
    source: 'opening',
    sourceId: vehicle.id,
    sourceNumber: '',
    field: 'openingKm'
  })
  await note(unit, vehicle, 'entered', `建立档案${vehicle.number}`, {})
  unit.about({ type: 'vehicle', id: vehicle.id, number: vehicle.plate })
  return vehicle
}

/** Corrects what the file says; the unit and the drivers have acts of their own. */
export async function reviseVehicle(unit: UnitOfWork, input: InputTo<Files['revise']>): Promise<Vehicle> {
  const vehicle = await loaded(unit, input)
  unit.judge(VEH_01.on({ act: 'change', retired: isRetired(vehicle), reason: input.reason }))
  await judgeFile(unit, input, vehicle.id)
  const { unitId, mainDriverId, secondDriverId, openingKm } = vehicle
  const kept = {
    ...keptOf(record, input),
    plate: plateOf(input.plate),
    unitId,
    mainDriverId,
    secondDriverId,
    openingKm
  }
  const after = await unit.update(Vehicle, vehicle, { ...kept, searchKey: await keyOf(unit, kept) }, '车辆')
  const change = changesBetween(vehicle, kept)
  await note(unit, vehicle, 'facts', change === '' ? '无变化' : change, { reason: input.reason })
  unit.about({ type: 'vehicle', id: vehicle.id, number: after.plate })
  return after
}

/** Hands the vehicle to another unit on a leaders' meeting's decision. */
export async function moveUnit(unit: UnitOfWork, input: InputTo<Files['moveUnit']>): Promise<Vehicle> {
  const vehicle = await loaded(unit, input)
  const to = await unit.load(Unit, input.unitId, '使用单位')
  unit.judge(
    VEH_01.on({ act: 'change', retired: isRetired(vehicle), reason: input.reason }),
    VEH_01.on({ act: 'unit', meeting: input.meeting, minutes: input.minutesId !== undefined })
  )
  const after = await handToUnit(unit, vehicle, to, input.meeting ?? '', {
    reason: input.reason,
    documentNumber: input.documentNumber ?? null,
    attachmentId: input.minutesId ?? null
  })
  unit.about({ type: 'vehicle', id: vehicle.id, number: vehicle.plate })
  return after
}

/** Gives the vehicle its new unit, with the entry in its life that says by what. */
export async function handToUnit(
  unit: UnitOfWork,
  vehicle: Vehicle,
  to: Pick<Unit, 'id' | 'name'>,
  by: string,
  why: Because
): Promise<Vehicle> {
  const names = await unitNames(unit.manager, [vehicle.unitId])
  const after = await unit.update(
    Vehicle,
    vehicle,
    { unitId: to.id, searchKey: await keyOf(unit, { ...vehicle, unitId: to.id }) },
    '车辆'
  )
  await note(unit, vehicle, 'unit', `${names.get(vehicle.unitId) ?? ''}→${to.name}（${by}）`, why)
  return after
}

export async function assignDrivers(unit: UnitOfWork, input: InputTo<Files['assignDrivers']>): Promise<Vehicle> {
  const vehicle = await loaded(unit, input)
  const { mainDriverId = null, secondDriverId = null, reason } = input
  const { plate, purchasedOn } = vehicle
  const drivers = {
    mainDriver: mainDriverId !== null,
    secondDriver: secondDriverId !== null,
    sameDriver: mainDriverId !== null && mainDriverId === secondDriverId
  }
  unit.judge(
    VEH_01.on({ act: 'change', retired: isRetired(vehicle), reason }),
    VEH_01.on({ act: 'enter', plate, taken: undefined, ...drivers, purchasedOn, today: unit.today }),
    ...(await driversOfStaff(unit, { mainDriverId, secondDriverId }))
  )
  const names = await personNames(unit.manager, [
    vehicle.mainDriverId,
    vehicle.secondDriverId,
    mainDriverId,
    secondDriverId
  ])
  const of = (id: string | null) => (id ? (names.get(id) ?? '') : '未定')
  const after = await unit.update(Vehicle, vehicle, { mainDriverId, secondDriverId }, '车辆')
  const change = `主驾${of(vehicle.mainDriverId)}→${of(mainDriverId)}，副驾${of(vehicle.secondDriverId)}→${of(secondDriverId)}`
  await note(unit, vehicle, 'drivers', change, { reason })
  unit.about({ type: 'vehicle', id: vehicle.id, number: plate })
  return after
}

/** Closes the file of a vehicle that is replaced or scrapped; its asset card leaves the book the same day (VEH-01). */
export async function retireVehicle(unit: UnitOfWork, house: House, input: InputTo<Files['retire']>): Promise<Vehicle> {
  const vehicle = await loaded(unit, input)
  const card = (await carsElsewhere(house, 'vehicles', unit.manager))(vehicle)
  const out = await unit.manager.findOneBy(Trip, { vehicleId: vehicle.id, state: 'out' })
  unit.judge(
    VEH_01.on({ act: 'change', retired: isRetired(vehicle), reason: input.reason }),
    VEH_01.on({ act: 'away', plate: vehicle.plate, outOn: out?.number }),
    VEH_01.on({
      act: 'close',
      cardNumber: card?.assetNumber ?? '',
      cardGoneOn: card?.goneOn ?? null,
      today: unit.today
    })
  )
  if (vehicle.state !== 'inUse') throw notNow('车辆')
  if (card?.goneOn)
    await noteIfLate(unit, {
      rule: VEH_01,
      subject: { type: 'vehicle', id: vehicle.id, number: vehicle.plate },
      what: `车辆${vehicle.plate}的档案同日注销`,
      due: { dueOn: card.goneOn, dueAt: null }
    })
  const { reason, documentNumber, attachmentId = null } = input
  return setState(unit, vehicle, input.state, { reason, documentNumber, attachmentId })
}

export async function replaceMeter(unit: UnitOfWork, input: InputTo<Files['replaceMeter']>): Promise<Vehicle> {
  const vehicle = await loaded(unit, input)
  const dated = { what: '里程表更换时间', dated: localDateOf(input.at), field: 'at' }
  unit.judge(
    VEH_01.on({ act: 'change', retired: isRetired(vehicle), reason: input.reason }),
    ...pastRules(unit, [dated])
  )
  await changeMeter(unit, vehicle, input.at, input.oldKm, input.newKm, vehicle.id)
  await note(unit, vehicle, 'meter', `旧表${input.oldKm}公里→新表${input.newKm}公里`, {
    reason: input.reason,
    attachmentId: input.attachmentId
  })
  const subject = { type: 'vehicle', id: vehicle.id, number: vehicle.plate }
  unit.about(subject)
  await markPast(unit, subject, [dated])
  return unit.update(Vehicle, vehicle, {}, '车辆')
}

/** K-11 on the drivers a vehicle is put in the name of. */
async function driversOfStaff(
  unit: UnitOfWork,
  named: { readonly mainDriverId?: string | null | undefined; readonly secondDriverId?: string | null | undefined }
): Promise<readonly Application[]> {
  const rules: Application[] = []
  for (const field of ['mainDriverId', 'secondDriverId'] as const) {
    const id = named[field]
    if (id) rules.push(inNameOf(await unit.load(Person, id, '驾驶员'), 'keep', field))
  }
  return rules
}

async function judgeFile(unit: UnitOfWork, input: InputOf<typeof record>, exceptId?: string): Promise<void> {
  const plate = plateOf(input.plate)
  const other = await unit.manager.findOneBy(Vehicle, { plate })
  unit.judge(
    VEH_01.on({
      act: 'enter',
      plate,
      taken: other && other.id !== exceptId && !isRetired(other) ? other.number : undefined,
      mainDriver: Boolean(input.mainDriverId),
      secondDriver: Boolean(input.secondDriverId),
      sameDriver: Boolean(input.mainDriverId) && input.mainDriverId === input.secondDriverId,
      purchasedOn: input.purchasedOn ?? null,
      today: unit.today
    }),
    ...(exceptId === undefined ? await driversOfStaff(unit, input) : [])
  )
  await unit.load(Unit, input.unitId, '使用单位')
  await freePlate(unit, plate, exceptId)
}

async function keyOf(unit: UnitOfWork, vehicle: Pick<Vehicle, 'plate' | 'model' | 'unitId' | 'vin'>): Promise<string> {
  const names = await unitNames(unit.manager, [vehicle.unitId])
  return vehicleKey(vehicle, names.get(vehicle.unitId))
}

/** Lets another car have a plate whose file is closed: the closed one is told apart from then on (VEH-01). */
export async function freePlate(unit: UnitOfWork, plate: string, exceptId?: string): Promise<void> {
  const other = await unit.manager.findOneBy(Vehicle, { plate })
  if (!other || other.id === exceptId || !isRetired(other)) return
  const apart = passedOn(plate, other.number)
  await unit.update(Vehicle, other, { plate: apart }, '车辆')
  await note(unit, other, 'facts', `车牌${plate}→${apart}`, { reason: '档案已注销，号牌由另一辆车使用' })
}

const shown: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  use: vehicleUses,
  licenceClass: licenceClasses,
  grade: fuelGrades
}

/** What a correction changes, in words: 品牌型号 旧→新. */
function changesBetween(before: Vehicle, after: Readonly<Record<string, unknown>>): string {
  const words = (name: string, value: unknown) => {
    if (value === null || value === undefined || value === '') return '无'
    if (typeof value === 'boolean') return value ? '是' : '否'
    return shown[name]?.[String(value)] ?? String(value as string | number)
  }
  return Object.entries(record.fields)
    .filter(([name, { kind }]) => name in after && kind !== 'money' && kind !== 'quantity')
    .map(([name, { label }]) => [label, words(name, before[name as keyof Vehicle]), words(name, after[name])] as const)
    .filter(([, from, to]) => from !== to)
    .map(([label, from, to]) => `${label}${from}→${to}`)
    .join('；')
}
