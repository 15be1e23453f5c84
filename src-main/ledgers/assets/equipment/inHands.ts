import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Person } from '../../../office/entities'
import { EquipmentIssue } from '../entities'

/** Who has a thing on issue, by name. */
export async function inHandsOf(unit: UnitOfWork, assetId: string | null): Promise<string | undefined> {
  const other = assetId ? await unit.manager.findOneBy(EquipmentIssue, { assetId, state: 'issued' }) : null
  return other ? (await unit.load(Person, other.personId, '领用人')).name : undefined
}
