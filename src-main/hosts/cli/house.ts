import { Option, type Command } from 'commander'
import { systemActor, type Actor } from '../../kernel/actor'
import type { House, Reading } from '../../office/house'
import type { Recorder } from '../../office/outputs/exportService'
import { readingOf } from '../../office/procedure'
import { dataFolderAt, type DataFolder } from '../dataFolder'
import { takeFolder } from '../../platform/database/folderOwner'
import { openLedgers } from '../suite'

/** Options every command that opens a data folder has. */
export interface FolderOptions {
  readonly data: string
  readonly storage?: string
  readonly json?: boolean
}

/** Who the audit log names for what the command line does itself. */
export const commandLineActor: Actor = { ...systemActor, name: '系统（命令行）' }

/** Adds --data, --storage and --json to a command. */
export function onDataFolder(command: Command): Command {
  return command
    .requiredOption('--data <DIR>', '数据文件夹')
    .addOption(
      new Option(
        '--storage <URL>',
        'PostgreSQL 地址（postgres://…）；不写时取数据文件夹中 config.json 的 storage，再不然用文件夹内的数据文件'
      )
    )
    .option('--json', '输出 JSON')
}

/**
 * Opens the house of a data folder for one command and closes it whatever happens. Refused while another program has
 * the folder.
 */
export async function withHouse<T>(options: FolderOptions, body: (house: House) => Promise<T>): Promise<T> {
  return withFolder(options, (folder) => inHouse(folder, body))
}

/** Takes a data folder for one command and gives it back whatever happens. */
export async function withFolder<T>(
  { data, storage }: FolderOptions,
  body: (folder: DataFolder) => Promise<T>
): Promise<T> {
  const folder = await dataFolderAt(data, storage)
  const hold = folder.storage === undefined ? await takeFolder(folder.folder, '命令行') : undefined
  try {
    return await body(folder)
  } finally {
    await hold?.release()
  }
}

/** Opens the house of a folder that is the command's own. */
export async function inHouse<T>(folder: DataFolder, body: (house: House) => Promise<T>): Promise<T> {
  const house = await openLedgers(folder)
  try {
    return await body(house)
  } finally {
    await house.database.close()
  }
}

/** A read by the command line itself. */
export const readingBy = (house: House): Promise<Reading> => readingOf(house, commandLineActor)

/** Units of work in the name of the command line itself. */
export const recordingBy =
  (house: House): Recorder =>
  (work, body) =>
    house.database.write({ ...work, actor: commandLineActor }, body)
