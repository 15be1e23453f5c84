import type { Command } from 'commander'
import { foundDemoBureau } from '../../../office/demo/bureau'
import { sessionState } from '../../../office/session/state'
import { onDataFolder, withHouse, type FolderOptions } from '../house'
import { print, printJson, printTable } from '../report'

/** demo: fills an empty folder with the demo bureau. */
export function addDemoCommand(program: Command): void {
  onDataFolder(program.command('demo'))
    .description('在空的数据文件夹中装入演示单位，列出账号、职务和共用密码')
    .action(demo)
}

async function demo(options: FolderOptions): Promise<void> {
  await withHouse(options, async (house) => {
    await foundDemoBureau(house)
    const { demoAccounts, demoPassword } = await sessionState(house, '')
    const accounts = demoAccounts.map(({ login, name, posts }) => ({
      account: login,
      name,
      posts: posts.split('、').filter(Boolean)
    }))
    if (options.json) return printJson({ accounts, password: demoPassword })
    printTable([
      ['账号', '姓名', '职务'],
      ...accounts.map(({ account, name, posts }) => [account, name, posts.join('、')])
    ])
    print(`所有账号的密码：${demoPassword}`)
  })
}
