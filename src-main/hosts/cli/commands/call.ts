import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { z } from 'zod'
import { Caller, faultOf } from '../caller'
import { passwordsVariable } from '../askSecret'
import { withEarlier } from '../earlierLines'
import { onDataFolder, withHouse, type FolderOptions } from '../house'
import { CommandFailed, printJson } from '../report'

const lineSchema = z.strictObject({ as: z.string().min(1), call: z.string().min(1), input: z.unknown().optional() })

interface CallOptions extends FolderOptions {
  readonly strict?: boolean
}

/** call: procedures of the contract in the name of accounts, one per line of a file. */
export function addCallCommand(program: Command): void {
  onDataFolder(program.command('call'))
    .description(
      `按文件逐行办理业务，与窗口走同一套权限和规则。每行形如 {"as":"账号","call":"seals.uses.request","input":{…}}，每行输出 {"ok":…} 或 {"fault":{…}}。` +
        `需要编号处可写单号、姓名、登录名、科室名、车牌、资产编号等；明细可写物品名称或行号，前面第3行的结果可写 "$3.id"，时间可写 2026-09-30 09:00；附件可写 {"$file":"路径"}；version 不写时取记录当前版本。密码在终端询问，或由 ${passwordsVariable} 指定的 JSON 文件提供`
    )
    .argument('<FILE>', 'JSON Lines 文件，- 为标准输入')
    .option('--strict', '遇到第一个不成功即停止，退出码为 1')
    .action(callAll)
}

async function callAll(file: string, options: CallOptions): Promise<void> {
  const lines = await (file === '-' ? text(process.stdin) : readFile(file, 'utf8')).catch(() => {
    throw new CommandFailed(`文件打不开：${file}`)
  })
  await withHouse(options, async (house) => {
    const caller = new Caller(house, file === '-' ? process.cwd() : dirname(resolve(file)))
    const results = new Map<number, unknown>()
    for (const [index, line] of lines.split(/\r?\n/).entries()) {
      if (line.trim() === '') continue
      const { as, call, input } = readLine(line, index + 1)
      try {
        const result = await caller.run(as, call, withEarlier(input ?? undefined, results))
        results.set(index + 1, result)
        printJson({ ok: shown(result) ?? null })
      } catch (error) {
        if (error instanceof CommandFailed) throw error
        printJson({ fault: faultOf(error) })
        if (options.strict) throw new CommandFailed('')
      }
    }
  })
}

function readLine(line: string, number: number): z.infer<typeof lineSchema> {
  try {
    return lineSchema.parse(JSON.parse(line))
  } catch {
    throw new CommandFailed(`第 ${number} 行不是 {"as":…,"call":…,"input":…} 这样的 JSON`)
  }
}

const shown = (result: unknown): unknown =>
  result instanceof File ? { name: result.name, size: result.size, type: result.type } : result
