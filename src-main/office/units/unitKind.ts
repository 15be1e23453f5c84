import type { UnitKind } from '../../contract/people'

/**
 * The kind a unit's name speaks of, for units that come by name only (imports): 中队 and 片区 are squads, 大队 brigades, 所,
 * 分局 and the like institutions.
 */
export function guessUnitKind(name: string): UnitKind {
  if (/(中队|片区)$/.test(name)) return 'squad'
  if (/大队$/.test(name)) return 'brigade'
  return /(所|分局|队|中心|处|站|公司)$/.test(name) ? 'institution' : 'department'
}
