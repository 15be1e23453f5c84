import type { RecordAction } from '../../contract/lists'
import type { Actor } from '../../kernel/actor'
import { holds } from '../../kernel/actor'
import { posts, type Post } from '../../contract/posts'

/** What an act on a record needs: the record as it stands, and who may do it. */
export interface ActionRule {
  readonly action: string
  readonly label: string
  /** The record is where the act is possible. */
  readonly possible: boolean
  /** What has to be so first, in words. */
  readonly otherwise: string
  readonly by: readonly Post[]
  /** People who may do it whatever their posts. */
  readonly people?: readonly (string | null)[]
  /** Such people in words, e.g. 保管人. */
  readonly peopleWord?: string
}

/** The acts of a record with whether this person may do them now; impossible ones say why. */
export function actionsFor(rules: readonly ActionRule[], actor: Actor): readonly RecordAction[] {
  return rules.map(({ action, label, possible, otherwise, by, people = [], peopleWord = '经办人' }) => {
    if (!possible) return { action, label, enabled: false, reason: otherwise }
    if (holds(actor, by) || (actor.personId !== null && people.includes(actor.personId))) return { action, label, enabled: true }
    const who = [...(people.length > 0 ? [peopleWord] : []), ...by.map((post) => posts[post].label)]
    return { action, label, enabled: false, reason: `由${who.join('、')}办理` }
  })
}
