import { searchKey } from '../../../kernel/searchKey'
import type { UndoImport } from '../../../office/outputs/importDefinition'
import { undoneName } from '../../../office/undoing'
import { Vehicle } from '../entities'
import { note } from './life'

/** Takes imported files of vehicles back: they are retired from the start and give their plates up. */
export const undoVehicles: UndoImport = async (unit, imported, { reason }) => {
  for (const vehicle of await imported.of(Vehicle)) {
    const plate = undoneName(vehicle.plate, vehicle.number)
    const changes = { state: 'undone', plate, mainDriverId: null, secondDriverId: null } as const
    await unit.update(Vehicle, vehicle, { ...changes, searchKey: searchKey(plate, vehicle.model) }, '车辆')
    await note(unit, vehicle, 'undone', '撤销期初转入', { reason })
  }
}
