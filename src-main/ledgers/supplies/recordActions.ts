import type { RecordAction } from '../../contract/lists'
import { posts, type Post } from '../../contract/posts'
import { holds, type Actor } from '../../kernel/actor'

/** What an act needs: the states the record may be in and who may do it. */
export interface ActionRule<State extends string> {
  readonly action: string
  readonly label: string
  readonly states: readonly State[]
  /** In words, e.g. 订购后才能验收. */
  readonly otherwise: string
  readonly by: readonly Post[]
  /** People who may do it whatever their posts: the applicant, members of the unit. */
  readonly people?: readonly (string | null)[]
}

/** The acts of a flow table with whether this person may do them now; the reason is given where not. */
export function actionsFor<State extends string>(rules: readonly ActionRule<State>[], state: State, actor: Actor): readonly RecordAction[] {
  return rules.map(({ action, label, states, otherwise, by, people = [] }) => {
    if (!states.includes(state)) return { action, label, enabled: false, reason: otherwise }
    if (holds(actor, by) || (actor.personId !== null && people.includes(actor.personId))) return { action, label, enabled: true }
    const who = [...by.map((post) => posts[post].label), ...(people.length > 0 ? ['经办人'] : [])]
    return { action, label, enabled: false, reason: `由${who.join('、')}办理` }
  })
}
