import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Command } from 'commander'
import type { ImportReport } from '../../../contract/files'
import { attachmentLimit, keepAttachment, receive } from '../../../office/outputs/attachments'
import { importsOf } from '../../../office/outputs/importKinds'
import { commitImport, tryImport } from '../../../office/outputs/importService'
import { rememberChoices, rememberedChoices } from '../../../office/outputs/rememberedColumns'
import { onDataFolder, readingBy, recordingBy, withHouse, type FolderOptions } from '../house'
import { CommandFailed, print, printJson, printTable } from '../report'
import { saidOf, type SaidOptions } from './importOptions'

interface ImportOptions extends FolderOptions, SaidOptions {
  readonly commit?: boolean
  readonly createUnknown: boolean
}

const shownRows = 200
const gather = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** import: takes a table another office or an earlier book kept over; a dry run unless told to commit. */
export function addImportCommand(program: Command): void {
  onDataFolder(program.command('import'))
    .description('导入已有台账（.xlsx、.xls、.et、.ods、.csv、.txt）；不加 --commit 只试算，不保存')
    .argument(
      '<KIND>',
      '种类：people 花名册，其余为各台账的导入种类（supplies、seals、seal-uses、vehicles、refuels、detained-goods、confidential、assets）'
    )
    .argument('<FILE>', '文件')
    .option('--commit', '没有问题时整份保存；有一行有问题则全部不保存')
    .option('--no-create-unknown', '文件中有系统里没有的科室、人员时作为问题列出，不新增')
    .option('--sheet <NAME>', '只导入这张工作表；可写多次', gather)
    .option('--header-row <N>', '表头在第几行；也可写成“工作表:行”，可写多次', gather)
    .option('--map <HEADING=FIELD>', '文件里的这一列是哪一项，如 --map 保管员=经办人；可写多次', gather)
    .option(
      '--value <WORD=MEANING>',
      '文件里的这个词是什么意思，如 --value 派遣=合同聘用，只用于一项时写 编制:派遣=合同聘用；可写多次',
      gather
    )
    .option(
      '--fill <FIELD=VALUE>',
      '文件没有的一项整份表填同一个值，如 --fill 科室=办公室；原来没有记的写 未记载；可写多次',
      gather
    )
    .option('--date <DATE>', '期初是哪一天的，如 --date 2026-09-30；不写时按文件里写的日期，没有则按今天')
    .option('--leave-out', '有问题的行不导入，其余的照常导入；没有导入的行和原因都列出来')
    .action(importFile)
}

async function importFile(kind: string, path: string, options: ImportOptions): Promise<void> {
  await withHouse(options, async (house) => {
    const known = importsOf(house).map(({ definition }) => definition.kind)
    const definition = importsOf(house).find((each) => each.definition.kind === kind)?.definition
    if (!definition) throw new CommandFailed(`没有“${kind}”这种导入，可用：${known.join('、')}`)
    const file = { path: resolve(path), name: basename(path) }
    const reading = await readingBy(house)
    const remembered = await rememberedChoices(house.database.read, kind)
    const order = {
      ...saidOf(definition, options),
      kind,
      file,
      remembered,
      createUnknown: options.createUnknown,
      asker: 'command' as const
    }
    const report = options.commit ? await commit() : (await tryImport(reading, order)).report
    if (options.json) printJson(report)
    else show(report)
    if (options.commit && !report.committed) throw new CommandFailed(options.json ? '' : whyNot(report))

    async function commit(): Promise<ImportReport> {
      const bytes = await readFile(file.path)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const received =
        bytes.length <= attachmentLimit ? await receive(new File([new Uint8Array(bytes)], file.name)) : undefined
      return commitImport(reading, recordingBy(house), { ...order, sha256 }, async (unit, trial) => {
        if (received) await keepAttachment(unit, house, received)
        await rememberChoices(unit, kind, order, trial)
      })
    }
  })
}

function whyNot({ rows, known }: ImportReport): string {
  return rows > 0 && known === rows ? '文件里的内容系统里都已经有，没有新增' : '有问题，全部没有保存'
}

function show(report: ImportReport): void {
  const { file, sheets, rows, accepted, known, day, totals, committed, unknownUnits, unknownPeople } = report
  print(
    `${file}：工作表 ${sheets.join('、')}，读到 ${rows} 行，可导入 ${accepted} 行${known > 0 ? `，系统里已有 ${known} 行` : ''}`
  )
  if (day)
    print(
      `${day.label}：${day.value}（${{ chosen: '指定', file: '取自文件', today: '文件里没有写，按今天' }[day.from]}）`
    )
  for (const { label, value, taken } of totals)
    print(`${label}：${value}${taken === value ? '' : `，其中${committed ? '已导入' : '可导入'}${taken}`}`)
  if (unknownUnits.length > 0) print(`新增科室：${unknownUnits.join('、')}`)
  if (unknownPeople.length > 0) print(`新增人员：${unknownPeople.join('、')}`)
  showRecords(report)
  showRows(
    ['工作表', '行', '列', '问题'],
    report.problems.map(({ sheet, row, column, message }) => [sheet, String(row), column, message])
  )
  showRows(
    ['工作表', '行', '没有作为明细的行', '内容'],
    report.leftOut.map(({ sheet, row, what, text }) => [sheet, String(row), what, text])
  )
  showRows(
    ['工作表', '行', '没有读入或另作处理'],
    report.notes.map(({ sheet, row, text }) => [sheet, row === null ? '' : String(row), text])
  )
  showRows(
    ['表中合计', '列', '表中写的', '各行相加', '是否相符'],
    report.stated.map(({ name, column, stated, computed, agrees }) => [
      name,
      column,
      stated,
      computed,
      agrees ? '相符' : '不符'
    ])
  )
  print(committed ? '已保存' : '未保存')
}

function showRecords({ unknownRecords }: ImportReport): void {
  if (!unknownRecords) return
  printTable([
    ['系统里没有的', '名称', '最先见于', '行数', '说明'],
    ...unknownRecords.map(({ what, name, sheet, row, column, rows: named, advice }) => [
      what,
      name,
      `${sheet} 第${row}行 ${column}`,
      String(named),
      advice
    ])
  ])
}

function showRows(heads: readonly string[], rows: readonly (readonly string[])[]): void {
  if (rows.length === 0) return
  printTable([heads, ...rows.slice(0, shownRows)])
  if (rows.length > shownRows) print(`另有 ${rows.length - shownRows} 行，用 --json 查看全部`)
}
