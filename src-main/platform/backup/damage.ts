import { readdir, stat } from 'node:fs/promises'
import { damageOf, type FileDamage } from '../database/sqliteFile'
import { listBackups, type BackupInfo, type BackupPlaces } from './backup'

export type Damage = FileDamage | 'missing'

const words: Record<Damage, string> = {
  missing: '数据文件不见了，但文件夹里还有附件、备份或密钥',
  truncated: '数据文件不完整，末尾被截断',
  foreign: '数据文件不是本系统的台账数据',
  corrupt: '数据文件已损坏'
}

/**
 * The data cannot be used as it is; names what is wrong and which backups could take its place. The message is Chinese.
 */
export class DamagedData extends Error {
  constructor(
    readonly damage: Damage,
    readonly file: string,
    readonly backups: readonly BackupInfo[]
  ) {
    const latest = backups[0]
    super(
      `${words[damage]}（${file}）。${latest ? `可以从备份恢复，最近一份是 ${latest.name}` : '没有可用的备份，请联系技术人员，不要删除该文件夹'}`
    )
    this.name = 'DamagedData'
  }
}

/**
 * Looks at the data of a folder before it is opened. Throws `DamagedData` when the file is missing beside attachments,
 * backups or a key, cut short, of another program, or corrupt. An empty folder is fine: a new house begins there.
 */
export async function examineData(places: BackupPlaces): Promise<void> {
  const present = await stat(places.file).then(
    () => true,
    () => false
  )
  const damage = present ? await damageOf(places.file) : (await hasTraces(places)) ? 'missing' : undefined
  if (damage) throw new DamagedData(damage, places.file, await listBackups(places.backups))
}

/** Whether a folder has been a bureau's before: its attachments, backups or key are there. */
export async function hasTraces({ folder, attachments, backups }: BackupPlaces): Promise<boolean> {
  const names = await readdir(folder).catch(() => [])
  return (
    names.some((name) => name.startsWith('field.key')) || (await hasEntries(backups)) || (await hasEntries(attachments))
  )
}

async function hasEntries(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length > 0
}
