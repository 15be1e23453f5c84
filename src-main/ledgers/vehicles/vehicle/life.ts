import { vehicleStates, type LifeKind } from '../../../contract/vehicles/words'
import { conflict } from '../../../kernel/fault'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Vehicle, VehicleEvent } from '../entities'

/** Why something changed, and the paper it changed by. */
export interface Because {
  readonly reason?: string | null
  readonly documentNumber?: string | null
  readonly attachmentId?: string | null
}

/** The vehicle as it stands, where it is still the version the act was based on; `conflict` where it is not. */
export async function loaded(
  unit: UnitOfWork,
  { id, version }: { readonly id: string; readonly version: number }
): Promise<Vehicle> {
  const vehicle = await unit.load(Vehicle, id, '车辆')
  if (vehicle.version !== version) throw conflict('车辆')
  return vehicle
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
