import type { SessionState, SignedIn } from '../../contract/session'
import { posts } from '../../contract/posts'
import { Account, Appointment, Bureau, Person } from '../entities'
import type { House } from '../house'
import { actorOf } from '../actors'
import { heldOn } from '../people/heldOn'
import { personNames, unitNames } from '../people/names'
import { postWords } from '../people/postWords'
import { demoPassword } from '../demo/accounts'
import { standingSession } from './standing'

/** Minutes without a touch after which a window locks itself. */
const idleMinutes = 10

/** What a window needs to know before anything else: bureau, who is signed in, whether it is locked. */
export async function sessionState(house: House, sessionId: string): Promise<SessionState> {
  const [bureau] = await house.database.read.find(Bureau, { take: 1 })
  const session = await standingSession(house, sessionId, house.database.read)
  const user = session ? await signedIn(house, session.personId, session.login) : null
  return {
    empty: !bureau,
    bureau: bureau ? { name: bureau.name, profile: bureau.profile, demo: bureau.demo } : null,
    user,
    locked: user !== null && (session?.locked ?? false),
    idleMinutes,
    appVersion: house.appVersion,
    demoPassword: bureau?.demo ? demoPassword : null,
    demoAccounts: bureau?.demo ? await demoAccounts(house) : []
  }
}

async function signedIn(house: House, personId: string, login: string): Promise<SignedIn | null> {
  const manager = house.database.read
  const actor = await actorOf(manager, personId, house.clock.today())
  if (!actor) return null
  const units = await unitNames(manager, [actor.unitId, ...actor.posts.map((held) => held.unitId)])
  const account = await manager.findOneBy(Account, { personId })
  return {
    personId,
    name: actor.name,
    unitId: actor.unitId ?? '',
    unitName: units.get(actor.unitId ?? '') ?? '',
    login,
    posts: actor.posts.map(({ post, unitId }) => ({ post, label: posts[post].label, unitName: unitId ? (units.get(unitId) ?? null) : null })),
    hasPin: account?.pinHash != null
  }
}

/** Accounts of the demo bureau with their posts in words, as its sign-in page offers them. */
export async function demoAccounts(house: House): Promise<SessionState['demoAccounts']> {
  const manager = house.database.read
  const accounts = await manager.find(Account, { where: { active: true }, order: { id: 'ASC' } })
  const held = await heldOn(manager.createQueryBuilder(Appointment, 'a'), house.clock.today()).getMany()
  const names = await personNames(
    manager,
    accounts.map((account) => account.personId)
  )
  const people = new Map((await manager.find(Person)).map((person) => [person.id, person]))
  const units = await unitNames(
    manager,
    [...held, ...people.values()].map((row) => row.unitId)
  )
  return accounts.map(({ login, personId }) => {
    const own = held.filter((appointment) => appointment.personId === personId)
    const words = own.map((appointment) => postWords(appointment, units.get(appointment.unitId ?? '')))
    const person = people.get(personId)
    return {
      login,
      name: names.get(personId) ?? '',
      posts: words.length > 0 ? words.join('、') : `${units.get(person?.unitId ?? '') ?? ''}${person?.position ?? '职工'}`
    }
  })
}
