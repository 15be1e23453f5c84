import type { Command } from 'commander'
import { formatInstant } from '../../../contract/display'
import type { PastImport } from '../../../contract/files'
import { pastImports, undoImport } from '../../../office/outputs/undoImport'
import { onDataFolder, readingBy, recordingBy, withHouse, type FolderOptions } from '../house'
import { CommandFailed, print, printJson, printTable } from '../report'

interface ImportsOptions extends FolderOptions {
  readonly undo?: string
  readonly reason?: string
}

/** imports: what was imported so far; takes one import back as a whole. */
export function addImportsCommand(program: Command): void {
  onDataFolder(program.command('imports'))
    .description('列出已做的导入；加 --undo 把一次导入整体撤销（逐笔冲正，已有业务为依据的不能撤销）')
    .option('--undo <ID>', '要撤销的导入，编号见列表')
    .option('--reason <WHY>', '撤销原因，与 --undo 同用')
    .action(listOrUndo)
}

async function listOrUndo({ undo, reason, ...options }: ImportsOptions): Promise<void> {
  if (undo !== undefined && !reason?.trim()) throw new CommandFailed('撤销导入要写 --reason 撤销原因')
  await withHouse(options, async (house) => {
    if (undo !== undefined)
      await undoImport(await readingBy(house), recordingBy(house), { id: undo, reason: reason?.trim() ?? '' })
    const all = await pastImports(await readingBy(house))
    const shown = undo === undefined ? all : all.filter(({ id }) => id === undo)
    if (options.json) printJson(shown)
    else if (shown.length === 0) print('还没有做过导入')
    else printTable([['编号', '时间', '内容', '文件', '经办', '状态'], ...shown.map(lineOf)])
  })
}

const lineOf = ({ id, at, name, file, by, undone }: PastImport): readonly string[] => [
  id,
  formatInstant(at),
  name,
  file,
  by,
  undone ? `${formatInstant(undone.at)} ${undone.by}撤销：${undone.reason}` : '已导入'
]
