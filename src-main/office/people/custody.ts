import type { EntityManager } from 'typeorm'
import type { Post } from '../../contract/posts'
import { standingFact, standingRows } from '../../platform/database/standing'
import { Appointment, Person } from '../entities'
import { keepsThings } from './duty'
import { covers, inTheirTime } from './heldOn'

/** Who has custody of something on a day. */
export interface Custodian {
  readonly personId: string
  /** The keeper of record while somebody stands in for them by handover (K-07); null otherwise. */
  readonly insteadOfId: string | null
}

/** Appointments by which somebody stands in for a keeping post, with the post stood in for. */
const keepingStandIns = standingFact(async (manager) => {
  const rows = await standingRows(manager, Appointment)
  return (await inTheirTime(manager)).flatMap((row) => {
    const post = row.standsInForId === null ? undefined : rows.get(row.standsInForId)
    return post && keepsThings(post.post) ? [{ standIn: row, post }] : []
  })
})

/**
 * Who has custody on a day of what `keeperId` keeps by the register (the last handover of that very thing): the keeper,
 * or whoever stands in for them that day in the post by which they keep it (`posts`; any keeping post when absent).
 * Never whoever merely holds the same post. Null where the keeper has left. Every ledger asks here who may act with a
 * thing and who has its keys.
 */
export async function custodianOn(
  manager: EntityManager,
  keeperId: string,
  day: string,
  posts?: readonly Post[]
): Promise<Custodian | null> {
  const keeper = (await standingRows(manager, Person)).get(keeperId)
  if (!keeper || (keeper.status === 'departed' && (keeper.departedOn ?? day) <= day)) return null
  const standIn = (await keepingStandIns(manager)).find(
    ({ standIn, post }) => post.personId === keeperId && covers(standIn, day) && (!posts || posts.includes(post.post))
  )
  return standIn
    ? { personId: standIn.standIn.personId, insteadOfId: keeperId }
    : { personId: keeperId, insteadOfId: null }
}

/**
 * Whose things somebody has custody of on a day: their own unless another stands in for them, and those of the people
 * they stand in for. Give it to lists: a thing is theirs when its keeper of record is among these.
 */
export async function keepersFor(
  manager: EntityManager,
  personId: string,
  day: string,
  posts?: readonly Post[]
): Promise<readonly string[]> {
  const mine = await custodianOn(manager, personId, day, posts)
  const others = (await keepingStandIns(manager)).filter(
    ({ standIn, post }) =>
      standIn.personId === personId && covers(standIn, day) && (!posts || posts.includes(post.post))
  )
  return [...(mine?.personId === personId ? [personId] : []), ...new Set(others.map(({ post }) => post.personId))]
}
