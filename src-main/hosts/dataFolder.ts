import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Storage } from '../platform/database/dataSources'

/** What `config.json` of a data folder may say. */
const configSchema = z.strictObject({ storage: z.string().optional() })

/** Name of the settings file of a data folder. */
export const configFileName = 'config.json'

/** A data folder and where its rows are kept. */
export interface DataFolder {
  readonly folder: string
  /** Absent: the SQLite file in the folder. */
  readonly storage?: Storage
  /** The database on the server is meant to be empty: a backup is about to be put into it. */
  readonly fresh?: boolean
}

/**
 * Makes the data folder where missing and says where its rows are kept: the given address, else `storage` of its
 * config.json, else its own SQLite file. Throws a Chinese sentence when either is unreadable.
 */
export async function dataFolderAt(path: string, storage?: string): Promise<DataFolder> {
  const folder = resolve(path)
  await mkdir(folder, { recursive: true })
  const address = storage ?? (await configured(folder))
  return address === undefined ? { folder } : { folder, storage: postgresAt(address) }
}

/** The storage behind an address of the server. Throws a Chinese sentence for any other address. */
export function postgresAt(url: string): Storage {
  if (!/^postgres(?:ql)?:\/\//.test(url)) throw new Error('数据库地址应以 postgres:// 开头')
  return { kind: 'postgres', url }
}

async function configured(folder: string): Promise<string | undefined> {
  const path = join(folder, configFileName)
  const text = await readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined
    throw fault
  })
  if (text === undefined) return undefined
  const parsed = configSchema.safeParse(jsonOf(text))
  if (!parsed.success) throw new Error(`${path} 不是有效的设置文件，应形如 {"storage":"postgres://…"}`)
  return parsed.data.storage
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
