import type { AccountRow } from '../../contract/office'
import { hashSecret } from '../../platform/session/secrets'
import { Account } from '../entities'
import type { Reading } from '../house'
import { personNames } from '../people/names'
import { officeProcedures as os } from '../procedures'
import { checkPassword } from './logins'
import { confirmedByAnother, heldPosts } from './secondPerson'
import { createAccount, updateAccount } from './service'

/** The last of some moments that is still to come. */
const latest = (moments: readonly (string | null)[], now: string): string | null =>
  moments
    .flatMap((moment) => (moment !== null && moment > now ? [moment] : []))
    .sort()
    .at(-1) ?? null

async function accountRows({ manager, now }: Reading): Promise<readonly AccountRow[]> {
  const rows = await manager.find(Account, { order: { login: 'ASC' } })
  const names = await personNames(
    manager,
    rows.map((row) => row.personId)
  )
  return rows.map(({ id, login, personId, active, lockedUntil, pinLockedUntil, pinHash, version }) => ({
    id,
    login,
    personId,
    personName: names.get(personId) ?? '',
    active,
    lockedUntil: latest([lockedUntil, pinLockedUntil], now),
    hasPin: pinHash !== null,
    version
  }))
}

export const accountProcedures = {
  accounts: os.accounts.handler(async ({ context }) => accountRows(await context.reading())),
  createAccount: os.createAccount.handler(async ({ context, input }) => {
    checkPassword(input.password, 'password')
    const passwordHash = await hashSecret(input.password)
    return context.write({ chain: 'office', act: '开设账号', reasons: input.reasons }, async (unit) => {
      const { id, personId: concernedId } = await createAccount(unit, { ...input, passwordHash })
      // Whoever opens it knows its first password: with the posts of the person it would be theirs to use.
      if ((await heldPosts(unit.manager, concernedId, unit.today)).length > 0)
        await confirmedByAnother(unit, input.second, {
          concernedId,
          subject: { type: 'account', id },
          what: '为任职人员开设账号'
        })
      return { id }
    })
  }),
  updateAccount: os.updateAccount.handler(async ({ context, input }) => {
    const { newPassword } = input
    if (newPassword) checkPassword(newPassword, 'newPassword')
    const passwordHash = newPassword ? await hashSecret(newPassword) : undefined
    const account = await context.write(
      {
        chain: 'office',
        act: newPassword ? '重设密码' : input.active ? '启用或解锁账号' : '停用账号',
        reasons: input.reasons
      },
      async (unit) => {
        const before = await unit.load(Account, input.id, '账号')
        const after = await updateAccount(unit, { ...input, passwordHash })
        if (newPassword || before.active !== after.active)
          await confirmedByAnother(unit, input.second, {
            concernedId: after.personId,
            subject: { type: 'account', id: after.id },
            what: newPassword ? '重设密码' : input.active ? '启用账号' : '停用账号'
          })
        return after
      }
    )
    if (!account.active || newPassword) context.house.sessions.endOf(account.id, account.active ? 'secrets' : 'closed')
    return { version: account.version }
  })
}
