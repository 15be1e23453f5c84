import { holds, type Actor } from '../../kernel/actor'
import { notFound } from '../../kernel/fault'
import type { UnitOfWork } from '../../platform/database/unitOfWork'

/** Whether a person is the officer today; a stand-in is, the absent officer is not (K-07). */
export const isOfficer = (actor: Actor): boolean => holds(actor, ['confidentialityOfficer'])

/** Whether a person is the leader in charge of confidentiality today. */
export const isInCharge = (actor: Actor): boolean =>
  actor.posts.some((held) => held.post === 'matterLeader' && held.matter === 'confidentiality')

/**
 * Whether somebody may know that there are files: the officer and the leader in charge (SEC-01). The program itself
 * sees numbers only.
 */
export const mayKnow = (actor: Actor): boolean => actor.personId === null || isOfficer(actor) || isInCharge(actor)

/** Fails with `notFound` for whoever may not know that the record is there. */
export function mustKnow(actor: Actor, what: string): void {
  if (!mayKnow(actor)) throw notFound(what)
}

/** Fails with `notFound` unless the officer acts: nobody else learns that there is something to act on (SEC-01). */
export function asOfficer(unit: UnitOfWork, what: string): void {
  if (!isOfficer(unit.actor)) throw notFound(what)
}
