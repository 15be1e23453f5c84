import type { RecordAction } from '../../contract/lists'
import { posts, type Post } from '../../contract/posts'
import { holds, type Actor } from '../../kernel/actor'

/** Whether something stands in the way of an act, and what to tell about it. */
export type Hindrance = readonly [hinders: boolean, why: string]

/** An act on a record with why it is not possible now; the first hindrance that holds is told. */
export function recordAction(action: string, label: string, ...hindrances: readonly Hindrance[]): RecordAction {
  const hindrance = hindrances.find(([hinders]) => hinders)
  return hindrance ? { action, label, enabled: false, reason: hindrance[1] } : { action, label, enabled: true }
}

/** What an act on a record needs: the record as it stands, and who may do it. */
export interface ActionRule {
  readonly action: string
  readonly label: string
  /** The record is where the act is possible; absent where it always is. */
  readonly possible?: boolean
  /** What has to be so first, in words, e.g. 订购后才能验收. */
  readonly otherwise?: string
  readonly by: readonly Post[]
  /** People who may do it whatever their posts. */
  readonly people?: readonly (string | null)[]
  /** Such people in words, e.g. 保管人. */
  readonly peopleWord?: string
}

/** The acts of a record with whether this person may do them now; impossible ones say why. */
export function actionsFor(rules: readonly ActionRule[], actor: Actor): readonly RecordAction[] {
  return rules.map(({ action, label, possible = true, otherwise = '', by, people = [], peopleWord = '经办人' }) => {
    const may = holds(actor, by) || (actor.personId !== null && people.includes(actor.personId))
    const who = [...(people.length > 0 ? [peopleWord] : []), ...by.map((post) => posts[post].label)]
    return recordAction(action, label, [!possible, otherwise], [!may, `由${who.join('、')}办理`])
  })
}
