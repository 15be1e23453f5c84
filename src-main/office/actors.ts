import type { EntityManager } from 'typeorm'
import type { Post } from '../contract/posts'
import type { Actor, HeldPost } from '../kernel/actor'
import { standingFact, standingRows } from '../platform/database/standing'
import { Person, type Appointment } from './entities'
import { absentNames } from './people/absent'
import { covers, inTheirTime } from './people/heldOn'
import { formerUnitsOf } from './units/heirs'

/** The person as actor with the posts held on a day; undefined when unknown or departed (K-06). */
export async function actorOf(manager: EntityManager, personId: string, day: string): Promise<Actor | undefined> {
  const person = (await standingRows(manager, Person)).get(personId)
  if (!person || person.status === 'departed') return undefined
  const posts = await postsOn(manager, personId, day)
  const formerUnits = await formerUnitsOf(manager, [person.unitId, ...posts.map(({ unitId }) => unitId)])
  return {
    personId,
    name: person.name,
    unitId: person.unitId,
    kind: person.kind,
    posts,
    ...(formerUnits ? { formerUnits } : {})
  }
}

/** Posts a person holds on a day. Someone stood in for does not hold the post while the stand-in does (K-07). */
export async function postsOn(manager: EntityManager, personId: string, day: string): Promise<readonly HeldPost[]> {
  const { byPerson, standIns } = await appointments(manager)
  const mine = inForce(byPerson.get(personId), standIns, day)
  const insteadOf = await absentNames(manager, mine)
  return mine.map(({ id, post, unitId, matter }) => ({
    post,
    unitId,
    matter,
    ...(insteadOf.has(id) ? { insteadOf: insteadOf.get(id) ?? '' } : {})
  }))
}

/** Who holds a post on a day, for a unit or matter where the post has one. */
export async function holdersOf(
  manager: EntityManager,
  post: Post,
  day: string,
  scope: { unitId?: string | null; matter?: string | null } = {}
): Promise<readonly string[]> {
  const { byPost, standIns } = await appointments(manager)
  const held = inForce(byPost.get(post), standIns, day).filter(
    ({ unitId, matter }) => (!scope.unitId || unitId === scope.unitId) && (!scope.matter || matter === scope.matter)
  )
  return [...new Set(held.map((appointment) => appointment.personId))]
}

/**
 * Every appointment by person and by post, those of a post by the day they began, and those by which somebody stands
 * in.
 */
const appointments = standingFact(async (manager) => {
  const rows = await inTheirTime(manager)
  const inOrder = [...rows].sort((a, b) => (a.fromDay < b.fromDay ? -1 : a.fromDay > b.fromDay ? 1 : 0))
  return {
    byPerson: grouped(rows, (row) => row.personId),
    byPost: grouped(inOrder, (row) => row.post),
    standIns: rows.filter((row) => row.standsInForId !== null)
  }
})

function grouped<K>(
  rows: readonly Appointment[],
  key: (row: Appointment) => K
): ReadonlyMap<K, readonly Appointment[]> {
  const groups = new Map<K, Appointment[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return groups
}

function inForce(
  held: readonly Appointment[] = [],
  standIns: readonly Appointment[],
  day: string
): readonly Appointment[] {
  const on = (row: Appointment) => covers(row, day)
  const away = new Set(standIns.filter(on).map((row) => row.standsInForId))
  return held.filter((row) => on(row) && !away.has(row.id))
}
