import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import log from 'electron-log/node'
import type { JobState } from '../../contract/files'
import type { Actor } from '../../kernel/actor'
import { Fault } from '../../kernel/fault'
import { isDiskFull } from '../../platform/files/attachmentStore'
import type { JobTools } from '../../platform/jobs/jobRunner'
import type { House } from '../house'

/** A file to be made in the background. */
export interface FilePlan {
  readonly name: string
  readonly fileName: string
  readonly write: (path: string, tools: JobTools) => Promise<unknown>
  /** Nothing of it may be read in the data folder: it waits there encrypted (SEC-02). */
  readonly sealed?: boolean
}

/** Whom long work belongs to: the person, at whatever window, and nobody who comes to that window afterwards. */
export const ownerOf = ({ personId }: Actor): string => personId ?? 'program'

const keptMilliseconds = 24 * 60 * 60 * 1000

/**
 * Starts making a file in the data folder's exports folder, where it stays for a day to be fetched. `owner` is the
 * person it belongs to.
 */
export async function startFileJob(
  house: House,
  owner: string,
  { name, fileName, write, sealed = false }: FilePlan
): Promise<JobState> {
  const folder = join(house.folder, 'exports')
  await mkdir(folder, { recursive: true })
  await clearOld(folder, Date.parse(house.clock.now()))
  const file = join(folder, `${house.newId()}${sealed ? sealedEnding : fileName.slice(fileName.lastIndexOf('.'))}`)
  return house.jobs.start(owner, name, async (tools) => {
    try {
      await (sealed ? writeSealed(house, file, (path) => write(path, tools)) : write(file, tools))
      return { file, fileName }
    } catch (error) {
      if (tools.signal.aborted) throw error
      throw new Error(plainMessage(name, error), { cause: error })
    }
  })
}

const sealedEnding = '.sealed'
const context = 'export.file'

/** Makes a file outside the data folder and keeps it there encrypted. */
async function writeSealed(house: House, file: string, write: (path: string) => Promise<unknown>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'export-'))
  try {
    const path = join(folder, 'file')
    await write(path)
    await writeFile(file, await house.fields.seal((await readFile(path)).toString('base64'), context), { mode: 0o600 })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The bytes of a finished file; one that waited encrypted is opened. */
export async function finishedBytes(house: House, file: string): Promise<Uint8Array> {
  const bytes = await readFile(file)
  return new Uint8Array(
    file.endsWith(sealedEnding)
      ? Buffer.from(await house.fields.open(bytes.toString('utf8'), context), 'base64')
      : bytes
  )
}

function plainMessage(name: string, error: unknown): string {
  if (error instanceof Fault) return error.message
  log.error(`writing ${name}`, error)
  return isDiskFull(error)
    ? '磁盘空间不足，文件没有生成。请清理磁盘后重试'
    : `${name}没有生成，原因已记入日志，请联系管理员`
}

async function clearOld(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const facts = await stat(path).catch(() => undefined)
    if (facts && now - facts.mtimeMs > keptMilliseconds) await rm(path, { force: true })
  }
}
