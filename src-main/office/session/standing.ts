import type { EntityManager } from 'typeorm'
import { textHash } from '../../kernel/canonical'
import { forbidden } from '../../kernel/fault'
import { SYS_01 } from '../../kernel/rules/system'
import { standingRows } from '../../platform/database/standing'
import {
  sessionName,
  type Session,
  type SessionEnding,
  type SessionStanding
} from '../../platform/session/sessionStore'
import { saltOf } from '../../platform/session/secrets'
import type { Actor } from '../../kernel/actor'
import type { OwnSession } from '../../contract/session'
import { Account } from '../entities'
import type { CallContext } from '../callContext'
import type { House } from '../house'
import { owesPassword } from '../accounts/oneTimeCode'
import { loadBook } from '../ruleBook'

/**
 * Tells one pair of password and PIN from another and nothing of them: when it changes, what was signed in with them is
 * over. A PIN that is only kept in a better way has its salt as before.
 */
const stampOf = ({ passwordHash, pinHash }: Account): string =>
  textHash(`${passwordHash}\n${pinHash === null ? '' : saltOf(pinHash).toString('base64url')}`)

const minute = 60_000

/**
 * The session a call comes under, if it still stands: the account is open, password and PIN are those it was opened
 * with, somebody used it lately. Asked at every call of facts all processes share, so that a session ends everywhere at
 * once.
 */
export async function standingSession(
  house: House,
  sessionId: string,
  manager: EntityManager
): Promise<Session | undefined> {
  const session = house.sessions.get(sessionId)
  if (!session?.standing) return session
  const account = (await standingRows(manager, Account)).get(session.accountId)
  const { idleMinutes } = SYS_01.values(await loadBook(manager))
  const now = house.clock.elapsed()
  const over = endingOf(account, session.standing, now - session.standing.seen > idleMinutes * minute)
  if (over) {
    house.sessions.end(sessionId, over)
    return undefined
  }
  session.standing.seen = now
  return session
}

function endingOf(account: Account | undefined, { stamp }: SessionStanding, idle: boolean): SessionEnding | undefined {
  if (!account?.active) return 'closed'
  if (stampOf(account) !== stamp) return 'secrets'
  return idle ? 'idle' : undefined
}

/**
 * Refuses the call of a window that takes itself for somebody else's than whose session it comes under: nothing is done
 * in another name.
 */
export function mustBelong({ windowOf }: CallContext, { personId }: Session): void {
  if (windowOf !== undefined && windowOf !== personId)
    throw forbidden('本窗口的登录已换成另一个人，没有办理；请先换回本人')
}

/** Whether a person is signed in at some window of this process, not locked and not idle. */
export async function isSignedIn(house: House, personId: string, manager: EntityManager): Promise<boolean> {
  const [accounts, book] = [await standingRows(manager, Account), await loadBook(manager)]
  const { idleMinutes } = SYS_01.values(book)
  const now = house.clock.elapsed()
  return house.sessions.ofPerson(personId).some(({ accountId, locked, standing }) => {
    if (locked) return false
    return !standing || !endingOf(accounts.get(accountId), standing, now - standing.seen > idleMinutes * minute)
  })
}

/** Why whoever signed in has to set a password of their own first, in words; null where nothing is asked (SYS-01). */
export async function passwordOwed(house: House, session: Session, manager: EntityManager): Promise<string | null> {
  if (!session.standing) return null
  const account = (await standingRows(manager, Account)).get(session.accountId)
  return account ? owesPassword(account, await loadBook(manager), house.clock.now()) : null
}

/** Whether a person who had posts when signing in has none left: what they were let in for is over. */
export const lostAllPosts = (session: Session, { posts }: Actor): boolean =>
  session.standing?.hadPosts === true && posts.length === 0

/**
 * Seats a person at a window. A window that carries its session id with each call gets another one: the old id may be
 * known to whoever sat there before. Over the number a person may have, the oldest go. Gives the id.
 */
export async function seat(context: CallContext, account: Account, actor: Actor): Promise<string> {
  const { house, sessionId, renew } = context
  const { sessions, clock } = house
  const id = renew ? sessions.newId() : sessionId
  const passwordDays = sessions.giveUp(sessionId)
  sessions.set(id, {
    personId: account.personId,
    accountId: account.id,
    login: account.login,
    locked: false,
    passwordDays,
    standing: { stamp: stampOf(account), since: clock.now(), hadPosts: actor.posts.length > 0, seen: clock.elapsed() }
  })
  renew?.(id)
  const { sessionsPerPerson } = SYS_01.values(await loadBook(house.database.read))
  const own = sessions.of(account.id)
  for (const [old] of own.slice(0, Math.max(0, own.length - sessionsPerPerson))) sessions.end(old, 'tooMany')
  return id
}

/**
 * The account's secrets were changed by whoever sits at this window: it goes on, every other one of the account is
 * over.
 */
export function keepOnly(house: House, sessionId: string, account: Account): void {
  const own = house.sessions.get(sessionId)
  const passwordDays = new Map(own?.passwordDays)
  house.sessions.endOf(account.id, 'secrets')
  if (!own) return
  const standing = own.standing ? { standing: { ...own.standing, stamp: stampOf(account) } } : {}
  house.sessions.set(sessionId, { ...own, passwordDays, ...standing })
}

/** Where the signed-in person is signed in. */
export function ownSessions({ house, sessionId }: CallContext): readonly OwnSession[] {
  const session = house.sessions.get(sessionId)
  if (!session) return []
  return house.sessions.of(session.accountId).map(([id, { standing, locked }]) => ({
    id: sessionName(id),
    since: standing?.since ?? house.clock.now(),
    idleMinutes: standing ? Math.max(0, Math.floor((house.clock.elapsed() - standing.seen) / minute)) : 0,
    locked,
    current: id === sessionId
  }))
}

/** Ends one of the person's own sessions by its name. */
export function endOwnSession({ house, sessionId }: CallContext, name: string): void {
  const session = house.sessions.get(sessionId)
  for (const [id] of session ? house.sessions.of(session.accountId) : [])
    if (sessionName(id) === name) house.sessions.end(id, 'elsewhere')
}
