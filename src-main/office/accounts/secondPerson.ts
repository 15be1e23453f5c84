import type { SignatureInput } from '../../contract/values'
import { posts, type Post } from '../../contract/posts'
import type { Actor } from '../../kernel/actor'
import { forbidden, invalid } from '../../kernel/fault'
import type { LocalDate } from '../../kernel/localDate'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import type { EntityManager } from 'typeorm'
import { holdersOf, postsOn } from '../actors'
import { Account } from '../entities'
import type { Reading } from '../house'
import { personNames } from '../people/names'
import { sign } from '../signatures'

/** The three offices that watch each other (三员分立), by the posts they lie with. */
const offices = {
  system: { label: '系统管理', posts: ['administrator'] },
  security: { label: '安全管理', posts: ['officeDirector', 'head'] },
  audit: { label: '审计', posts: ['inspector'] }
} as const satisfies Record<string, { readonly label: string; readonly posts: readonly Post[] }>
type Office = keyof typeof offices
const officeNames = Object.keys(offices) as readonly Office[]

const officesOf = (held: readonly Post[]): readonly Office[] =>
  officeNames.filter((office) => offices[office].posts.some((post) => held.includes(post)))

/** All three offices in words, with the posts they lie with. */
export const threeOffices = officeNames
  .map((office) => `${offices[office].label}（${offices[office].posts.map((post) => posts[post].label).join('、')}）`)
  .join('、')

/** Whether somebody with these posts would hold all three offices, which nobody may. */
export const holdsAllOffices = (held: readonly Post[]): boolean => officesOf(held).length === officeNames.length

interface Asked {
  readonly manager: EntityManager
  readonly actor: Actor
  readonly today: LocalDate
}

/**
 * Who can confirm what somebody does to posts, accounts and approval chains: holders of another office than theirs,
 * with an account and a PIN of their own. Whom the act concerns confirms only where there is nobody else. Empty as long
 * as a bureau has nobody who could.
 */
async function seconds({ manager, actor, today }: Asked, concernedId: string | null): Promise<readonly string[]> {
  const own = officesOf(actor.posts.map(({ post }) => post))
  const found = new Set<string>()
  for (const office of officeNames)
    if (!own.includes(office))
      for (const post of offices[office].posts)
        for (const personId of await holdersOf(manager, post, today)) found.add(personId)
  found.delete(actor.personId ?? '')
  const able: string[] = []
  for (const personId of found) {
    const account = await manager.findOneBy(Account, { personId, active: true })
    if (account?.pinHash) able.push(personId)
  }
  const others = able.filter((personId) => personId !== concernedId)
  return others.length > 0 ? others : able
}

/** The same in names, for the window to offer. */
export async function secondPeople(
  reading: Reading,
  concernedId: string | null
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const ids = await seconds(reading, concernedId)
  const names = await personNames(reading.manager, ids)
  return ids.map((id) => ({ id, name: names.get(id) ?? '' }))
}

/**
 * Has what is done to posts, accounts and approval chains confirmed on the spot by a second person of another office,
 * with their PIN. Nobody does it for himself. What the program itself does (the demo bureau) is not asked.
 */
export async function confirmedByAnother(
  unit: UnitOfWork,
  second: SignatureInput | undefined,
  act: {
    readonly concernedId: string | null
    readonly subject: { readonly type: string; readonly id: string }
    /** What nobody does for himself, e.g. 任职. */
    readonly what: string
  }
): Promise<void> {
  const { actor } = unit
  if (actor.personId === null) return
  if (act.concernedId === actor.personId) throw forbidden(`${act.what}不能由本人给自己办理，请由另一人办理`)
  if (unit.isPreview) return
  const able = await seconds({ manager: unit.manager, actor, today: unit.today }, act.concernedId)
  if (able.length === 0) return
  const names = [...(await personNames(unit.manager, able)).values()].join('、')
  const refuse = (message: string) => invalid([{ path: 'second', message }])
  if (!second) throw refuse(`${act.what}须由另一职责的人当面用签字码复核：${names}`)
  if (second.by !== 'pin') throw refuse('复核须用签字码，不能手写')
  if (!able.includes(second.personId)) throw refuse(`${act.what}只能由${names}复核`)
  await sign(unit, second, '复核人', act.subject)
}

/** The posts a person holds on a day. */
export const heldPosts = async (manager: EntityManager, personId: string, day: LocalDate): Promise<readonly Post[]> =>
  (await postsOn(manager, personId, day)).map(({ post }) => post)
