import { z } from 'zod'
import { command, output, query } from './base'
import { profileIds, type LedgerId, type ProfileId } from './ledgers'
import type { Post } from './posts'
import { text } from './values'

export interface SignedIn {
  readonly personId: string
  readonly name: string
  readonly unitId: string
  readonly unitName: string
  readonly login: string
  readonly posts: readonly { readonly post: Post; readonly label: string; readonly unitName: string | null }[]
  readonly hasPin: boolean
  /** Why a password has to be set before anything else, in words; null where nothing is asked. */
  readonly owesPassword: string | null
  /** Procedures closed to the person today, by path. */
  readonly closed: readonly string[]
  /** Ledgers of which the person sees only what is theirs or their unit's. */
  readonly seenInPart: readonly LedgerId[]
}

export interface SessionState {
  /** No bureau yet: the first-run guide opens. */
  readonly empty: boolean
  readonly bureau: { readonly name: string; readonly profile: ProfileId; readonly demo: boolean } | null
  readonly user: SignedIn | null
  readonly locked: boolean
  /** Why this window's last session is over, in words; null while one stands or when nothing is known. */
  readonly ended: string | null
  /** Others who gave their password at this window today: they may take it over by PIN. */
  readonly switchable: readonly { readonly login: string; readonly name: string }[]
  /** Why acts are not taken because of the computer's date, in words; null while it is not doubted (SYS-03). */
  readonly clockDoubt: string | null
  /** The host's moment, by which every date is judged, as a UTC instant. */
  readonly now: string
  /** Minutes without a touch after which the window locks itself. */
  readonly idleMinutes: number
  readonly appVersion: string
  /** Shared password of the demo bureau, shown on its sign-in page only. */
  readonly demoPassword: string | null
  /** Shared PIN of the demo bureau, shown with its accounts. */
  readonly demoPin: string | null
  readonly demoAccounts: readonly { readonly login: string; readonly name: string; readonly posts: string }[]
}

/**
 * Header by which a window says whose it takes itself to be; the host refuses what comes under another person's
 * session.
 */
export const windowOfHeader = 'x-ledger-window-of'

/** One place a person is signed in at. */
export interface OwnSession {
  readonly id: string
  readonly since: string
  readonly idleMinutes: number
  readonly locked: boolean
  /** The one that asks. */
  readonly current: boolean
}

const password = z.string().min(1, '请输入密码').max(100)
const pin = z.string().regex(/^\d{4,8}$/, '签字码为4至8位数字')

export const session = {
  state: query('public').output(output<SessionState>()),
  /** Founds the bureau in an empty data folder, with its first administrator. */
  found: command('public')
    .input(
      z.strictObject({
        name: text('单位名称', 60),
        shortName: text('单位简称', 20),
        profile: z.enum(profileIds),
        adminName: text('管理员姓名', 30),
        login: text('登录名', 30),
        password
      })
    )
    .output(output<SessionState>()),
  /** Fills an empty data folder with the demo bureau. */
  foundDemo: command('public').input(z.strictObject({})).output(output<SessionState>()),
  signIn: command('public')
    .input(z.strictObject({ login: text('登录名', 30), password }))
    .output(output<SessionState>()),
  /** Another person takes over the window with a PIN, within the day they last signed in with a password here. */
  switchUser: command('public')
    .input(z.strictObject({ login: text('登录名', 30), pin }))
    .output(output<SessionState>()),
  lock: command('signedIn', { beforeOwnPassword: true }).input(z.strictObject({})).output(output<SessionState>()),
  unlock: command('public')
    .input(
      z
        .strictObject({ password: password.optional(), pin: pin.optional() })
        .refine((given) => (given.password === undefined) !== (given.pin === undefined), '请输入密码或签字码')
    )
    .output(output<SessionState>()),
  signOut: command('public').input(z.strictObject({})).output(output<SessionState>()),
  changePassword: command('signedIn', { beforeOwnPassword: true })
    .input(z.strictObject({ current: password, next: password }))
    .output(output<SessionState>()),
  /**
   * Who signed in with a code, or with a password too old, sets one of their own, and a PIN where they like; nothing
   * else is open to them before.
   */
  setOwnSecrets: command('signedIn', { beforeOwnPassword: true })
    .input(z.strictObject({ next: password, pin: pin.optional() }))
    .output(output<SessionState>()),
  /** Where the person is signed in, and how to end one of it. */
  sessions: query('signedIn').output(output<readonly OwnSession[]>()),
  endSession: command('signedIn')
    .input(z.strictObject({ id: text('登录', 40) }))
    .output(output<readonly OwnSession[]>()),
  setPin: command('signedIn').input(z.strictObject({ password, pin })).output(output<SessionState>())
}
