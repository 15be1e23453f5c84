import { importedOf, readOf } from '../../../contract/record'
import type { Field } from '../../../contract/fields'
import { vehicle } from '../../../contract/vehicles/vehicle'
import { fuelGrades, isRetired } from '../../../contract/vehicles/words'
import type { ImportDefinition, ImportRow, ImportRowProblem } from '../../../office/outputs/importDefinition'
import { whereIs } from '../../../platform/importing'
import { Vehicle } from '../entities'
import { plateOf } from '../rules/fleet'
import { freePlate } from './acts'
import { note } from './life'
import { vehicleKey } from './key'
import { undoVehicles } from './undoImport'

const optional = (fields: Readonly<Record<string, Field>>, ...required: readonly string[]) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, { ...field, required: required.includes(name) }])
  )

const fields: Readonly<Record<string, Field>> = {
  ...optional(importedOf(vehicle), 'plate', 'unitName'),
  grade: {
    ...vehicle.fields.grade,
    choices: [
      ...(vehicle.fields.grade.choices ?? []),
      { value: 'g92', label: '92#' },
      { value: 'g95', label: '95#' },
      { value: 'd0', label: '0#' }
    ]
  }
}

const textOf = ({ values }: ImportRow, field: string): string => String(values[field] ?? '').trim()

/** The ledger of vehicles as kept so far: one file a plate; what the register does not say stays unsaid. */
export const vehiclesImport: ImportDefinition = {
  kind: 'vehicles',
  name: '车辆台账',
  ownSheets: ['车辆档案'],
  fields,
  access: ['vehicleOffice', 'officeDirector', 'administrator'],
  sums: { amountCents: 'priceCents' },
  limits: vehicle.shape,
  unitOf: { tank: '升', seats: '座', openingKm: '公里' },
  undo: undoVehicles,
  unitFields: ['unitName'],
  personFields: ['mainDriverName', 'secondDriverName'],
  check: async ({ manager, today }, rows) => {
    const files = (await manager.find(Vehicle)).filter((file) => !isRetired(file))
    const known = new Map(files.map(({ plate, number }) => [plate, number]))
    const seen = new Map<string, ImportRow>()
    return rows.flatMap((row): readonly ImportRowProblem[] => {
      const said = (field: string, message: string, blocking = true): ImportRowProblem => ({
        sheet: row.sheet,
        row: row.row,
        column: fields[field]?.label ?? field,
        message,
        blocking
      })
      const plate = plateOf(textOf(row, 'plate'))
      const first = seen.get(plate)
      seen.set(plate, first ?? row)
      const main = textOf(row, 'mainDriverName')
      return [
        ...(known.has(plate) ? [said('plate', `车牌${plate}已有档案${known.get(plate) ?? ''}`)] : []),
        ...(first === undefined ? [] : [said('plate', `车牌${plate}与${whereIs(first, row)}重复`)]),
        ...(main !== '' && main === textOf(row, 'secondDriverName')
          ? [said('secondDriverName', `${plate}的主、副驾驶员是同一人，转入后只登记主驾驶员`, false)]
          : []),
        ...(textOf(row, 'purchasedOn') > today ? [said('purchasedOn', '购置日期晚于今天')] : [])
      ]
    })
  },
  commit: async (unit, rows, lookup) => {
    const numbers = await unit.nextNumbers('CL', rows.length)
    for (const [index, row] of rows.entries()) {
      const read = readOf(vehicle, row.values)
      const unitName = textOf(row, 'unitName')
      const person = (field: string) =>
        textOf(row, field) ? (lookup.personId(textOf(row, field), unitName) ?? null) : null
      const mainDriverId = person('mainDriverName')
      const secondDriverId = person('secondDriverName')
      const plate = plateOf(read.plate ?? '')
      await freePlate(unit, plate)
      const model = read.model ?? '未登记'
      const entered = await unit.insert(Vehicle, {
        ...read,
        number: numbers[index] ?? '',
        plate,
        model,
        seats: read.seats ?? 0,
        use: read.use ?? 'enforcement',
        licenceClass: read.licenceClass ?? ((read.seats ?? 0) > 9 ? 'B1' : 'C1'),
        livery: read.livery ?? false,
        unitId: lookup.unitId(unitName),
        mainDriverId,
        secondDriverId: secondDriverId === mainDriverId ? null : secondDriverId,
        grade: read.grade && read.grade in fuelGrades ? read.grade : null,
        // The register says only that insurance ends then: the compulsory one is what dispatch asks for.
        compulsoryUntil: textOf(row, 'insuredUntil') || null,
        commercialUntil: null,
        inspectionUntil: textOf(row, 'inspectionUntil') || null,
        servicedOn: null,
        servicedKm: null,
        openingKm: read.openingKm ?? 0,
        state: 'inUse',
        opening: true,
        registeredOn: unit.today,
        searchKey: vehicleKey({ plate, model, vin: read.vin }, unitName)
      })
      await note(unit, entered, 'entered', '期初转入', {})
    }
  }
}
