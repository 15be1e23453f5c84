import { resolve } from 'node:path'
import { InvalidArgumentError, type Command } from 'commander'
import open from 'open'
import { Bureau } from '../../../office/entities'
import { foundDemoBureau } from '../../../office/demo/bureau'
import type { House } from '../../../office/house'
import { remarkOnRole } from '../../../platform/database/serverRole'
import { startBrowserHost } from '../../browser/host'
import { dataFolderAt } from '../../dataFolder'
import { guardProcess } from '../../lastResort'
import { rendererFolder } from '../../projectRoot'
import { Suite } from '../../suite'
import { onDataFolder, type FolderOptions } from '../house'
import { readyWords } from '../ready'
import { print } from '../report'

interface ServeOptions extends FolderOptions {
  readonly port: number
  readonly demo?: boolean
  readonly open?: boolean
}

/** serve: the suite for the browsers of this computer, until SIGTERM or SIGINT. */
export function addServeCommand(program: Command): void {
  onDataFolder(program.command('serve'))
    .description(
      '在本机浏览器中使用：仅监听 127.0.0.1，就绪后说明在哪里打开（供脚本用时输出一行 JSON），收到 SIGTERM 后停止'
    )
    .option('--port <N>', '端口，0 为任意空闲端口', portOf, 0)
    .option('--demo', '数据文件夹为空时先装入演示单位')
    .option('--open', '就绪后打开浏览器')
    .action(serve)
}

async function serve(options: ServeOptions): Promise<void> {
  const stopping = stopSignal()
  const suite = await Suite.open(await dataFolderAt(options.data, options.storage), {}, '浏览器服务')
  guardProcess(() => suite.close())
  try {
    if (options.demo) await suite.run(demoWhereEmpty)
    const remark = await suite.run(({ database }) => remarkOnRole(database.read))
    if (remark !== null) process.stderr.write(`请注意：${remark}\n`)
    const host = await startBrowserHost({ suite, port: options.port, pages: rendererFolder })
    // Scripts read a line of JSON; a person at a terminal is told in words.
    print(readyWords({ url: host.url, data: resolve(options.data) }, process.stdout.isTTY && !options.json))
    // Where no browser can be opened the address has been printed.
    if (options.open) await open(host.url).catch(() => undefined)
    await stopping
    await host.close()
  } finally {
    await suite.close()
  }
}

async function demoWhereEmpty(house: House): Promise<void> {
  if ((await house.database.read.count(Bureau)) === 0) await foundDemoBureau(house)
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

function portOf(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('端口应为 0 至 65535 的整数')
  return port
}
