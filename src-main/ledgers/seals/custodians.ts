import type { Post } from '../../contract/posts'
import { holds, type Actor } from '../../kernel/actor'
import { forbidden } from '../../kernel/fault'
import type { Seal } from './entities'

/** Posts that see the whole ledger. */
export const sealPosts: readonly Post[] = [
  'sealCustodian',
  'officeDirector',
  'head',
  'partySecretary',
  'leader',
  'matterLeader',
  'legalReviewer',
  'financeHead',
  'inspector'
]

/** The office, which runs engraving, activation, custody and inspection. */
export const officePosts: readonly Post[] = ['officeDirector', 'sealCustodian']

/** Whether somebody may stamp with a seal: its own custodian of the day, or the bureau's. */
export const mayStamp = (actor: Actor, seal: Pick<Seal, 'custodianId'>): boolean =>
  (seal.custodianId !== null && actor.personId === seal.custodianId) || holds(actor, ['sealCustodian'])

/** Refuses whoever neither keeps the seal nor is the bureau's custodian. */
export function onlyCustodian(actor: Actor, seal: Pick<Seal, 'custodianId' | 'name'>): void {
  if (!mayStamp(actor, seal)) throw forbidden(`“${seal.name}”由其保管人或监印人用印`, ['监印人'])
}

/** Whether somebody sees every record of the ledger; others see what is theirs, their unit's and of the seals they keep. */
export const seesAll = (actor: Actor): boolean => actor.personId === null || holds(actor, sealPosts)
