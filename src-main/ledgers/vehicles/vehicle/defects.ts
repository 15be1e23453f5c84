import { conflict, notNow } from '../../../kernel/fault'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Vehicle, VehicleDefect } from '../entities'

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

/** Closes what was found, with how it was mended. */
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
