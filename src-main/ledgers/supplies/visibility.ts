import type { Post } from '../../contract/posts'
import { holds, type Actor } from '../../kernel/actor'
import { notFound } from '../../kernel/fault'

/**
 * Posts that see the whole ledger; everybody else sees what is theirs or their unit's. The administrator has no office
 * in it.
 */
const ledgerPosts: readonly Post[] = [
  'buyer',
  'suppliesKeeper',
  'officeDirector',
  'finance',
  'financeHead',
  'head',
  'leader',
  'matterLeader',
  'partySecretary',
  'inspector'
]

/** Whether the person sees every unit's records; the program itself (command line, clocks) does. */
export function seesWholeLedger(actor: Actor): boolean {
  return actor.personId === null || holds(actor, ledgerPosts)
}

/**
 * Whose records a person may read: everybody's (null) for the posts of the ledger, else those of their own unit and of
 * units they head.
 */
export function readableUnits(actor: Actor): readonly string[] | null {
  if (seesWholeLedger(actor)) return null
  const led = actor.posts.filter((held) => held.post === 'unitHead').map((held) => held.unitId)
  return [...new Set([actor.unitId, ...led])].filter((id) => id !== null)
}

/** Fails with `notFound` when the person may not read records of the unit; that they exist is not told. */
export function assertReadable(actor: Actor, unitId: string, what: string): void {
  const units = readableUnits(actor)
  if (units && !units.includes(unitId)) throw notFound(what)
}
