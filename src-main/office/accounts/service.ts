import { invalid } from '../../kernel/fault'
import type { UnitOfWork } from '../../platform/database/unitOfWork'
import { Account, accountSecrets, Person } from '../entities'
import { heldOn } from '../people/heldOn'
import { reopenPin } from '../pinGate'
import { loginOf } from './logins'
import { rowsWith } from '../../platform/database/readRows'
import type { CodeOfAccount } from './oneTimeCode'

/**
 * Opens an account with a code handed out or a password of its bearer; one per person, logins unique. Outsiders and
 * departed people get none.
 */
export async function createAccount(
  unit: UnitOfWork,
  input: { readonly personId: string; readonly login: string } & (CodeOfAccount | { readonly passwordHash: string })
): Promise<Account> {
  const { personId, login: typed, ...secret } = input
  const person = await unit.load(Person, personId, '人员')
  const login = loginOf(typed)
  if (person.status === 'departed' || person.kind === 'outsider')
    throw invalid([{ path: 'personId', message: `${person.name}不是在岗职工，不能开设账号` }])
  if (await unit.manager.findOneBy(Account, { personId: person.id }))
    throw invalid([{ path: 'personId', message: `${person.name}已有账号` }])
  if (await unit.manager.findOneBy(Account, { login }))
    throw invalid([{ path: 'login', message: `登录名“${login}”已被使用` }])
  const account = await unit.insert(
    Account,
    {
      personId: person.id,
      login,
      codeAt: null,
      codeBy: null,
      passwordAt: unit.now,
      ...secret,
      formerHashes: null,
      pinHash: null,
      active: true,
      failures: 0,
      lockedUntil: null,
      pinFailures: null,
      pinLockedUntil: null
    },
    accountSecrets
  )
  unit.about({ type: 'account', id: account.id, number: login })
  return account
}

/**
 * Opens, closes or unlocks an account, or has a code handed out for it. The last administrator's account cannot be
 * closed.
 */
export async function updateAccount(
  unit: UnitOfWork,
  input: {
    readonly id: string
    readonly version: number
    readonly active: boolean
    readonly unlock: boolean
    readonly code: CodeOfAccount | undefined
  }
): Promise<Account> {
  const before = await unit.load(Account, input.id, '账号')
  if (input.unlock && !unit.isPreview) reopenPin(unit.manager, before.personId)
  if (before.active && !input.active) await anotherAdministrator(unit, before)
  unit.about({ type: 'account', id: before.id, number: before.login })
  return unit.update(
    Account,
    { ...before, version: input.version },
    {
      active: input.active,
      ...(input.unlock ? { failures: 0, lockedUntil: null, pinFailures: null, pinLockedUntil: null } : {}),
      ...(input.code ? { ...input.code, formerHashes: withFormer(before) } : {})
    },
    '账号',
    accountSecrets
  )
}

/** The passwords an account had before, as hashes, the last one first. */
export const formerHashesOf = ({ formerHashes }: Pick<Account, 'formerHashes'>): readonly string[] =>
  formerHashes === null ? [] : (JSON.parse(formerHashes) as readonly string[])

/** As many as any bureau may ask for. */
const mostFormer = 24

/** What an account keeps of the passwords before when its password changes; a code is nobody's password. */
export function withFormer(account: Pick<Account, 'passwordHash' | 'formerHashes' | 'codeAt'>): string {
  const own = account.codeAt === null ? [account.passwordHash] : []
  return JSON.stringify([...own, ...formerHashesOf(account)].slice(0, mostFormer))
}

async function anotherAdministrator(unit: UnitOfWork, closing: Account): Promise<void> {
  const posts = (await heldOn(unit.manager, unit.today)).filter(({ post }) => post === 'administrator')
  const people = posts.map((held) => held.personId)
  if (!people.includes(closing.personId)) return
  const accounts = await rowsWith(unit.manager, Account, 'personId', people, { where: { active: true } })
  if (accounts.every((account) => account.id === closing.id))
    throw invalid([{ path: 'active', message: '这是唯一的系统管理员账号，不能停用' }])
}
