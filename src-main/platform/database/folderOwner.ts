import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sqlite3 from 'sqlite3'
import { z } from 'zod'
import { formatInstant } from '../../contract/display'
import { systemClock } from '../../kernel/instant'

const ownerSchema = z.object({ who: z.string(), process: z.number(), since: z.string() })

/** A data folder that somebody else is using; the message says who and since when, and what to do. */
export class FolderInUse extends Error {}

/** The right to a data folder, held until it is given back or the process ends, however it ends. */
export interface FolderHold {
  release(): Promise<void>
}

/**
 * Takes a data folder for one process: what is held is a lock of the operating system on `owner.lock`, which goes with
 * the process. Who has it stands beside it in `owner.json`. Throws `FolderInUse` when another has it.
 */
export async function takeFolder(folder: string, who: string): Promise<FolderHold> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = join(folder, 'owner.lock')
  const told = join(folder, 'owner.json')
  const database = await openLock(lock)
  try {
    await run(database, 'PRAGMA busy_timeout = 0')
    await run(database, 'BEGIN EXCLUSIVE')
  } catch (error) {
    await close(database)
    if (isBusy(error)) throw new FolderInUse(await inUse(folder, told))
    throw error
  }
  await chmod(lock, 0o600)
  await writeFile(told, JSON.stringify({ who, process: process.pid, since: systemClock.now() }), { mode: 0o600 })
  return {
    release: async () => {
      await rm(told, { force: true })
      await close(database)
    }
  }
}

async function inUse(folder: string, told: string): Promise<string> {
  const owner = await readFile(told, 'utf8')
    .then((text) => ownerSchema.parse(JSON.parse(text)))
    .catch(() => undefined)
  const by = owner ? `${owner.who}（进程 ${owner.process}，自${formatInstant(owner.since)}起）` : '本机的另一个程序'
  return `数据文件夹 ${folder} 正由${by}使用。请在那里办理，或先把它关掉再运行`
}

function openLock(path: string): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(path, (fault) => (fault ? reject(fault) : resolve(database)))
  })
}

function run(database: sqlite3.Database, sql: string): Promise<void> {
  return new Promise((resolve, reject) => database.run(sql, (fault) => (fault ? reject(fault) : resolve())))
}

function close(database: sqlite3.Database): Promise<void> {
  return new Promise((resolve) => database.close(() => resolve()))
}

const isBusy = (error: unknown): boolean => error instanceof Error && /SQLITE_BUSY|SQLITE_LOCKED/.test(error.message)
