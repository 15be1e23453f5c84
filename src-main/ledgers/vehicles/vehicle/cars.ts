import { In, Not, type EntityManager } from 'typeorm'
import { isRetired } from '../../../contract/vehicles/words'
import type { CarOnBooks } from '../../../office/house'
import { Vehicle, VehicleEvent } from '../entities'

/** Files of cars, closed ones too; one whose import was taken back never was one. */
export async function carFiles(manager: EntityManager): Promise<readonly CarOnBooks[]> {
  const vehicles = await manager.findBy(Vehicle, { state: Not('undone') })
  const closed = vehicles.filter(isRetired).map(({ id }) => id)
  const events = closed.length > 0 ? await manager.findBy(VehicleEvent, { vehicleId: In(closed), kind: 'state' }) : []
  const closedOn = new Map<string, string>()
  for (const { vehicleId, day } of events) if (day > (closedOn.get(vehicleId) ?? '')) closedOn.set(vehicleId, day)
  return vehicles.map((vehicle) => ({
    subjectId: vehicle.id,
    plate: vehicle.plate,
    assetNumber: vehicle.assetNumber,
    unitId: vehicle.unitId,
    goneOn: closedOn.get(vehicle.id) ?? null
  }))
}
