import { createHash } from 'node:crypto'
import type { DataSource } from 'typeorm'
import { z } from 'zod'
import { textHash } from '../../kernel/canonical'
import { damageOf, headsIn, reading } from '../database/sqliteFile'
import { appliedMigrations } from '../database/newerData'
import { contentDigest } from './contentDigest'

const manifestSchema = z.object({
  format: z.literal(2),
  at: z.string(),
  kind: z.string(),
  appVersion: z.string(),
  /** Names of the migrations the data has been through. */
  migrations: z.array(z.string()),
  heads: z.record(z.string(), z.object({ length: z.number(), hash: z.string() })),
  /** SHA-256 over all the data, see `contentDigest`. */
  content: z.string(),
  files: z.array(z.object({ sha256: z.string(), size: z.number() })),
  /** Files the data refers to that were gone when the backup was made. */
  missing: z.array(z.string()),
  /** Check value of the key that encrypted fields were sealed under; the key itself is never in a backup. */
  keyCheck: z.string().nullable()
})

/**
 * What a backup says of itself: where the chains ended, hashes of the data and of every file in it, the version of the
 * program.
 */
export type BackupManifest = z.infer<typeof manifestSchema>

/** Tables a backup has beside the data: what it says of itself, and the attachments. */
export const backupTables = ['backup_manifest', 'kept_files'] as const

/** What is found out about a backup when it is looked at. */
export interface BackupSaid {
  readonly manifest: BackupManifest
  /** Proven whole when it was made: pages, chains, rows against their chains, every file. */
  readonly verified: boolean
  /** Why it was not proven, in Chinese. */
  readonly why: string | null
}

interface ManifestRow {
  readonly text: string
  readonly sha256: string
  readonly verified: number
  readonly why: string | null
}

/** Makes room in a copy of the data for what a backup has beside it. */
export async function makeBackupTables(source: DataSource): Promise<void> {
  await source.query('CREATE TABLE kept_files (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL)')
  await source.query(
    'CREATE TABLE backup_manifest (id INTEGER PRIMARY KEY, text TEXT NOT NULL, sha256 TEXT NOT NULL, verified INTEGER, why TEXT)'
  )
}

/** Writes into a backup what it says of itself; `verdict` follows once it was proven. */
export async function writeManifest(source: DataSource, manifest: BackupManifest): Promise<void> {
  const text = JSON.stringify(manifest)
  await source.query('INSERT INTO backup_manifest (id, text, sha256, verified, why) VALUES (1, ?, ?, 0, NULL)', [
    text,
    textHash(text)
  ])
}

/** Notes in a backup whether it was found whole when it was made. */
export async function noteVerdict(source: DataSource, why: string | undefined): Promise<void> {
  await source.query('UPDATE backup_manifest SET verified = ?, why = ? WHERE id = 1', [
    why === undefined ? 1 : 0,
    why ?? null
  ])
}

/** What a backup says of itself; undefined where it says nothing or what it says was altered. */
export async function readManifest(file: string): Promise<BackupSaid | undefined> {
  try {
    const [row] = await reading(file, (source) =>
      source.query<ManifestRow[]>('SELECT text, sha256, verified, why FROM backup_manifest WHERE id = 1')
    )
    if (!row || textHash(row.text) !== row.sha256) return undefined
    return { manifest: manifestSchema.parse(JSON.parse(row.text)), verified: row.verified === 1, why: row.why }
  } catch {
    return undefined
  }
}

/**
 * Opens a backup and holds everything in it against what it says of itself: pages, data, heads of the chains, every
 * file. Gives what is wrong, in Chinese; undefined where it is whole. `known` are the migrations of this program, where
 * its schema matters.
 */
export async function faultOfBackup(file: string, known?: readonly string[]): Promise<string | undefined> {
  const said = await readManifest(file)
  if (!said) return '里面没有核对清单，或清单被改动过，不能确认内容完整'
  const isNewer = known !== undefined && said.manifest.migrations.some((name) => !known.includes(name))
  if (isNewer) return `是更新版本的软件（${said.manifest.appVersion}）做的，请先升级本软件再恢复`
  if (await damageOf(file, true)) return '文件已损坏'
  return reading(file, async (source) => {
    const { heads, content, files, migrations } = said.manifest
    if (JSON.stringify(await headsIn(source)) !== JSON.stringify(heads)) return '各台账的末条校验值与清单不符'
    if (JSON.stringify(await appliedMigrations(source)) !== JSON.stringify(migrations)) return '数据结构与清单不符'
    if ((await contentDigest(source, backupTables)) !== content) return '数据内容与清单不符，被改动过'
    for (const { sha256, size } of files)
      if (!(await keptFileIsWhole(source, sha256, size))) return '里面的附件缺失或被改动过'
    return undefined
  })
}

async function keptFileIsWhole(source: DataSource, sha256: string, size: number): Promise<boolean> {
  const bytes = await keptFile(source, sha256)
  return bytes?.length === size && createHash('sha256').update(bytes).digest('hex') === sha256
}

/** The bytes of a file in a backup; undefined where it is not in it. */
export async function keptFile(source: DataSource, sha256: string): Promise<Buffer | undefined> {
  const [row] = await source.query<{ bytes: Buffer }[]>('SELECT bytes FROM kept_files WHERE sha256 = ?', [sha256])
  return row?.bytes
}
