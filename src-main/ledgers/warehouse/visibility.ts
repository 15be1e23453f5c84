import type { EntityManager } from 'typeorm'
import type { Post } from '../../contract/posts'
import { holds, isOfUnit, unitsOf, type Actor } from '../../kernel/actor'
import { forbidden, notFound } from '../../kernel/fault'
import { Unit } from '../../office/entities'
import { formerUnitsOf } from '../../office/units/heirs'
import { rowsWith } from '../../platform/database/readRows'

const seeAll: readonly Post[] = [
  'warehouseKeeper',
  'matterLeader',
  'legalReviewer',
  'officeDirector',
  'head',
  'partySecretary',
  'inspector'
]

/** Whether somebody sees the goods of every squad. */
export const seesAllGoods = (actor: Actor): boolean => actor.personId === null || holds(actor, seeAll)

/**
 * The squads whose goods a person may see: undefined for all, else their own, those they head or are in charge of, the
 * units below, and whatever went into one of them.
 */
export async function squadsVisibleTo(manager: EntityManager, actor: Actor): Promise<readonly string[] | undefined> {
  if (seesAllGoods(actor)) return undefined
  const own = unitsOf(actor)
  const below = (await rowsWith(manager, Unit, 'parentId', own)).map(({ id }) => id)
  const former = Object.values((await formerUnitsOf(manager, below)) ?? {}).flat()
  return [...new Set([...own, ...below, ...former])]
}

/** Fails with `notFound` when the record is another squad's. */
export async function mustSee(manager: EntityManager, actor: Actor, squadId: string, what: string): Promise<void> {
  const squads = await squadsVisibleTo(manager, actor)
  if (squads && !squads.includes(squadId)) throw notFound(what)
}

/** Whether a person acts for a squad: of it or of what it went into, heading that, or the keeper. */
export function actsFor(actor: Actor, squadId: string): boolean {
  return isOfUnit(actor, squadId) || holds(actor, ['unitHead'], squadId) || holds(actor, ['warehouseKeeper'])
}

/** Fails with `forbidden` unless the person acts for the squad. */
export function mustActFor(actor: Actor, squadId: string): void {
  if (!actsFor(actor, squadId)) throw forbidden('由办案片区的人员或仓库管理员办理', ['片区人员', '仓库管理员'])
}
