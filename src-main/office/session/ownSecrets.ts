import { invalid } from '../../kernel/fault'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { hashSecret } from '../../platform/session/secrets'
import { checkPassword, checkPin } from '../accounts/logins'
import { accountSecrets } from '../accounts/service'
import { Account } from '../entities'
import { reopenPin } from '../pinGate'
import type { Permitted } from '../procedure'
import { proveAgain } from './signIn'
import { keepOnly } from './standing'

/**
 * Changes the signed-in person's password, at least 8 characters with letters and digits; every other window of the
 * account is signed out.
 */
export async function changePassword(
  context: Permitted,
  input: { readonly current: string; readonly next: string }
): Promise<void> {
  checkPassword(input.next, 'next')
  if (input.next === input.current) throw invalid([{ path: 'next', message: '新密码不能与原密码相同' }])
  const account = await proveAgain(context.house, context.sessionId, input.current)
  const passwordHash = await hashSecret(input.next)
  const changed = await context.write({ chain: 'office', act: '修改密码' }, (unit) =>
    changeAccount(unit, account.id, { passwordHash })
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
  const pinHash = await hashSecret(input.pin)
  const changed = await context.write({ chain: 'office', act: '设置签字码' }, async (unit) => {
    reopenPin(unit.manager, account.personId)
    return changeAccount(unit, account.id, { pinHash, pinFailures: null, pinLockedUntil: null })
  })
  keepOnly(context.house, context.sessionId, changed)
}

async function changeAccount(
  unit: UnitOfWork,
  id: string,
  patch: Partial<Pick<Account, 'passwordHash' | 'pinHash' | 'pinFailures' | 'pinLockedUntil'>>
): Promise<Account> {
  const account = await unit.load(Account, id, '账号')
  unit.about({ type: 'account', id, number: account.login })
  return unit.update(Account, account, patch, '账号', accountSecrets)
}
