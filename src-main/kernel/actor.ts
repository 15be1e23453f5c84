import { posts, type Matter, type Post } from '../contract/posts'

/** Employment kinds; temporary staff and outsiders cannot apply, approve or keep (K-11). */
export const personKinds = {
  permanent: '正式在编',
  contract: '合同聘用',
  temporary: '临时聘用',
  outsider: '外来人员'
} as const
export type PersonKind = keyof typeof personKinds

/** An appointment in force today. */
export interface HeldPost {
  readonly post: Post
  readonly unitId: string | null
  readonly matter: Matter | null
  /** Name of the absent person whose post it is while the actor stands in (K-07). */
  readonly insteadOf?: string
}

/** Who acts, with the posts held on the day of the act (K-06). */
export interface Actor {
  readonly personId: string | null
  readonly name: string
  readonly unitId: string | null
  readonly kind: PersonKind
  readonly posts: readonly HeldPost[]
  /** Units that went into the person's own or into one of a post (K-08), by the unit they went into. */
  readonly formerUnits?: Readonly<Record<string, readonly string[]>>
}

/** Whether somebody is of the staff: temporary staff and outsiders read and do nothing of the ledgers (K-11). */
export const isStaff = ({ kind }: Pick<Actor, 'kind'>): boolean => kind === 'permanent' || kind === 'contract'

/** Whether somebody's unit is the one asked for, or the one it went into. */
const standsFor = ({ formerUnits }: Actor, own: string | null, unitId: string): boolean =>
  own !== null && (own === unitId || (formerUnits?.[own]?.includes(unitId) ?? false))

/** Whether the actor works in a unit, or in the one that it went into (K-08). */
export const isOfUnit = (actor: Actor, unitId: string): boolean => standsFor(actor, actor.unitId, unitId)

/** The units somebody works in or has a post for, with those that went into them (K-08). */
export function unitsOf({ unitId, posts, formerUnits = {} }: Actor): readonly string[] {
  const own = [unitId, ...posts.map((held) => held.unitId)].filter((id) => id !== null)
  return [...new Set([...own, ...own.flatMap((id) => formerUnits[id] ?? [])])]
}

/** The program itself, for imports at first run, clocks and demo data. */
export const systemActor: Actor = { personId: null, name: '系统', unitId: null, kind: 'permanent', posts: [] }

/** Posts as a clerk writes in what capacity somebody acts; a stand-in (K-07) names whose post it is: 分管领导（代 张三）. */
export function capacityWords(held: readonly Pick<HeldPost, 'post' | 'insteadOf'>[]): string {
  const words = held.map(({ post, insteadOf }) =>
    insteadOf === undefined ? posts[post].label : `${posts[post].label}（代 ${insteadOf}）`
  )
  return [...new Set(words)].join('、')
}

/** Whether the actor holds one of the posts today, for the given unit where the post is bound to units. */
export function holds(actor: Actor, wanted: readonly Post[], unitId?: string): boolean {
  return actor.posts.some(
    (held) =>
      wanted.includes(held.post) &&
      (unitId === undefined || held.unitId === null || standsFor(actor, held.unitId, unitId))
  )
}
