import { In, Not, type EntityManager } from 'typeorm'
import { isRetired } from '../../../contract/vehicles/words'
import type { CarOnBooks } from '../../../office/ledgerModule'
import { groupsOf } from '../../../kernel/groups'
import { Vehicle, VehicleEvent } from '../entities'
import { bornePlate } from '../rules/fleet'

/** The days closed files were closed on, by vehicle. */
async function closings(manager: EntityManager, vehicles: readonly Vehicle[]): Promise<ReadonlyMap<string, string>> {
  const closed = vehicles.filter(isRetired).map(({ id }) => id)
  const events = closed.length > 0 ? await manager.findBy(VehicleEvent, { vehicleId: In(closed), kind: 'state' }) : []
  const closedOn = new Map<string, string>()
  for (const { vehicleId, day } of events) if (day > (closedOn.get(vehicleId) ?? '')) closedOn.set(vehicleId, day)
  return closedOn
}

/** Files of cars, closed ones too; one whose import was taken back never was one. */
export async function carFiles(
  manager: EntityManager
): Promise<readonly (CarOnBooks & { readonly registeredOn: string })[]> {
  const vehicles = await manager.findBy(Vehicle, { state: Not('undone') })
  const closedOn = await closings(manager, vehicles)
  return vehicles.map((vehicle) => ({
    subjectId: vehicle.id,
    plate: bornePlate(vehicle.plate),
    assetNumber: vehicle.assetNumber,
    unitId: vehicle.unitId,
    registeredOn: vehicle.registeredOn,
    goneOn: closedOn.get(vehicle.id) ?? null
  }))
}

/** The plates there are, and the file that bears one on a day: the first not closed before it, else the last. */
export interface PlateBook {
  readonly plates: readonly string[]
  on(plate: string, day: string): Vehicle | undefined
}

/** Every plate with the cars that bore it one after another (VEH-01). */
export async function plateBook(manager: EntityManager): Promise<PlateBook> {
  const vehicles = await manager.findBy(Vehicle, { state: Not('undone') })
  const closedOn = await closings(manager, vehicles)
  const until = ({ id }: Vehicle) => closedOn.get(id) ?? '9999-12-31'
  const files = groupsOf(
    [...vehicles].sort((a, b) => (until(a) < until(b) ? -1 : 1)),
    ({ plate }) => bornePlate(plate)
  )
  return {
    plates: [...files.keys()],
    on: (plate, day) => {
      const own = files.get(plate)
      return own?.find((file) => until(file) >= day) ?? own?.at(-1)
    }
  }
}
