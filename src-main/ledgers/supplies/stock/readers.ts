import type { Actor } from '../../../kernel/actor'
import type { Post } from '../../../contract/posts'

/** Posts that see the whole ledger; everybody else sees what is theirs or their unit's. */
const wholeLedger: readonly Post[] = [
  'suppliesKeeper',
  'buyer',
  'officeDirector',
  'financeHead',
  'finance',
  'head',
  'partySecretary',
  'leader',
  'matterLeader',
  'inspector',
  'administrator'
]

/** Whether the person sees every unit's requests and issues; the program itself, printing from the command line, does. */
export function seesWholeLedger(actor: Actor): boolean {
  return actor.personId === null || actor.posts.some((held) => wholeLedger.includes(held.post))
}
