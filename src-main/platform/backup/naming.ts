import { addMinutes, type Instant } from '../../kernel/instant'

/** Why a backup was made. */
export const backupKinds = { daily: '每日', manual: '手工', migration: '升级前', restore: '恢复前' } as const
export type BackupKind = keyof typeof backupKinds

const shape = /^ledger-(\d{8})-(\d{6})-(daily|manual|migration|restore)\.sqlite$/
const eightHours = 8 * 60

/** File name of a backup: local time and kind, nothing of what is in it. */
export function backupName(at: Instant, kind: BackupKind): string {
  const local = addMinutes(at, eightHours)
  return `ledger-${local.slice(0, 10).replaceAll('-', '')}-${local.slice(11, 19).replaceAll(':', '')}-${kind}.sqlite`
}

/** When and why a backup was made, from its name; undefined for any other file. */
export function parseBackupName(
  name: string
): { readonly day: string; readonly at: Instant; readonly kind: BackupKind } | undefined {
  const [, date, time, kind] = shape.exec(name) ?? []
  if (!date || !time || !kind) return undefined
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`
  return {
    day,
    at: addMinutes(`${day}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}.000Z`, -eightHours),
    kind: kind as BackupKind
  }
}
