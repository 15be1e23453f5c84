import type { AccountRow } from '../../contract/office'
import { Account } from '../entities'
import type { Reading } from '../house'
import { personNames } from '../people/names'
import { officeProcedures as os } from '../procedures'
import { codeUntil, newCode } from './oneTimeCode'
import { confirmedByAnother, heldPosts } from './secondPerson'
import { createAccount, updateAccount } from './service'

/** The last of some moments that is still to come. */
const latest = (moments: readonly (string | null)[], now: string): string | null =>
  moments
    .flatMap((moment) => (moment !== null && moment > now ? [moment] : []))
    .sort()
    .at(-1) ?? null

const codeOf = (until: string | null, now: string): AccountRow['code'] =>
  until === null ? null : { until, over: until <= now }

async function accountRows({ manager, now, book }: Reading): Promise<readonly AccountRow[]> {
  const rows = await manager.find(Account, { order: { login: 'ASC' } })
  const names = await personNames(
    manager,
    rows.map((row) => row.personId)
  )
  return rows.map(({ id, login, personId, active, lockedUntil, pinLockedUntil, pinHash, version, codeAt }) => ({
    id,
    login,
    personId,
    personName: names.get(personId) ?? '',
    active,
    lockedUntil: latest([lockedUntil, pinLockedUntil], now),
    hasPin: pinHash !== null,
    code: codeOf(codeUntil({ codeAt }, book), now),
    version
  }))
}

export const accountProcedures = {
  accounts: os.accounts.handler(async ({ context }) => accountRows(await context.reading())),
  createAccount: os.createAccount.handler(async ({ context, input }) => {
    const { code, kept } = await newCode()
    return context.write({ chain: 'office', act: '开设账号', reasons: input.reasons }, async (unit) => {
      const { id, personId: concernedId } = await createAccount(unit, {
        personId: input.personId,
        login: input.login,
        ...kept(unit)
      })
      // Whoever opens it knows its code: with the posts of the person it would be theirs to use.
      if ((await heldPosts(unit.manager, concernedId, unit.today)).length > 0)
        await confirmedByAnother(unit, input.second, {
          concernedId,
          subject: { type: 'account', id },
          what: '为任职人员开设账号'
        })
      return { id, code }
    })
  }),
  updateAccount: os.updateAccount.handler(async ({ context, input }) => {
    const handedOut = input.resetPassword ? await newCode() : undefined
    const account = await context.write(
      {
        chain: 'office',
        act: handedOut ? '重设密码' : input.active ? '启用或解锁账号' : '停用账号',
        reasons: input.reasons
      },
      async (unit) => {
        const before = await unit.load(Account, input.id, '账号')
        const after = await updateAccount(unit, { ...input, code: handedOut?.kept(unit) })
        if (handedOut || before.active !== after.active)
          await confirmedByAnother(unit, input.second, {
            concernedId: after.personId,
            subject: { type: 'account', id: after.id },
            what: handedOut ? '重设密码' : input.active ? '启用账号' : '停用账号'
          })
        return after
      }
    )
    if (!account.active || handedOut) context.house.sessions.endOf(account.id, account.active ? 'secrets' : 'closed')
    return { version: account.version, code: handedOut?.code ?? null }
  })
}
