import { IsNull, LessThanOrEqual, MoreThanOrEqual, type EntityManager } from 'typeorm'
import type { Post } from '../contract/posts'
import type { Actor, HeldPost } from '../kernel/actor'
import { Appointment, Person } from './entities'
import { absentNames } from './people/absent'

/** The person as actor with the posts held on a day; undefined when unknown or departed (K-06). */
export async function actorOf(manager: EntityManager, personId: string, day: string): Promise<Actor | undefined> {
  const person = await manager.findOneBy(Person, { id: personId })
  if (!person || person.status === 'departed') return undefined
  return { personId, name: person.name, unitId: person.unitId, kind: person.kind, posts: await postsOn(manager, personId, day) }
}

/** Posts a person holds on a day. Someone stood in for does not hold the post while the stand-in does (K-07). */
export async function postsOn(manager: EntityManager, personId: string, day: string): Promise<readonly HeldPost[]> {
  const held = await manager.find(Appointment, { where: inForce(day, { personId }) })
  const away = await stoodInFor(manager, day)
  const mine = held.filter((appointment) => !away.has(appointment.id))
  const insteadOf = await absentNames(manager, mine)
  return mine.map(({ id, post, unitId, matter }) => ({ post, unitId, matter, ...(insteadOf.has(id) ? { insteadOf: insteadOf.get(id) ?? '' } : {}) }))
}

/** Who holds a post on a day, for a unit or matter where the post has one. */
export async function holdersOf(
  manager: EntityManager,
  post: Post,
  day: string,
  scope: { unitId?: string | null; matter?: string | null } = {}
): Promise<readonly string[]> {
  const held = await manager.find(Appointment, {
    where: inForce(day, { post, ...(scope.unitId ? { unitId: scope.unitId } : {}), ...(scope.matter ? { matter: scope.matter as never } : {}) }),
    order: { fromDay: 'ASC' }
  })
  const away = await stoodInFor(manager, day)
  const people = held.filter((appointment) => !away.has(appointment.id)).map((appointment) => appointment.personId)
  return [...new Set(people)]
}

async function stoodInFor(manager: EntityManager, day: string): Promise<ReadonlySet<string>> {
  const standIns = await manager
    .createQueryBuilder(Appointment, 'a')
    .where('a.standsInForId IS NOT NULL AND a.fromDay <= :day AND (a.toDay IS NULL OR a.toDay >= :day)', { day })
    .getMany()
  return new Set(standIns.map((appointment) => appointment.standsInForId ?? ''))
}

function inForce(day: string, where: { personId?: string; post?: Post; unitId?: string; matter?: never }) {
  return [
    { ...where, fromDay: LessThanOrEqual(day), toDay: IsNull() },
    { ...where, fromDay: LessThanOrEqual(day), toDay: MoreThanOrEqual(day) }
  ]
}
