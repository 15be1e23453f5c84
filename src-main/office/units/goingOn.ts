import type { FindOptionsWhere } from 'typeorm'
import type { EntityType } from '../../platform/database/entitySql'
import type { UnitOfWork, Versioned } from '../../platform/database/unitOfWork'
import type { Unit } from '../entities'

/** Takes what is open of a merged unit over into the other. */
export type GoingOn = (unit: UnitOfWork, merging: { readonly from: Unit; readonly into: Unit }) => Promise<void>

/**
 * Records that name a unit and go on in the unit it is merged into for as long as they are `open` (K-08); what has
 * ended stays with the unit that did it.
 */
export function goesOn<T extends Versioned>(
  entity: EntityType<T>,
  label: string,
  property: keyof T & string,
  open: FindOptionsWhere<T>
): GoingOn {
  return async (unit, { from, into }) => {
    const rows = await unit.manager.findBy(entity, { ...open, [property]: from.id } as FindOptionsWhere<T>)
    const moved = { [property]: into.id } as unknown as Partial<Omit<T, 'id' | 'version'>>
    for (const row of rows) await unit.update(entity, row, moved, label)
  }
}
