import { formatInstant } from '../../contract/display'
import { systemActor, type Actor } from '../../kernel/actor'
import { forbidden, invalid, type Fault } from '../../kernel/fault'
import { hashSecret, isOutdated, verifySecret } from '../../platform/session/secrets'
import { afterFailure } from '../../platform/session/signInGate'
import { loginOf } from '../accounts/logins'
import { codeUntil } from '../accounts/oneTimeCode'
import { actorOf } from '../actors'
import { Account, accountSecrets } from '../entities'
import type { House } from '../house'
import type { CallContext } from '../procedure'
import { mustBelong, seat, standingSession } from './standing'

const wrong = (secret: 'password' | 'pin'): Fault =>
  invalid([{ path: secret, message: secret === 'password' ? '登录名或密码不对' : '登录名或签字码不对' }])
const closed = (until: string): Fault =>
  forbidden(`连续输错次数过多，暂停登录至${formatInstant(until).slice(11)}，请稍后再试或请系统管理员解锁`)

const noPasswordToday = (): Fault => forbidden('今天还没有在本窗口用密码登录过，请用密码登录')

/** Somebody's secret to compare with when the login is unknown, so that the answer takes as long as for a known one. */
let nobody: Promise<string> | undefined

/**
 * Signs a person in at a window with login and password; gives the session id from then on. Unknown login and wrong
 * password are answered alike; five failures close the login for 15 minutes.
 */
export async function signIn(
  context: CallContext,
  input: { readonly login: string; readonly password: string }
): Promise<string> {
  const { house } = context
  const { account, actor } = await house.sessions.gate.enter(loginOf(input.login), () =>
    attempt(house, input.login, 'password', input.password)
  )
  const id = await seat(context, account, actor)
  house.sessions.get(id)?.passwordDays.set(account.id, house.clock.today())
  return id
}

/**
 * Hands the window to a person who signed in here with the password earlier today, by PIN; gives the session id from
 * then on.
 */
export async function switchUser(
  context: CallContext,
  input: { readonly login: string; readonly pin: string }
): Promise<string> {
  const { house } = context
  const login = loginOf(input.login)
  const known = await house.database.read.findOneBy(Account, { login, active: true })
  if (!known || !provenHere(context, known.id)) throw noPasswordToday()
  const { account, actor } = await house.sessions.gate.enter(login, () => attempt(house, login, 'pin', input.pin))
  return seat(context, account, actor)
}

/**
 * Opens a locked window again with the password of whoever locked it, or with their PIN where they gave the password
 * today.
 */
export async function unlock(
  context: CallContext,
  { password, pin }: { readonly password?: string | undefined; readonly pin?: string | undefined }
): Promise<void> {
  const { house, sessionId } = context
  const session = await standingSession(house, sessionId, house.database.read)
  if (!session) throw forbidden('请先登录')
  mustBelong(context, session)
  if (password === undefined && !provenHere(context, session.accountId)) throw noPasswordToday()
  const [kind, secret] = password === undefined ? (['pin', pin ?? ''] as const) : (['password', password] as const)
  await house.sessions.gate.enter(session.login, () => attempt(house, session.login, kind, secret))
  const still = house.sessions.get(sessionId)
  if (!still) throw forbidden('请先登录')
  still.locked = false
  if (kind === 'password') still.passwordDays.set(still.accountId, house.clock.today())
}

/** Whether somebody gave their password at this window today: what makes the PIN enough. */
const provenHere = ({ house, sessionId }: CallContext, accountId: string): boolean =>
  house.sessions.passwordDaysAt(sessionId).get(accountId) === house.clock.today()

/** Proves a secret of a signed-in person again before it is changed; failures count like those of a sign-in. */
export async function proveAgain(house: House, sessionId: string, password: string): Promise<Account> {
  const session = house.sessions.get(sessionId)
  if (!session) throw forbidden('请先登录')
  return (await house.sessions.gate.enter(session.login, () => attempt(house, session.login, 'password', password)))
    .account
}

interface Proven {
  readonly account: Account
  readonly actor: Actor
}

async function attempt(house: House, typed: string, kind: 'password' | 'pin', secret: string): Promise<Proven> {
  const { gate } = house.sessions
  const login = loginOf(typed)
  const now = house.clock.now()
  const account = await house.database.read.findOneBy(Account, { login, active: true })
  const lockedUntil = account ? account.lockedUntil : gate.closedUntil(login)
  // A date moved ahead opens no lock.
  const doubted = lockedUntil !== null && house.database.clockDoubt(await house.database.book()) !== null
  if (lockedUntil !== null && (lockedUntil > now || doubted)) throw closed(lockedUntil)
  const hash =
    (kind === 'password' ? account?.passwordHash : account?.pinHash) ?? (await (nobody ??= hashSecret('nobody')))
  const right = kind === 'pin' ? await house.pins.verify(secret, hash) : await verifySecret(secret, hash)
  const actor = account && right ? await actorOf(house.database.read, account.personId, house.clock.today()) : undefined
  if (!account || !right || !actor) {
    const until = account ? await countFailure(house, account.id) : gate.countFailure(login, now)
    throw until ? closed(until) : wrong(kind)
  }
  const until = kind === 'password' ? codeUntil(account, await house.database.book()) : null
  if (until !== null && until <= now) throw forbidden(`一次性口令已于${formatInstant(until)}过期，请系统管理员重新发放`)
  // Made at yesterday's cost, or without the pepper: hashed anew while the secret is at hand.
  const pinHash = kind === 'pin' ? await house.pins.renewed(secret, hash) : undefined
  const passwordHash = kind === 'password' && isOutdated(hash) ? await hashSecret(secret) : undefined
  const renewed = { ...(pinHash ? { pinHash } : {}), ...(passwordHash ? { passwordHash } : {}) }
  return {
    account: await recordSuccess(house, account.id, actor, kind === 'password' ? '登录' : '签字码切换登录', renewed),
    actor
  }
}

async function countFailure(house: House, accountId: string): Promise<string | null> {
  return house.database.write(
    { chain: 'office', act: '登录失败', actor: systemActor, despiteClock: true },
    async (unit) => {
      const account = await unit.load(Account, accountId, '账号')
      unit.about({ type: 'account', id: account.id, number: account.login })
      return (await unit.update(Account, account, afterFailure(account, unit.now), '账号', accountSecrets)).lockedUntil
    }
  )
}

async function recordSuccess(
  house: House,
  accountId: string,
  actor: Actor,
  act: string,
  renewed: Partial<Pick<Account, 'passwordHash' | 'pinHash'>>
): Promise<Account> {
  return house.database.write({ chain: 'office', act, actor, despiteClock: true }, async (unit) => {
    const account = await unit.load(Account, accountId, '账号')
    unit.about({ type: 'account', id: account.id, number: account.login })
    const clean = account.failures === 0 && account.lockedUntil === null && Object.keys(renewed).length === 0
    return clean
      ? account
      : unit.update(Account, account, { failures: 0, lockedUntil: null, ...renewed }, '账号', accountSecrets)
  })
}
