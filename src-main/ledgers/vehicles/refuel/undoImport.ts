import type { EntityManager } from 'typeorm'
import { formatMonth } from '../../../contract/display'
import type { ImportedRows, UndoImport } from '../../../office/outputs/importDefinition'
import { unreversed } from '../../../office/undoing'
import { FuelMonth, OdometerReading, Refuel } from '../entities'
import { groupsOf } from '../../../kernel/groups'
import { settleReadings } from '../odometer/readings'
import { recountAllStretches } from './stretches'

/** Takes refuels of a register back with their readings; what was counted from them is counted again. */
export const undoRefuels: UndoImport = async (unit, imported, { reason }) => {
  const { manager } = unit
  const refuels = await unreversed(manager, Refuel, await imported.of(Refuel))
  const numbers = await unit.nextNumbers('CY', refuels.length)
  await unit.appendMany(
    Refuel,
    refuels.map(({ id, ...refuel }, index) => ({
      ...refuel,
      number: numbers[index] ?? '',
      litres: -refuel.litres,
      amountCents: -refuel.amountCents,
      full: false,
      totalKm: null,
      entererId: unit.actor.personId,
      reversalOfId: id,
      remarks: `冲正${refuel.number}：${reason}`
    }))
  )
  const readings = await unreversed(manager, OdometerReading, await imported.of(OdometerReading))
  await unit.appendMany(
    OdometerReading,
    readings.map(({ id, ...reading }) => ({ ...reading, personName: unit.actor.name, reversalOfId: id }))
  )
  for (const [vehicleId, own] of groupsOf(refuels, (refuel) => refuel.vehicleId)) {
    const moments = own.map(({ at }) => at).sort()
    await settleReadings(unit, vehicleId, moments[0] ?? '', moments.at(-1) ?? '')
    await recountAllStretches(unit, vehicleId)
  }
}

/** Months of the refuels whose statement was signed since; it was signed with them. */
export async function signedMonths(manager: EntityManager, imported: ImportedRows): Promise<readonly string[]> {
  const months = new Set((await imported.of(Refuel)).map(({ day }) => day.slice(0, 7)))
  const signed = (await manager.find(FuelMonth, { order: { month: 'ASC' } })).filter(({ month }) => months.has(month))
  return signed.map(({ number, month }) => `${formatMonth(month)}油料月结 ${number}`)
}
