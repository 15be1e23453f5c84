import type { Command } from 'commander'
import { notFound } from '../../../kernel/fault'
import { checkPassword, loginOf } from '../../../office/accounts/logins'
import { createAccount, updateAccount } from '../../../office/accounts/service'
import { Account, Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import { personNames } from '../../../office/people/names'
import { hashSecret } from '../../../platform/session/secrets'
import { onDataFolder, recordingBy, withHouse, type FolderOptions } from '../house'
import { askSecret } from '../askSecret'
import { CommandFailed, print, printJson, printTable } from '../report'

/** user: what an administrator needs when nobody can sign in to the window any more. */
export function addAccountCommands(program: Command): void {
  const user = program.command('user').description('账号：列出、开设、重设密码、解锁、停用')
  onDataFolder(user.command('list')).description('列出账号').action(list)
  onDataFolder(user.command('add'))
    .description('为花名册中的人员开设账号')
    .argument('<LOGIN>', '登录名')
    .argument('<PERSON>', '姓名')
    .action(add)
  onDataFolder(user.command('password')).description('重设密码').argument('<LOGIN>', '登录名').action(resetPassword)
  onDataFolder(user.command('unlock'))
    .description('解除锁定')
    .argument('<LOGIN>', '登录名')
    .action((login: string, options: FolderOptions) =>
      change(login, options, '解锁账号', { active: true, unlock: true })
    )
  onDataFolder(user.command('close'))
    .description('停用账号')
    .argument('<LOGIN>', '登录名')
    .action((login: string, options: FolderOptions) =>
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

async function add(login: string, name: string, options: FolderOptions): Promise<void> {
  const passwordHash = await newPasswordHash(login)
  await withHouse(options, async (house) => {
    const people = await house.database.read.findBy(Person, { name })
    const [person] = people
    if (!person) throw notFound(`名为“${name}”的人员`)
    if (people.length > 1) throw new CommandFailed(`有 ${people.length} 名“${name}”，请在窗口中开设账号`)
    await recordingBy(house)(
      { chain: 'office', act: '开设账号' },
      async (unit) => void (await createAccount(unit, { personId: person.id, login, passwordHash }))
    )
    done(options, loginOf(login))
  })
}

async function resetPassword(login: string, options: FolderOptions): Promise<void> {
  await change(login, options, '重设密码', { active: true, unlock: true, passwordHash: await newPasswordHash(login) })
}

async function change(
  login: string,
  options: FolderOptions,
  act: string,
  patch: { readonly active: boolean; readonly unlock: boolean; readonly passwordHash?: string }
): Promise<void> {
  await withHouse(options, async (house) => {
    const account = await accountOf(house, login)
    await recordingBy(house)(
      { chain: 'office', act },
      async (unit) =>
        void (await updateAccount(unit, {
          id: account.id,
          version: account.version,
          passwordHash: undefined,
          ...patch
        }))
    )
    done(options, account.login)
  })
}

async function accountOf(house: House, login: string): Promise<Account> {
  const account = await house.database.read.findOneBy(Account, { login: loginOf(login) })
  if (!account) throw notFound(`登录名为“${login}”的账号`)
  return account
}

async function newPasswordHash(login: string): Promise<string> {
  const password = await askSecret(login, `${login} 的新密码：`)
  checkPassword(password, 'password')
  return hashSecret(password)
}

function done(options: FolderOptions, account: string): void {
  if (options.json) printJson({ account })
  else print(`${account} 已办理`)
}
