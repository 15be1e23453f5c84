import { isRetired } from '../../contract/vehicles/words'
import type { LedgerModule } from '../../office/ledgerModule'
import { Vehicle } from './entities'
import { handToUnit } from './vehicle/acts'

/** Vehicles of a merged unit are the other's from then on, by the document of the merger (K-08); retired ones stay. */
export const mergeUnit: NonNullable<LedgerModule['mergeUnit']> = async (
  unit,
  { from, into, documentNumber, reason }
) => {
  for (const vehicle of await unit.manager.findBy(Vehicle, { unitId: from.id }))
    if (!isRetired(vehicle))
      await handToUnit(unit, vehicle, into, `单位合并，${documentNumber}`, { reason, documentNumber })
}
