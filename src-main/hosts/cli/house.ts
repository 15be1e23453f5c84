import { Option, type Command } from 'commander'
import { systemActor, type Actor } from '../../kernel/actor'
import type { House, Reading } from '../../office/house'
import type { Recorder } from '../../office/outputs/exportService'
import { readingOf } from '../../office/procedure'
import { dataFolderAt, postgresAt, type DataFolder } from '../dataFolder'
import { takeFolder } from '../../platform/database/folderOwner'
import { grantWork } from '../../platform/database/serverRole'
import { openLedgers } from '../suite'
import { CommandFailed } from './report'

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

/** What asks the owner of the tables of a server. */
export interface OwnerOptions {
  readonly owner?: string
}

/** Adds --owner to a command that makes or changes tables. */
export function asOwner(command: Command): Command {
  return command.addOption(
    new Option(
      '--owner <URL>',
      '拥有各表的数据库角色的地址（postgres://…），建表、升级、恢复用；各台电脑的 config.json 里只写办理业务的角色'
    ).env('LEDGER_OWNER')
  )
}

/**
 * Opens the house of a folder by the owner of its tables, which makes or moves them, and gives the role of the folder's
 * own address what it works with. The folder's own way where no owner is named.
 */
export async function byOwner<T>(
  folder: DataFolder,
  { owner }: OwnerOptions,
  body: (house: House) => Promise<T>
): Promise<T> {
  if (owner === undefined) return inHouse(folder, body)
  const { storage } = folder
  if (storage?.kind !== 'postgres') throw new CommandFailed('--owner 只用于 PostgreSQL 服务器上的数据')
  const role = decodeURIComponent(new URL(storage.url).username)
  const owning = postgresAt(owner)
  if (role === decodeURIComponent(new URL(owner).username))
    throw new CommandFailed(`--owner 要写另一个角色：“${role}”是办理业务的角色，不应拥有各表`)
  return inHouse({ ...folder, storage: owning }, async (house) => {
    const done = await body(house)
    await grantWork(house.database.writer, role)
    return done
  })
}

/** A read by the command line itself. */
export const readingBy = (house: House): Promise<Reading> => readingOf(house, commandLineActor)

/** Units of work in the name of the command line itself. */
export const recordingBy =
  (house: House): Recorder =>
  (work, body) =>
    house.database.write({ ...work, actor: commandLineActor }, body)
