import type { Command } from 'commander'
import { ruleRows } from '../../../office/administration/rules'
import { onDataFolder, readingBy, withHouse, type FolderOptions } from '../house'
import { printJson, printTable } from '../report'

const stateWords = { on: '执行', warn: '降为提示', off: '停用' } as const

/** rules: every rule as it stands in this bureau. */
export function addRulesCommand(program: Command): void {
  onDataFolder(program.command('rules'))
    .description('列出全部规则：编号、方式、依据、参数和在本单位的状态')
    .action(rules)
}

async function rules(options: FolderOptions): Promise<void> {
  await withHouse(options, async (house) => {
    const rows = ruleRows(await readingBy(house))
    if (options.json)
      return printJson(
        rows.map(({ id, act, source, state, parameters }) => ({
          id,
          act,
          source,
          state,
          parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value]))
        }))
      )
    const shown = rows.map(({ id, act, title, source, state, parameters }) => [
      id,
      act,
      stateWords[state],
      title,
      parameters.map(({ label, value, unit }) => `${label}=${value}${unit ?? ''}`).join('，'),
      source
    ])
    printTable([['规则', '方式', '状态', '内容', '参数', '依据'], ...shown])
  })
}
