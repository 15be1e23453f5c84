import { randomInt } from 'node:crypto'
import { formatInstant } from '../../contract/display'
import type { Instant } from '../../kernel/instant'
import { addMinutes, localDateOf } from '../../kernel/instant'
import { addMonths } from '../../kernel/localDate'
import { SYS_01 } from '../../kernel/rules/system'
import type { RuleBook } from '../../kernel/rules/rule'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { hashSecret } from '../../platform/session/secrets'
import type { Account } from '../entities'

// Without what is mistaken for another when read from a slip of paper.
const letters = 'abcdefghjkmnpqrstuvwxyz'
const digits = '23456789'
const groups = [letters, digits, letters] as const

/** A code for one sign-in, e.g. mkwt-7493-hpqd: handed over once, kept as a hash only. */
export function drawCode(): string {
  const draw = (from: string) => Array.from({ length: 4 }, () => from[randomInt(from.length)]).join('')
  return groups.map(draw).join('-')
}

/** What an account holds from the moment a code is handed out. */
export type CodeOfAccount = Pick<Account, 'passwordHash' | 'codeAt' | 'codeBy' | 'passwordAt'>

/** A code and what the account keeps of it. */
export interface NewCode {
  readonly code: string
  readonly kept: (unit: UnitOfWork) => CodeOfAccount
}

/** A new code; made before the unit of work, hashing takes a quarter of a second. */
export async function newCode(): Promise<NewCode> {
  const code = drawCode()
  const passwordHash = await hashSecret(code)
  return {
    code,
    kept: ({ now, actor }) => ({
      passwordHash,
      codeAt: now,
      codeBy: actor.personId === null ? null : actor.name,
      passwordAt: null
    })
  }
}

/** Until when the code of an account opens it; null where its password is its bearer's own. */
export const codeUntil = ({ codeAt }: Pick<Account, 'codeAt'>, book: RuleBook): Instant | null =>
  codeAt === null ? null : addMinutes(codeAt, SYS_01.values(book).codeHours * 60)

/**
 * Why somebody signed in has to set a password of their own before anything else, in words: it is a code somebody
 * handed out, or older than the bureau lets a password be (SYS-01). Null where nothing is asked.
 */
export function owesPassword(
  account: Pick<Account, 'codeAt' | 'codeBy' | 'passwordAt'>,
  book: RuleBook,
  now: Instant
): string | null {
  const { passwordMonths } = SYS_01.values(book)
  if (account.codeAt !== null)
    return `${account.codeBy ?? '管理人员用命令行'}于${formatInstant(account.codeAt)}给您发放了一次性口令，请设置只有您知道的密码`
  if (passwordMonths <= 0) return null
  if (account.passwordAt === null) return `单位规定密码${passwordMonths}个月一换，现在的密码没有记录何时设置，请更换`
  const until = addMonths(localDateOf(account.passwordAt), passwordMonths)
  return localDateOf(now) < until ? null : `现在的密码已用满${passwordMonths}个月，请更换`
}
