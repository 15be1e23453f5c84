import { Option, type Command } from 'commander'
import { profileIds, type ProfileId } from '../../../contract/ledgers'
import { foundBureau } from '../../../office/session/founding'
import { askSecret } from '../askSecret'
import { onDataFolder, withHouse, type FolderOptions } from '../house'
import { print, printJson } from '../report'

interface FoundOptions extends FolderOptions {
  readonly name: string
  readonly short?: string
  readonly profile: ProfileId
  readonly admin: string
  readonly login: string
}

/** found: a bureau in an empty folder, with its first administrator. */
export function addFoundCommand(program: Command): void {
  onDataFolder(program.command('found'))
    .description('在空的数据文件夹中建立单位和第一位系统管理员；密码在终端询问或取自密码文件')
    .requiredOption('--name <NAME>', '单位名称')
    .option('--short <NAME>', '单位简称（不写时同名称）')
    .addOption(new Option('--profile <ID>', '执行制度').choices(profileIds).default('dongkou'))
    .requiredOption('--admin <NAME>', '系统管理员姓名')
    .option('--login <LOGIN>', '系统管理员登录名', 'admin')
    .action(found)
}

async function found(options: FoundOptions): Promise<void> {
  const { name, short = name, profile, admin, login } = options
  await withHouse(options, async (house) => {
    const password = await askSecret(login, `${login} 的密码：`)
    await foundBureau(house, { name, shortName: short.slice(0, 20), profile, adminName: admin, login, password })
    if (options.json) return printJson({ bureau: name, profile, account: login })
    print(`已建立${name}，系统管理员${admin}的账号：${login}`)
  })
}
