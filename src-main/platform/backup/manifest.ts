import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { z } from 'zod'

const manifestSchema = z.object({
  at: z.string(),
  kind: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  verified: z.boolean(),
  heads: z.record(z.string(), z.object({ length: z.number(), hash: z.string() })),
  attachments: z.array(z.string()),
  /** Check value of the key that encrypted fields were sealed under; the key itself is never in a backup. */
  keyCheck: z.string().nullable().default(null)
})

/** What stands beside a backup: its hash, where the chains ended, and the files it refers to. */
export type BackupManifest = z.infer<typeof manifestSchema>

/** Where the manifest of a backup file stands. */
export const manifestPath = (backup: string): string => backup.replace(/\.sqlite$/, '.json')

/** SHA-256 of a file's bytes, hexadecimal. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Writes the manifest durably; a crash leaves the old one or none. */
export async function writeManifest(backup: string, manifest: BackupManifest): Promise<void> {
  const path = manifestPath(backup)
  const file = await open(`${path}.part`, 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify(manifest, null, 2))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.part`, path)
}

/** The manifest of a backup; undefined where there is none or it cannot be read. */
export async function readManifest(backup: string): Promise<BackupManifest | undefined> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(manifestPath(backup), 'utf8')))
  } catch {
    return undefined
  }
}
