import type { EntityManager } from 'typeorm'
import { isSame } from '../../../kernel/sameness'
import type { House } from '../../../office/house'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { Carrier, ConfidentialFile } from '../entities'
import { unseal } from '../secrets'

/**
 * Copy numbers of a document that are registered already. Document numbers are sealed with a nonce each, so that equal
 * ones do not look alike; only files with a carrier of one of the copy numbers are opened to be compared.
 */
export async function sameDocument(
  manager: EntityManager,
  house: House,
  issuer: string | undefined,
  documentNumber: string | undefined,
  copyNumbers: readonly (string | undefined)[]
): Promise<readonly { readonly copyNumber: string; readonly number: string }[]> {
  if (!documentNumber) return []
  const numbered = copyNumbers.filter((each) => each !== undefined)
  const carriers = numbered.length > 0 ? await rowsWith(manager, Carrier, 'copyNumber', numbered) : []
  const files = await rowsById(
    manager,
    ConfidentialFile,
    carriers.map((carrier) => carrier.fileId)
  )
  const found: { copyNumber: string; number: string }[] = []
  for (const { fileId, copyNumber } of carriers) {
    const file = files.get(fileId)
    if (!file || file.state === 'reversed' || copyNumber === null) continue
    const place = { table: 'confidential_files', id: file.id }
    const other = await unseal(house, place, 'documentNumber', file.documentNumberSealed)
    const from = await unseal(house, place, 'issuer', file.issuerSealed)
    if (isSame(other ?? '', documentNumber) && (!issuer || isSame(from ?? '', issuer)))
      found.push({ copyNumber, number: file.number })
  }
  return found
}
