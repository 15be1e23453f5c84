import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Command } from 'commander'
import type { ImportReport } from '../../../contract/files'
import { attachmentLimit, keepAttachment, receive } from '../../../office/outputs/attachments'
import { importsOf } from '../../../office/outputs/importKinds'
import { commitImport, tryImport } from '../../../office/outputs/importService'
import { onDataFolder, readingBy, recordingBy, withHouse, type FolderOptions } from '../house'
import { CommandFailed, print, printJson, printTable } from '../report'

interface ImportOptions extends FolderOptions {
  readonly commit?: boolean
  readonly createUnknown: boolean
}

const shownProblems = 200

/** import: takes an Excel or csv ledger over; a dry run unless told to commit. */
export function addImportCommand(program: Command): void {
  onDataFolder(program.command('import'))
    .description('导入已有台账（.xlsx 或 .csv）；不加 --commit 只试算，不保存')
    .argument(
      '<KIND>',
      '种类：people 花名册，其余为各台账的导入种类（supplies、seals、seal-uses、vehicles、refuels、detained-goods、confidential、assets）'
    )
    .argument('<FILE>', '文件')
    .option('--commit', '没有问题时整份保存；有一行有问题则全部不保存')
    .option('--no-create-unknown', '文件中有系统里没有的科室、人员时作为问题列出，不新增')
    .action(importFile)
}

async function importFile(kind: string, path: string, options: ImportOptions): Promise<void> {
  await withHouse(options, async (house) => {
    const known = importsOf(house).map(({ definition }) => definition.kind)
    if (!known.includes(kind)) throw new CommandFailed(`没有“${kind}”这种导入，可用：${known.join('、')}`)
    const file = { path: resolve(path), name: basename(path) }
    const reading = await readingBy(house)
    const order = { kind, file, createUnknown: options.createUnknown }
    const report = options.commit ? await commit() : (await tryImport(reading, order)).report
    if (options.json) printJson(report)
    else show(report)
    if (options.commit && !report.committed) throw new CommandFailed(options.json ? '' : '有问题，全部没有保存')

    async function commit(): Promise<ImportReport> {
      const bytes = await readFile(file.path)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const received = bytes.length <= attachmentLimit ? await receive(new File([new Uint8Array(bytes)], file.name)) : undefined
      return commitImport(reading, recordingBy(house), { ...order, sha256 }, async (unit) => {
        if (received) await keepAttachment(unit, house, received)
      })
    }
  })
}

function show({ file, sheets, rows, accepted, problems, sums, committed, unknownUnits, unknownPeople, unknownRecords }: ImportReport): void {
  print(`${file}：工作表 ${sheets.join('、')}，读到 ${rows} 行，可导入 ${accepted} 行`)
  for (const [name, sum] of Object.entries(sums)) print(`合计 ${name}：${name.endsWith('Cents') ? (sum / 100).toFixed(2) : sum}`)
  if (unknownUnits.length > 0) print(`新增科室：${unknownUnits.join('、')}`)
  if (unknownPeople.length > 0) print(`新增人员：${unknownPeople.join('、')}`)
  if (unknownRecords)
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
  if (problems.length > 0)
    printTable([
      ['工作表', '行', '列', '问题'],
      ...problems.slice(0, shownProblems).map(({ sheet, row, column, message }) => [sheet, String(row), column, message])
    ])
  if (problems.length > shownProblems) print(`另有 ${problems.length - shownProblems} 个问题，用 --json 查看全部`)
  print(committed ? '已保存' : '未保存')
}
