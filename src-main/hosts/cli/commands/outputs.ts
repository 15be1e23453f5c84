import { copyFile, mkdir, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { InvalidArgumentError, type Command } from 'commander'
import { localDate } from '../../../contract/values'
import { chains } from '../../../contract/ledgers'
import { labelsOf, outputsFor, workbooksOf } from '../../../office/outputs/catalogue'
import { prepareExport } from '../../../office/outputs/exportService'
import { prepareForm, prepareLabels, subjectOfForm, subjectsOfLabel } from '../../../office/outputs/formService'
import { commandLineActor, onDataFolder, readingBy, recordingBy, withHouse, type FolderOptions } from '../house'
import { CommandFailed, print, printJson, printTable } from '../report'

interface ExportOptions extends FolderOptions {
  readonly out: string
  readonly from?: string
  readonly to?: string
  readonly pageSums?: true
}

/** outputs, export, form. */
export function addOutputCommands(program: Command): void {
  onDataFolder(program.command('outputs'))
    .description('列出全部台账（Excel）、表单和标签（Word）：编号、所属台账、名称、种类、工作表')
    .action(listOutputs)
  onDataFolder(program.command('export'))
    .description('导出台账为 Excel')
    .argument('<LEDGER>', `台账（${Object.keys(chains).join('、')}）、某一份台账的编号，或 all`)
    .requiredOption('--out <DIR>', '存放文件夹')
    .option('--from <D>', '起始日期，如 2026-01-01', dateOf)
    .option('--to <D>', '截止日期', dateOf)
    .option('--page-sums', '装订用：各页打印承前页、本页小计、过次页')
    .action(exportLedgers)
  onDataFolder(program.command('form'))
    .description('生成一份表单或标签（Word）')
    .argument('<FORM>', '表单或标签的编号，见 outputs')
    .argument('<NUMBER>', '印在单据或标签上的编号，如 YY-2026-000001')
    .requiredOption('--out <FILE>', '存放的文件')
    .action(writeOneForm)
}

async function listOutputs(options: FolderOptions): Promise<void> {
  await withHouse(options, async (house) => {
    const outputs = outputsFor(house, commandLineActor)
    if (options.json) return printJson(outputs)
    printTable([
      ['编号', '台账', '名称', '种类', '工作表'],
      ...outputs.map(({ id, ledger, name, kind, sheets }) => [
        id,
        chains[ledger as keyof typeof chains],
        name,
        kind,
        sheets.join(' · ')
      ]),
      ...labelsOf(house).map(({ ledger, definition: { id, name } }) => [id, chains[ledger], name, '标签', ''])
    ])
  })
}

async function exportLedgers(wanted: string, options: ExportOptions): Promise<void> {
  await withHouse(options, async (house) => {
    const chosen = workbooksOf(house).filter(
      ({ ledger, definition }) => wanted === 'all' || wanted === ledger || wanted === definition.id
    )
    if (chosen.length === 0) throw new CommandFailed(`没有名为“${wanted}”的台账，可用 outputs 命令查看`)
    await mkdir(options.out, { recursive: true })
    const files = []
    for (const { definition } of chosen) {
      const prepared = await prepareExport(await readingBy(house), recordingBy(house), {
        output: definition.id,
        from: options.from,
        to: options.to,
        pageSums: options.pageSums
      })
      const path = resolve(join(options.out, prepared.fileName))
      const sheets = await prepared.write(path)
      files.push({ id: definition.id, path, rows: sheets.reduce((sum, { rows }) => sum + rows, 0) })
    }
    if (options.json) return printJson({ files })
    for (const { path, rows } of files) print(`${path}  ${rows}行`)
  })
}

async function writeOneForm(
  form: string,
  number: string,
  options: FolderOptions & { readonly out: string }
): Promise<void> {
  await withHouse(options, async (house) => {
    const reading = await readingBy(house)
    const isLabel = labelsOf(house).some(({ definition }) => definition.id === form)
    const prepared = isLabel
      ? await prepareLabels(reading, recordingBy(house), form, await subjectsOfLabel(reading, form, number), 'a4')
      : await prepareForm(reading, recordingBy(house), form, await subjectOfForm(reading, form, number))
    const path = resolve(options.out)
    await mkdir(dirname(path), { recursive: true })
    const beside = `${path}.${house.newId()}.part`
    try {
      await prepared.write(beside)
      await copyFile(beside, path)
    } finally {
      await rm(beside, { force: true })
    }
    if (options.json) printJson({ form, number, path })
    else print(path)
  })
}

function dateOf(text: string): string {
  const parsed = localDate().safeParse(text)
  if (!parsed.success) throw new InvalidArgumentError('日期应为 2026-01-05 这样的形式')
  return parsed.data
}
