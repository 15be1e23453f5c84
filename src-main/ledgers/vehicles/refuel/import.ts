import type { EntityManager } from 'typeorm'
import { importedOf } from '../../../contract/record'
import type { Field } from '../../../contract/fields'
import { refuel } from '../../../contract/vehicles/fuel'
import { fuelGrades } from '../../../contract/vehicles/words'
import { formatQuantity } from '../../../contract/display'
import { instantAt } from '../../../kernel/instant'
import { citeFor } from '../../../kernel/rules/regulation'
import { searchKey } from '../../../kernel/searchKey'
import type { ImportDefinition, ImportRow, ImportRowProblem } from '../../../office/outputs/importDefinition'
import { personNames } from '../../../office/people/names'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { FuelStretch, OdometerReading, Refuel, type Vehicle, Odometer } from '../entities'
import { recountDistances } from '../distance/gaps'
import { VEH_02, plateOf } from '../rules/fleet'
import { VEH_10 } from '../rules/fuel'
import { VEH_07 } from '../rules/trip'
import type { AnyRule } from '../../../kernel/rules/rule'
import { plateBook } from '../vehicle/cars'
import { stretchesOf, stretchRow } from './stretches'
import { signedMonths, undoRefuels } from './undoImport'

const words = Object.entries(fuelGrades).flatMap(([value, label]) =>
  [label, `${label.replace(/号.*/, '')}#`, `${label.replace(/号.*/, '')}号`].map((word) => ({ value, label: word }))
)
const needed = ['day', 'plate', 'litres', 'amountCents', 'km']
const fields: Readonly<Record<string, Field>> = {
  ...Object.fromEntries(
    Object.entries(importedOf(refuel)).map(([name, field]) => [name, { ...field, required: needed.includes(name) }])
  ),
  // Kept as written: a name in a register years old need not be of the roster of today.
  driverName: {
    label: refuel.fields.driverName.label,
    kind: 'text',
    synonyms: refuel.fields.driverName.synonyms ?? []
  },
  grade: { ...refuel.fields.grade, required: false, choices: words }
}

const textOf = ({ values }: ImportRow, field: string): string => String(values[field] ?? '').trim()
const numberIn = ({ values }: ImportRow, field: string): number => Number(values[field] ?? 0)
const inOrder = (rows: readonly ImportRow[]) =>
  [...rows].sort((a, b) =>
    textOf(a, 'day') < textOf(b, 'day') ? -1 : textOf(a, 'day') > textOf(b, 'day') ? 1 : a.row - b.row
  )

/** What a row of the old register breaks; it is kept as an opening entry all the same, the finding beside it. */
interface Finding {
  readonly row: ImportRow
  readonly rule: AnyRule
  readonly field: string
  readonly message: string
}

/**
 * Rows by vehicle in the order of their days, with what each breaks and whether its reading can stand among the others.
 */
function examined(vehicle: Vehicle, drivers: ReadonlyMap<string, string>, rows: readonly ImportRow[]) {
  const findings: Finding[] = []
  const trusted = new Set<ImportRow>()
  let highest: number | undefined
  const own = [vehicle.mainDriverId, vehicle.secondDriverId].map((id) => (id ? drivers.get(id) : undefined))
  for (const row of inOrder(rows)) {
    const km = numberIn(row, 'km')
    const litres = numberIn(row, 'litres')
    const driver = textOf(row, 'driverName')
    if (vehicle.tank !== null && litres > vehicle.tank)
      findings.push({
        row,
        rule: VEH_10,
        field: 'litres',
        message: `加油${formatQuantity(litres)}升，超过${vehicle.plate}的油箱容积${formatQuantity(vehicle.tank)}升`
      })
    if (km < vehicle.openingKm)
      findings.push({
        row,
        rule: VEH_07,
        field: 'km',
        message: `里程${km}公里，小于${vehicle.plate}的初始里程${vehicle.openingKm}公里`
      })
    if (highest !== undefined && km < highest)
      findings.push({ row, rule: VEH_07, field: 'km', message: `里程${km}公里，小于前一次的${highest}公里` })
    else {
      trusted.add(row)
      highest = km
    }
    if (driver !== '' && !own.includes(driver))
      findings.push({ row, rule: VEH_02, field: 'driverName', message: `${driver}不是${vehicle.plate}的主、副驾驶员` })
  }
  return { findings, trusted }
}

async function byVehicle(manager: EntityManager, rows: readonly ImportRow[]) {
  const known = await plateBook(manager)
  const groups = new Map<Vehicle, ImportRow[]>()
  const unknown: ImportRow[] = []
  for (const row of rows) {
    const vehicle = known.on(plateOf(textOf(row, 'plate')), textOf(row, 'day'))
    if (vehicle) groups.set(vehicle, [...(groups.get(vehicle) ?? []), row])
    else unknown.push(row)
  }
  return { groups, unknown }
}

/**
 * The register of refuels as kept so far, taken over as opening entries; what breaks VEH-02, 07 or 10 is kept with its
 * finding.
 */
