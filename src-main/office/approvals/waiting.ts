import type { FindOptionsWhere } from 'typeorm'
import type { EntityType } from '../../platform/database/entitySql'
import type { UnitOfWork, Versioned } from '../../platform/database/unitOfWork'
import type { RequestDefinition } from './requestDefinition'

interface Requested extends Versioned {
  state: string
}

interface Ending<T> {
  /** What becomes of the record; `cancelled` when absent. A partly done one ends as what it is. */
  readonly as?: (row: T, unit: UnitOfWork) => Partial<Omit<T, 'id' | 'version'>>
  /** Further conditions on a record whose act is still to come. */
  readonly only?: FindOptionsWhere<T>
  /** Gives free what the record held. */
  readonly then?: (unit: UnitOfWork, row: T) => Promise<void>
}

/** How a record that says `approved` until its act is done is cancelled or runs out (K-01). */
export function waitsForItsAct<T extends Requested>(
  entity: EntityType<T>,
  what: string,
  { as, only, then }: Ending<T> = {}
): NonNullable<RequestDefinition['cancelling']> {
  return {
    stillToDo: (manager, id) => manager.existsBy(entity, { ...only, id, state: 'approved' } as FindOptionsWhere<T>),
    onCancelled: async (unit, { subjectId }) => {
      const row = await unit.load(entity, subjectId, what)
      await then?.(unit, row)
      const ended = { state: 'cancelled' } as unknown as Partial<Omit<T, 'id' | 'version'>>
      await unit.update(entity, row, as?.(row, unit) ?? ended, what)
    }
  }
}
