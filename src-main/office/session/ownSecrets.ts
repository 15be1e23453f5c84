import { conflict, invalid } from '../../kernel/fault'
import { SYS_01 } from '../../kernel/rules/system'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { hashSecret, verifySecret } from '../../platform/session/secrets'
import { checkPassword, checkPin } from '../accounts/logins'
import { formerHashesOf, withFormer } from '../accounts/service'
import { Account, accountSecrets } from '../entities'
import { reopenPin } from '../pinGate'
import type { Permitted } from '../procedure'
import { proveAgain } from './signIn'
import { keepOnly, passwordOwed } from './standing'

/**
 * Changes the signed-in person's password, at least 8 characters with letters and digits; every other window of the
 * account is signed out.
 */
export async function changePassword(
  context: Permitted,
  input: { readonly current: string; readonly next: string }
): Promise<void> {
  checkPassword(input.next, 'next', ownNames(context))
  if (input.next === input.current) throw invalid([{ path: 'next', message: '新密码不能与原密码相同' }])
  const account = await proveAgain(context.house, context.sessionId, input.current)
  await mustBeNew(context, account, input.next)
  const passwordHash = await hashSecret(input.next)
  const changed = await context.write({ chain: 'office', act: '修改密码' }, (unit) =>
    changeAccount(unit, account.id, (before) => ownPassword(unit, before, passwordHash))
  )
  keepOnly(context.house, context.sessionId, changed)
}

/**
 * Sets the PIN the signed-in person signs and switches with; asks for the password. Every other window of the account
 * is signed out.
 */
export async function setPin(
  context: Permitted,
  input: { readonly password: string; readonly pin: string }
): Promise<void> {
  checkPin(input.pin)
  const account = await proveAgain(context.house, context.sessionId, input.password)
  const pinHash = await context.house.pins.hash(input.pin)
  const changed = await context.write({ chain: 'office', act: '设置签字码' }, async (unit) => {
    reopenPin(unit.manager, account.personId)
    return changeAccount(unit, account.id, () => ({ pinHash, ...openPin }))
  })
  keepOnly(context.house, context.sessionId, changed)
}

/**
 * Has whoever signed in with a code, or with a password too old, set one of their own, and a PIN where one is given.
 * Every other window of the account is signed out. Gives `conflict` where nothing of that is asked.
 */
export async function setOwnSecrets(
  context: Permitted,
  input: { readonly next: string; readonly pin?: string | undefined }
): Promise<void> {
  const { house, sessionId } = context
  const session = house.sessions.get(sessionId)
  if (!session || (await passwordOwed(house, session, house.database.read)) === null) throw conflict('密码')
  checkPassword(input.next, 'next', ownNames(context))
  if (input.pin !== undefined) checkPin(input.pin)
  const account = await house.database.read.findOneByOrFail(Account, { id: session.accountId })
  await mustBeNew(context, account, input.next)
  const passwordHash = await hashSecret(input.next)
  const pin = input.pin === undefined ? {} : { pinHash: await house.pins.hash(input.pin), ...openPin }
  const changed = await context.write({ chain: 'office', act: '设置本人密码' }, async (unit) => {
    if (input.pin !== undefined) reopenPin(unit.manager, account.personId)
    return changeAccount(unit, account.id, (before) => ({ ...ownPassword(unit, before, passwordHash), ...pin }))
  })
  keepOnly(house, sessionId, changed)
}

/** What somebody tries first of whom they know. */
const ownNames = ({ house, sessionId, actor }: Permitted): readonly string[] => [
  house.sessions.get(sessionId)?.login ?? '',
  actor.name
]

const openPin = { pinFailures: null, pinLockedUntil: null } as const

const ownPassword = (unit: UnitOfWork, before: Account, passwordHash: string) => ({
  passwordHash,
  passwordAt: unit.now,
  codeAt: null,
  codeBy: null,
  formerHashes: withFormer(before)
})

/** Refuses the present password and those before it, as many as the bureau sets (SYS-01). */
async function mustBeNew({ house }: Permitted, account: Account, next: string): Promise<void> {
  const { formerPasswords } = SYS_01.values(await house.database.book())
  // A code in force is refused too and is none of them.
  const counted = account.codeAt === null ? formerPasswords : formerPasswords + 1
  const former = [account.passwordHash, ...formerHashesOf(account)].slice(0, Math.max(1, counted))
  for (const hash of former)
    if (await verifySecret(next, hash))
      throw invalid([{ path: 'next', message: `一次性口令和最近${formerPasswords}个用过的密码不能用，请换一个` }])
}

async function changeAccount(
  unit: UnitOfWork,
  id: string,
  patch: (before: Account) => Partial<Omit<Account, 'id' | 'version'>>
): Promise<Account> {
  const account = await unit.load(Account, id, '账号')
  unit.about({ type: 'account', id, number: account.login })
  return unit.update(Account, account, patch(account), '账号', accountSecrets)
}