export const refuelsImport: ImportDefinition = {
  kind: 'refuels',
  name: '车辆加油登记',
  ownSheets: ['加油登记'],
  fields,
  access: ['vehicleOffice', 'refueller', 'officeDirector', 'administrator'],
  sums: { amountCents: 'amountCents', quantity: 'litres' },
  limits: refuel.shape,
  sheetName: { field: 'plate', looks: /^\p{Script=Han}[A-Z][·.]?[A-Z0-9]{4,6}$/iu },
  unitOf: { litres: '升', km: '公里' },
  undo: undoRefuels,
  restsBeside: signedMonths,
  check: async ({ manager, today }, rows) => {
    const { groups, unknown } = await byVehicle(manager, rows)
    const drivers = await personNames(
      manager,
      [...groups.keys()].flatMap(({ mainDriverId, secondDriverId }) => [mainDriverId, secondDriverId])
    )
    const said = (row: ImportRow, field: string, message: string, blocking: boolean): ImportRowProblem => ({
      sheet: row.sheet,
      row: row.row,
      column: fields[field]?.label ?? field,
      message,
      blocking
    })
    return [
      ...unknown
        .filter((row) => textOf(row, 'plate') !== '')
        .map((row) => said(row, 'plate', `没有车牌${textOf(row, 'plate')}的档案，请先导入车辆台账`, true)),
      ...rows.filter((row) => textOf(row, 'day') > today).map((row) => said(row, 'day', '加油日期晚于今天', true)),
      ...rows.filter((row) => numberIn(row, 'litres') <= 0).map((row) => said(row, 'litres', '加油量应大于零', true)),
      ...[...groups].flatMap(([vehicle, own]) =>
        examined(vehicle, drivers, own).findings.map(({ row, field, message }) =>
          said(row, field, `${message}，按期初转入并列入例外情况`, false)
        )
      )
    ]
  },
  commit: async (unit, rows) => {
    const { manager } = unit
    const { groups } = await byVehicle(manager, rows)
    const drivers = await personNames(
      manager,
      [...groups.keys()].flatMap(({ mainDriverId, secondDriverId }) => [mainDriverId, secondDriverId])
    )
    const numbers = [...(await unit.nextNumbers('CY', rows.length))]
    for (const [vehicle, own] of groups) {
      const { findings, trusted } = examined(vehicle, drivers, own)
      const ids = new Map(
        [vehicle.mainDriverId, vehicle.secondDriverId].flatMap((id) => (id ? [[drivers.get(id) ?? '', id]] : []))
      )
      const entered = inOrder(own).map((row) =>
        opened(unit, vehicle, row, numbers.shift() ?? '', trusted.has(row), ids)
      )
      await unit.appendMany(
        Refuel,
        entered.map(({ refuel: each }) => each)
      )
      await keepReadings(
        unit,
        vehicle,
        entered.map(({ refuel: each }) => each)
      )
      for (const { row, rule, message } of findings)
        await unit.except({
          rule: rule.id,
          message: `第${row.row}行${message}`,
          source: citeFor(unit.book.profile, rule.sources),
          reason: '期初转入，原登记簿如此，待核对'
        })
    }
  }
}

function opened(
  unit: UnitOfWork,
  vehicle: Vehicle,
  row: ImportRow,
  number: string,
  trusted: boolean,
  drivers: ReadonlyMap<string, string>
) {
  const day = textOf(row, 'day')
  const driverName = textOf(row, 'driverName')
  const litres = numberIn(row, 'litres')
  const amountCents = numberIn(row, 'amountCents')
  const km = numberIn(row, 'km')
  const cardNumber = textOf(row, 'cardNumber')
  const refuel: Refuel = {
    id: unit.newId(),
    number,
    vehicleId: vehicle.id,
    plate: vehicle.plate,
    driverId: drivers.get(driverName) ?? null,
    driverName,
    // The register knows the day only.
    at: instantAt(day, '12:00'),
    day,
    station: textOf(row, 'station'),
    grade: (textOf(row, 'grade') || vehicle.grade || 'g92') as Refuel['grade'],
    litres,
    priceCents: numberIn(row, 'priceCents') || (litres > 0 ? Math.round((amountCents * 1000) / litres) : 0),
    amountCents,
    km,
    totalKm: trusted ? km : null,
    full: false,
    cardId: null,
    cardNumber,
    noCardReason: null,
    receiptNumber: null,
    entererId: null,
    opening: true,
    reversalOfId: null,
    remarks: textOf(row, 'remarks') || null,
    searchKey: searchKey(number, vehicle.plate, driverName, cardNumber)
  }
  return { row, refuel }
}

/**
 * Readings that agree with one another become readings of the vehicle, unless it has some already; full tanks, where
 * told, make stretches.
 */
async function keepReadings(unit: UnitOfWork, vehicle: Vehicle, refuels: readonly Refuel[]): Promise<void> {
  const trusted = refuels.filter(({ totalKm }) => totalKm !== null)
  if (trusted.length === 0 || (await unit.manager.existsBy(OdometerReading, { vehicleId: vehicle.id }))) return
  await unit.appendMany(
    OdometerReading,
    trusted.map(({ id, number, at, km }) => ({
      vehicleId: vehicle.id,
      at,
      source: 'refuel' as const,
      sourceId: id,
      sourceNumber: number,
      km,
      totalKm: km,
      personName: unit.actor.name,
      reversalOfId: null
    }))
  )
  const last = trusted.at(-1)
  if (last) await unit.derive(Odometer, { id: vehicle.id, km: last.km, totalKm: last.km, at: last.at })
  const stretches = stretchesOf(refuels)
  await unit.deriveMany(
    FuelStretch,
    stretches.map((stretch) => stretchRow(vehicle.id, stretch, stretches))
  )
  await recountDistances(unit, vehicle.id, trusted[0]?.at ?? '', last?.at ?? '')
}
