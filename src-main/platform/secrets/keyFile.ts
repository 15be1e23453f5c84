import { createHmac } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const schema = z.strictObject({ protection: z.enum(['file', 'os']), key: z.string(), check: z.string() })

/** What `field.key` holds: how the key is protected, the key as kept, and its check value in the clear. */
export type KeptKey = z.infer<typeof schema>

const keyPath = (folder: string): string => join(folder, 'field.key')
const neededPath = (folder: string): string => join(folder, 'field.key.needed')

/**
 * A value that tells one key from another and nothing of the key itself: the first 12 bytes of an HMAC-SHA256 under it,
 * base64url.
 */
export const keyCheckOf = (key: Buffer): string =>
  createHmac('sha256', key).update('bureau-ledgers field key').digest().subarray(0, 12).toString('base64url')

/** The key file of a data folder; undefined where there is none yet. */
export async function readKeyFile(folder: string): Promise<KeptKey | undefined> {
  const text = await textOf(keyPath(folder))
  return text === undefined ? undefined : schema.parse(JSON.parse(text))
}

/** Writes the first key file of a folder durably, readable by its user only; false where another process was first. */
export async function writeKeyFile(folder: string, kept: KeptKey): Promise<boolean> {
  await mkdir(folder, { recursive: true })
  try {
    const file = await open(keyPath(folder), 'wx', 0o600)
    try {
      await file.writeFile(JSON.stringify(kept))
      await file.sync()
    } finally {
      await file.close()
    }
    return true
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'EEXIST') return false
    throw fault
  }
}

/** Moves a key that does not fit the data out of the way; other data may still need it, so it is never deleted. */
export async function setKeyAside(folder: string, { check }: KeptKey): Promise<void> {
  await rename(keyPath(folder), join(folder, `field.key.${check}`))
}

/**
 * How the key of a folder stands to its data: none was ever needed; it is there; the one needed is missing; another one
 * is there instead.
 */
export type KeyStanding = 'none' | 'fits' | 'missing' | 'other'

/**
 * Whether the key of a folder is the one of the given check value, by default the one its data was found to need when
 * it was restored.
 */
export async function keyStanding(folder: string, wanted?: string | null): Promise<KeyStanding> {
  const needed = wanted === undefined ? await neededKey(folder) : (wanted ?? undefined)
  const kept = await readKeyFile(folder)
  if (needed === undefined) return kept ? 'fits' : 'none'
  if (!kept) return 'missing'
  return kept.check === needed ? 'fits' : 'other'
}

/**
 * Check value of the key that restored data was sealed under and that was not in the folder; undefined where nothing is
 * wanting.
 */
export async function neededKey(folder: string): Promise<string | undefined> {
  return (await textOf(neededPath(folder)))?.trim() || undefined
}

/**
 * Notes beside the data which key it needs, or that it has what it needs. Until it is supplied nothing is sealed under
 * a new one.
 */
export async function noteNeededKey(folder: string, check: string | undefined): Promise<void> {
  if (check === undefined) await rm(neededPath(folder), { force: true })
  else await writeFile(neededPath(folder), check, { mode: 0o600 })
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined
    throw fault
  })
}
