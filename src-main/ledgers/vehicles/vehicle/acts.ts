import { keptOf, type InputOf } from '../../../contract/record'
import {
  fuelGrades,
  licenceClasses,
  paperKinds,
  vehicleStates,
  vehicleUses,
  type LifeKind,
  isRetired
} from '../../../contract/vehicles/words'
import { vehicle as record, vehiclePaper, type files } from '../../../contract/vehicles/vehicle'
import { formatDate } from '../../../contract/display'
import { conflict, notNow } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { Unit } from '../../../office/entities'
import type { House } from '../../../office/house'
import { carsElsewhere } from '../../../office/records/cars'
import { noteIfLate } from '../../../office/records/lateness'
import { personNames, unitNames } from '../../../office/people/names'
import { markPast, pastRules } from '../../../office/records/lateness'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { enterCost } from '../cost/acts'
import { Provider, Vehicle, VehicleDefect, VehicleEvent, VehiclePaper } from '../entities'
import type { InputTo } from '../inputTo'
import { changeMeter, takeReading } from '../odometer/readings'
import { passedOn, plateOf, VEH_01, VEH_17 } from '../rules/fleet'
import { vehicleKey } from './key'

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
    VEH_01.on({ act: 'enter', plate, taken: undefined, ...drivers, purchasedOn, today: unit.today })
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
  unit.judge(
    VEH_01.on({ act: 'change', retired: isRetired(vehicle), reason: input.reason }),
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

interface Because {
  readonly reason?: string | null
  readonly documentNumber?: string | null
  readonly attachmentId?: string | null
}

/** Puts the vehicle in another state, with an entry in its life. */
export async function setState(
  unit: UnitOfWork,
  vehicle: Vehicle,
  state: Vehicle['state'],
  because: Because
): Promise<Vehicle> {
  const after = await unit.update(Vehicle, vehicle, { state }, '车辆')
  await note(unit, vehicle, 'state', `${vehicleStates[vehicle.state]}→${vehicleStates[state]}`, because)
  unit.about({ type: 'vehicle', id: vehicle.id, number: vehicle.plate })
  return after
}

const until = { compulsory: 'compulsoryUntil', commercial: 'commercialUntil', inspection: 'inspectionUntil' } as const

/** Registers a policy or inspection; what it cost becomes a cost of the vehicle. The end in force is the latest. */
export async function addPaper(unit: UnitOfWork, input: InputTo<Files['addPaper']>): Promise<Vehicle> {
  const vehicle = await loaded(unit, input)
  const kept = keptOf(vehiclePaper, input)
  if (kept.kind !== 'inspection') await mustBeInsurer(unit, kept.issuer)
  await unit.append(VehiclePaper, {
    ...kept,
    vehicleId: vehicle.id,
    attachmentId: input.attachmentId ?? null,
    at: unit.now,
    personName: unit.actor.name
  })
  const column = until[kept.kind]
  const latest = [vehicle[column] ?? '', kept.untilDay].sort().at(-1) ?? kept.untilDay
  const after = await unit.update(Vehicle, vehicle, { [column]: latest }, '车辆')
  if (kept.amountCents > 0)
    await enterCost(unit, {
      vehicleId: vehicle.id,
      kind: kept.kind === 'inspection' ? 'inspection' : 'insurance',
      amountCents: kept.amountCents,
      receiptOn: input.receiptOn ?? unit.today,
      receiptNumber: input.receiptNumber ?? kept.documentNumber ?? undefined,
      remarks: paperKinds[kept.kind]
    })
  await note(unit, vehicle, 'paper', `${paperKinds[kept.kind]}至${formatDate(kept.untilDay)}`, {
    documentNumber: kept.documentNumber,
    attachmentId: input.attachmentId ?? null
  })
  unit.about({ type: 'vehicle', id: vehicle.id, number: vehicle.plate })
  return after
}

/** BC-07 第六条: insured with a designated insurer, where the bureau has designated any. */
async function mustBeInsurer(unit: UnitOfWork, issuer: string | null): Promise<void> {
  const insurers = await unit.manager.findBy(Provider, { kind: 'insurer' })
  const inForce = insurers.filter(
    ({ fromDay, untilDay }) => fromDay <= unit.today && (untilDay === null || untilDay >= unit.today)
  )
  if (inForce.length === 0 || inForce.some(({ name }) => name === issuer)) return
  unit.judge(VEH_17.on({ stage: 'insure', issuer: issuer ?? '', designated: inForce.map(({ name }) => name) }))
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

/** Reports something wrong: the vehicle stays until it is mended (VEH-07). */
export async function reportDefect(unit: UnitOfWork, vehicleId: string, description: string): Promise<VehicleDefect> {
  const vehicle = await unit.load(Vehicle, vehicleId, '车辆')
  const defect = await unit.insert(VehicleDefect, {
    vehicleId,
    foundOn: unit.today,
    foundBy: unit.actor.name,
    description,
    mendedOn: null,
    mended: null
  })
  unit.about({ type: 'vehicle', id: vehicle.id, number: vehicle.plate })
  return defect
}

export async function mendDefect(
  unit: UnitOfWork,
  id: string,
  version: number,
  mended: string
): Promise<VehicleDefect> {
  const defect = await unit.load(VehicleDefect, id, '车况问题')
  if (defect.version !== version) throw conflict('车况问题')
  if (defect.mendedOn !== null) throw notNow('车况问题')
  const vehicle = await unit.load(Vehicle, defect.vehicleId, '车辆')
  unit.about({ type: 'vehicle', id: vehicle.id, number: vehicle.plate })
  return unit.update(VehicleDefect, defect, { mendedOn: unit.today, mended }, '车况问题')
}

async function loaded(
  unit: UnitOfWork,
  { id, version }: { readonly id: string; readonly version: number }
): Promise<Vehicle> {
  const vehicle = await unit.load(Vehicle, id, '车辆')
  if (vehicle.version !== version) throw conflict('车辆')
  return vehicle
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
    })
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

/** Appends an entry to the life of a vehicle. */
export async function note(
  unit: UnitOfWork,
  vehicle: Pick<Vehicle, 'id'>,
  kind: LifeKind,
  change: string,
  because: Because,
  at = unit.now
): Promise<void> {
  const { reason = null, documentNumber = null, attachmentId = null } = because
  const day = unit.today
  await unit.append(VehicleEvent, {
    vehicleId: vehicle.id,
    at,
    day,
    kind,
    change,
    reason,
    documentNumber,
    attachmentId,
    personName: unit.actor.name
  })
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
