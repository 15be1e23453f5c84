import type { EntityManager } from 'typeorm'
import type { AssetCategory, StocktakeScope } from '../../../contract/assets'
import { placesSame } from '../cards/same'
import { Asset } from '../entities'

export interface Scope {
  readonly scope: StocktakeScope
  readonly scopeUnitId: string | null
  readonly scopePlace: string | null
  readonly scopeCategory: AssetCategory | null
}

/** The cards on the book that a stocktake of a scope counts, by number; cars are equipment too (AST-14). */
export async function cardsIn(
  manager: EntityManager,
  { scope, scopeUnitId, scopePlace, scopeCategory }: Scope
): Promise<readonly Asset[]> {
  const query = manager.createQueryBuilder(Asset, 'a').where('a.state <> :gone', { gone: 'gone' })
  if (scope === 'place')
    query.andWhere('a.place IN (:...places)', { places: await placesSame(manager, scopePlace ?? '') })
  if (scope === 'category') query.andWhere('a.category = :category', { category: scopeCategory ?? '' })
  if (scope === 'equipment')
    query.andWhere('(a.equipmentKind <> :none OR a.category = :car)', { none: 'none', car: 'vehicle' })
  if (scope === 'unit' || (scope === 'equipment' && scopeUnitId))
    query.andWhere('a.unitId = :unitId', { unitId: scopeUnitId ?? '' })
  return query.orderBy('a.number', 'ASC').getMany()
}
