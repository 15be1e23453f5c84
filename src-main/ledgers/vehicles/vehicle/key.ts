import { searchKey } from '../../../kernel/searchKey'
import type { Vehicle } from '../entities'

/** Words a vehicle is searched by. */
export const vehicleKey = (
  { plate, model, vin }: Pick<Vehicle, 'plate' | 'model' | 'vin'>,
  unitName: string | null | undefined
): string => searchKey(plate, model, unitName, vin)
