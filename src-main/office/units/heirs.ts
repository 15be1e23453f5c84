import type { EntityManager } from 'typeorm'
import { standingFact, standingRows } from '../../platform/database/standing'
import { Unit } from '../entities'
import { Motion } from '../people/entities'

/** For every unit that went into another and is no more: the unit that stands for it today, over several mergings. */
const heirs = standingFact(async (manager): Promise<ReadonlyMap<string, string>> => {
  const units = await standingRows(manager, Unit)
  const into = new Map<string, string>()
  const motions = [...(await standingRows(manager, Motion)).values()].sort((a, b) => (a.at < b.at ? -1 : 1))
  for (const { subjectType, kind, subjectId, intoUnitId } of motions)
    if (subjectType === 'unit' && kind === 'merged' && intoUnitId !== null && units.get(subjectId)?.active === false)
      into.set(subjectId, intoUnitId)
  const last = (id: string, seen: ReadonlySet<string>): string => {
    const next = into.get(id)
    return next === undefined || seen.has(next) ? id : last(next, new Set([...seen, next]))
  }
  return new Map([...into.keys()].map((id) => [id, last(id, new Set([id]))]))
})

/** The unit that stands for one today: itself, or the one it went into (K-08). */
export async function unitNow(manager: EntityManager, unitId: string): Promise<string> {
  return (await heirs(manager)).get(unitId) ?? unitId
}

/** The units that went into each of these, by the unit they went into; undefined where none did. */
export async function formerUnitsOf(
  manager: EntityManager,
  unitIds: readonly (string | null)[]
): Promise<Readonly<Record<string, readonly string[]>> | undefined> {
  const former: Record<string, string[]> = {}
  for (const [id, heir] of await heirs(manager)) if (unitIds.includes(heir)) (former[heir] ??= []).push(id)
  return Object.keys(former).length > 0 ? former : undefined
}
