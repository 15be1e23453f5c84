import { searchKey } from '../../../kernel/searchKey'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Attachment } from '../../../office/entities'
import { type Seal, SealUse, UseScan } from '../entities'
import { SEAL_06 } from '../rules/life'
import type { Application } from '../../../kernel/rules/rule'
import { Person } from '../../../office/entities'

/** What a use is found by: its number, the document, who brought it and from where. */
export const useKey = (use: Pick<SealUse, 'number' | 'title' | 'documentNumber' | 'applicantName'>): string =>
  searchKey(use.number, use.title, use.documentNumber, use.applicantName)

export type UseEntry = Omit<
  SealUse,
  | 'id'
  | 'number'
  | 'at'
  | 'day'
  | 'sealId'
  | 'sealName'
  | 'custodianId'
  | 'custodianName'
  | 'searchKey'
  | 'reversalOfId'
>

/** Enters a stamping made now by the person signed in. */
export async function enterUse(
  unit: UnitOfWork,
  seal: Seal,
  entry: UseEntry,
  scanId: string | undefined
): Promise<SealUse> {
  const number = await unit.nextNumber('YY')
  const use = await unit.append(SealUse, {
    ...entry,
    number,
    at: unit.now,
    day: unit.today,
    sealId: seal.id,
    sealName: seal.name,
    custodianId: unit.actor.personId,
    custodianName: unit.actor.name,
    reversalOfId: null,
    searchKey: useKey({ number, ...entry })
  })
  if (scanId) await enterScan(unit, use.id, scanId)
  unit.about({ type: 'sealUse', id: use.id, number })
  return use
}

/** Keeps a scan of the sealed page with its use. */
export async function enterScan(unit: UnitOfWork, useId: string, scanId: string): Promise<UseScan> {
  await unit.load(Attachment, scanId, '扫描件')
  return unit.append(UseScan, { useId, attachmentId: scanId, at: unit.now })
}

/** The custody side of a stamping: the seal has a custodian whose stand-in, if any, is not over (SEAL-06). */
export async function custodyRule(unit: UnitOfWork, seal: Seal): Promise<Application> {
  const custodian = seal.custodianId ? await unit.load(Person, seal.custodianId, '保管人') : null
  return SEAL_06.on({
    of: 'stamping',
    custodianName: custodian?.name,
    standInUntil: seal.standInUntil,
    today: unit.today
  })
}
