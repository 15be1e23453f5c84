import type { Command } from 'commander'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { citeFor } from '../../../kernel/rules/regulation'
import { SYS_01 } from '../../../kernel/rules/system'
import { notFound } from '../../../kernel/fault'
import { loginOf } from '../../../office/accounts/logins'
import { newCode } from '../../../office/accounts/oneTimeCode'
import { createAccount, updateAccount } from '../../../office/accounts/service'
import { hasItsKey } from '../../../office/dataKey'
import { Account, Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { personNames } from '../../../office/people/names'
import { onDataFolder, recordingBy, withHouse, type FolderOptions } from '../house'
import { CommandFailed, print, printJson, printTable } from '../report'

interface RecoverOptions extends FolderOptions {
  readonly recover?: boolean
}

/**
 * user: what is needed when nobody can sign in to the window any more. Nobody signs in here, so it asks for --recover,
 * for the key of the data folder, and leaves a line in the exceptions report.
 */
export function addAccountCommands(program: Command): void {
  const user = program.command('user').description('账号：列出、开设、重设密码、解锁、停用')
  const changing = (name: string) =>
    onDataFolder(user.command(name)).option('--recover', '窗口里谁也登录不进去时才用；记入例外情况')
  onDataFolder(user.command('list')).description('列出账号').action(list)
  changing('add')
    .description('为花名册中的人员开设账号')
    .argument('<LOGIN>', '登录名')
    .argument('<PERSON>', '姓名')
    .action(add)
  changing('password').description('重设密码').argument('<LOGIN>', '登录名').action(resetPassword)
  changing('unlock')
    .description('解除锁定')
    .argument('<LOGIN>', '登录名')
    .action((login: string, options: RecoverOptions) =>
      change(login, options, '解锁账号', { active: true, unlock: true })
    )
  changing('close')
    .description('停用账号')
    .argument('<LOGIN>', '登录名')
    .action((login: string, options: RecoverOptions) =>
      change(login, options, '停用账号', { active: false, unlock: false })
    )
}

async function list(options: FolderOptions): Promise<void> {
  await withHouse(options, async (house) => {
    const rows = await house.database.read.find(Account, { order: { login: 'ASC' } })
    const names = await personNames(
      house.database.read,
      rows.map((row) => row.personId)
    )
    const accounts = rows.map(({ login, personId, active, lockedUntil }) => ({
      account: login,
      name: names.get(personId) ?? '',
      active,
      locked: lockedUntil !== null && lockedUntil > house.clock.now()
    }))
    if (options.json) return printJson(accounts)
    printTable([
      ['账号', '姓名', '状态'],
      ...accounts.map(({ account, name, active, locked }) => [
        account,
        name,
        active ? (locked ? '已锁定' : '启用') : '停用'
      ])
    ])
  })
}

/** Does something to an account past the window, where nobody signed in and nobody confirms: only to recover. */
async function recovering(
  house: House,
  { recover }: RecoverOptions,
  act: string,
  login: string,
  body: (unit: UnitOfWork) => Promise<unknown>
): Promise<void> {
  mustRecover(recover)
  if (!(await hasItsKey(house)))
    throw new CommandFailed('数据文件夹里没有这份数据的密钥，不能用命令行办理账号；请先用 key-import 放回密钥')
  await recordingBy(house)({ chain: 'office', act: `命令行${act}` }, async (unit) => {
    await body(unit)
    await unit.except({
      rule: SYS_01.id,
      message: `没有登录、也没有第二人复核，用命令行给账号${login}${act}`,
      source: citeFor(unit.book.profile, SYS_01.sources),
      reason: '命令行 --recover'
    })
  })
}

function mustRecover(recover = false): void {
  if (!recover)
    throw new CommandFailed('账号在窗口“系统 → 账号”里由两人办理；窗口里谁也登录不进去时，才加 --recover 用命令行办理')
}

async function add(login: string, name: string, options: RecoverOptions): Promise<void> {
  mustRecover(options.recover)
  const { code, kept } = await newCode()
  await withHouse(options, async (house) => {
    const people = await house.database.read.findBy(Person, { name })
    const [person] = people
    if (!person) throw notFound(`名为“${name}”的人员`)
    if (people.length > 1) throw new CommandFailed(`有 ${people.length} 名“${name}”，请在窗口中开设账号`)
    await recovering(house, options, '开设账号', loginOf(login), (unit) =>
      createAccount(unit, { personId: person.id, login, ...kept(unit) })
    )
    done(options, loginOf(login), code)
  })
}

async function resetPassword(login: string, options: RecoverOptions): Promise<void> {
  mustRecover(options.recover)
  await change(login, options, '重设密码', { active: true, unlock: true }, await newCode())
}

async function change(
  login: string,
  options: RecoverOptions,
  act: string,
  patch: { readonly active: boolean; readonly unlock: boolean },
  handedOut?: Awaited<ReturnType<typeof newCode>>
): Promise<void> {
  await withHouse(options, async (house) => {
    const account = await accountOf(house, login)
    await recovering(house, options, act, account.login, (unit) =>
      updateAccount(unit, { id: account.id, version: account.version, code: handedOut?.kept(unit), ...patch })
    )
    done(options, account.login, handedOut?.code)
  })
}

async function accountOf(house: House, login: string): Promise<Account> {
  const account = await house.database.read.findOneBy(Account, { login: loginOf(login) })
  if (!account) throw notFound(`登录名为“${login}”的账号`)
  return account
}

function done(options: FolderOptions, account: string, code?: string): void {
  if (options.json) return printJson({ account, ...(code === undefined ? {} : { code }) })
  print(`${account} 已办理`)
  if (code !== undefined) print(`一次性口令：${code}（交给本人；登录后须先设置自己的密码）`)
}
