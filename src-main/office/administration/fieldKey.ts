import type { FieldKeyState } from '../../contract/administration'
import { AuditEntry } from '../../platform/database/auditEntities'
import { keyStanding, neededKey } from '../../platform/secrets/keyFile'
import { sealedKeyCheck, sealedKeyLimit } from '../../platform/secrets/sealedKey'
import { invalid } from '../../kernel/fault'
import type { House, Reading } from '../house'
import type { Recorder } from '../outputs/exportService'

const exportAct = '导出加密密钥'
const importAct = '导入加密密钥'

interface KeyWork {
  readonly house: House
  readonly write: Recorder
}

/**
 * How the key of encrypted fields stands to the data, and when this very key was last exported; backups do not hold it.
 */
export async function fieldKeyState({ house, manager }: Reading): Promise<FieldKeyState> {
  const standing = await keyStanding(house.folder)
  const check = (await neededKey(house.folder)) ?? (await house.fields.check()) ?? null
  if (check === null) return { standing, check, exportedAt: null }
  const exported = await manager.findOne(AuditEntry, {
    where: { chain: 'office', act: exportAct, subjectNumber: check },
    order: { seq: 'DESC' }
  })
  return { standing, check, exportedAt: exported?.at ?? null }
}

/**
 * The key sealed under a passphrase as a file to be kept away from the data; that it left is in the audit log, by its
 * check value.
 */
export async function exportFieldKey({ house, write }: KeyWork, passphrase: string): Promise<File> {
  const sealed = await house.fields.exportKey(passphrase)
  const check = sealedKeyCheck(sealed)
  await write({ chain: 'office', act: exportAct }, async (unit) =>
    unit.about({ type: 'fieldKey', id: unit.newId(), number: check })
  )
  return new File([sealed], `局务台账密钥-${check}.json`, { type: 'application/json' })
}

/** Takes over an exported key for data restored without it. */
export async function importFieldKey(
  { house, write }: KeyWork,
  file: File,
  passphrase: string
): Promise<{ check: string }> {
  if (file.size > sealedKeyLimit) throw invalid([{ path: 'file', message: '这不是本系统导出的密钥文件' }])
  const sealed = await file.text()
  const check = sealedKeyCheck(sealed)
  await write({ chain: 'office', act: importAct }, async (unit) => {
    unit.about({ type: 'fieldKey', id: unit.newId(), number: check })
    if (!unit.isPreview) await house.fields.importKey(sealed, passphrase)
  })
  return { check }
}
