import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { diskFull } from '../../kernel/fault'

const noRoom: readonly unknown[] = ['ENOSPC', 'EDQUOT']

/** Whether a file could not be written for want of room on its disk or in its owner's share of it. */
export const isDiskFull = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && noRoom.includes(fault.code)

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Files kept by content hash under one folder, two levels deep; the same content is kept once. */
export class AttachmentStore {
  constructor(private readonly folder: string) {}

  /** Path a content hash is kept at. */
  pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256)
  }

  /**
   * Keeps the bytes durably and gives their SHA-256. Written beside and renamed, so a crash leaves no half file under
   * the hash. Fails with
   * `diskFull` when there is no room, and leaves nothing of it.
   */
  async keep(bytes: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const path = this.pathOf(sha256)
    if (await this.has(sha256)) return sha256
    const beside = `${path}.${v7()}.part`
    try {
      await mkdir(join(this.folder, sha256.slice(0, 2)), { recursive: true })
      await writeDurably(beside, bytes)
      await rename(beside, path)
    } catch (fault) {
      await rm(beside, { force: true })
      throw isDiskFull(fault) ? diskFull() : fault
    }
    return sha256
  }

  async read(sha256: string): Promise<Buffer> {
    return readFile(this.pathOf(sha256))
  }

  async has(sha256: string): Promise<boolean> {
    return stat(this.pathOf(sha256)).then(
      () => true,
      () => false
    )
  }

  /** Whether the kept bytes still have their hash; false also when the file is gone. */
  async intact(sha256: string): Promise<boolean> {
    if (!(await this.has(sha256))) return false
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(this.pathOf(sha256))) hash.update(chunk as Buffer)
    return hash.digest('hex') === sha256
  }
}
