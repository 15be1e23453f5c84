import { In, IsNull, type EntityManager } from 'typeorm'
import type { ClearanceLine } from '../../contract/office'
import { Cabinet, CarrierStanding, Delivery, Medium } from './entities'

/**
 * What of this ledger is in a person's name (K-08): one line, whatever and however much it is. It names neither a file
 * nor a number nor a day, because the sheet is read by others than the officer (SEC-02).
 */
export async function confidentialHeldBy(
  manager: EntityManager,
  personId: string
): Promise<readonly Omit<ClearanceLine, 'ledger'>[]> {
  const held =
    (await manager.countBy(CarrierStanding, { holderId: personId, state: In(['reader', 'out', 'missing']) })) +
    (await manager.countBy(Medium, { holderId: personId, state: 'inUse' })) +
    (await manager.countBy(Delivery, { personId, handedOverAt: IsNull() })) +
    (await manager.countBy(Cabinet, { holderId: personId }))
  return held > 0 ? [{ label: '保密事项未清', number: '', since: null, todo: '与保密员办清' }] : []
}
