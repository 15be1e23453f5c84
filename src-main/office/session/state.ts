import { In } from 'typeorm'
import type { SessionState, SignedIn } from '../../contract/session'
import { formatInstant } from '../../contract/display'
import { posts } from '../../contract/posts'
import { clockDoubted } from '../../kernel/fault'
import { Account, Bureau, Person } from '../entities'
import type { House } from '../house'
import { actorOf } from '../actors'
import { heldOn } from '../people/heldOn'
import { personNames, unitNames } from '../people/names'
import { postWords } from '../people/postWords'
import { demoPassword, demoPin } from '../demo/accounts'
import { SYS_01 } from '../../kernel/rules/system'
import type { Session, SessionEnding } from '../../platform/session/sessionStore'
import { loadBook } from '../ruleBook'
import { closedTo, seenInPart } from './reach'
import { passwordOwed, standingSession } from './standing'

/** Minutes without a touch after which a window locks itself. */
const idleMinutes = 10

/** What a window needs to know before anything else: bureau, who is signed in, whether it is locked. */
export async function sessionState(house: House, sessionId: string): Promise<SessionState> {
  const [bureau] = await house.database.read.find(Bureau, { take: 1 })
  const session = await standingSession(house, sessionId, house.database.read)
  const doubt = house.database.clockDoubt(await house.database.book())
  const user = session ? await signedIn(house, session) : null
  return {
    empty: !bureau,
    bureau: bureau ? { name: bureau.name, profile: bureau.profile, demo: bureau.demo } : null,
    user,
    locked: user !== null && (session?.locked ?? false),
    ended: await endingWords(house, sessionId),
    switchable: await switchable(house, sessionId, session?.accountId),
    clockDoubt: doubt && clockDoubted(formatInstant(doubt.shown), formatInstant(doubt.expected)).message,
    now: house.clock.now(),
    idleMinutes,
    appVersion: house.appVersion,
    demoPassword: bureau?.demo ? demoPassword : null,
    demoPin: bureau?.demo ? demoPin : null,
    demoAccounts: bureau?.demo ? await demoAccounts(house) : []
  }
}

const endings: Readonly<Record<Exclude<SessionEnding, 'idle'>, string>> = {
  secrets: '密码或签字码已更改，请用新的密码重新登录',
  closed: '账号已停用，登录已结束；如有疑问请找系统管理员',
  noPosts: '担任的岗位已全部免去，登录已结束',
  elsewhere: '已在别的窗口退出这里的登录',
  tooMany: '同一账号登录的窗口超过限定数，最早登录的这个窗口已退出',
  signedOut: '已退出登录'
}

/** Why the window's last session is over, in words. */
async function endingWords(house: House, sessionId: string): Promise<string | null> {
  const why = house.sessions.endingOf(sessionId)
  if (why === undefined) return null
  if (why !== 'idle') return endings[why]
  return `${SYS_01.values(await loadBook(house.database.read)).idleMinutes}分钟没有使用，登录已自动退出`
}

/** The others who gave their password at this window today and have a PIN. */
async function switchable(house: House, sessionId: string, ownAccountId?: string): Promise<SessionState['switchable']> {
  const today = house.clock.today()
  const ids = [...house.sessions.passwordDaysAt(sessionId)].flatMap(([id, day]) =>
    day === today && id !== ownAccountId ? [id] : []
  )
  if (ids.length === 0) return []
  const accounts = (await house.database.read.findBy(Account, { id: In(ids), active: true })).filter(
    ({ pinHash }) => pinHash !== null
  )
  const names = await personNames(
    house.database.read,
    accounts.map(({ personId }) => personId)
  )
  return accounts.map(({ login, personId }) => ({ login, name: names.get(personId) ?? login }))
}

async function signedIn(house: House, session: Session): Promise<SignedIn | null> {
  const { personId, login } = session
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
    posts: actor.posts.map(({ post, unitId }) => ({
      post,
      label: posts[post].label,
      unitName: unitId ? (units.get(unitId) ?? null) : null
    })),
    hasPin: account?.pinHash != null,
    owesPassword: await passwordOwed(house, session, manager),
    closed: closedTo(actor),
    seenInPart: seenInPart(house, actor)
  }
}

/** Accounts of the demo bureau with their posts in words, as its sign-in page offers them. */
export async function demoAccounts(house: House): Promise<SessionState['demoAccounts']> {
  const manager = house.database.read
  const accounts = await manager.find(Account, { where: { active: true }, order: { id: 'ASC' } })
  const held = await heldOn(manager, house.clock.today())
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
      posts:
        words.length > 0 ? words.join('、') : `${units.get(person?.unitId ?? '') ?? ''}${person?.position ?? '职工'}`
    }
  })
}
