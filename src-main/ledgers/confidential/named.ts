import type { EntityManager } from 'typeorm'
import type { SecrecyClass } from '../../contract/confidential/words'
import { rowsById } from '../../platform/database/readRows'
import { Carrier, ConfidentialFile } from './entities'

/** What lists say of the file and carrier a record is about. */
export interface Named {
  readonly number: (fileId: string | null) => string
  readonly secrecy: (fileId: string | null) => SecrecyClass
  readonly label: (carrierId: string | null) => string
  readonly pages: (carrierId: string | null) => number
  readonly fileOf: (fileId: string | null) => ConfidentialFile | undefined
}

/** Numbers, classes and labels of the files and carriers that some records are about, each read once. */
export async function namedBy(
  manager: EntityManager,
  rows: readonly { readonly fileId?: string | null; readonly carrierId?: string | null }[]
): Promise<Named> {
  const files = await rowsById(
    manager,
    ConfidentialFile,
    rows.map(({ fileId }) => fileId ?? null)
  )
  const carriers = await rowsById(
    manager,
    Carrier,
    rows.map(({ carrierId }) => carrierId ?? null)
  )
  const fileOf = (id: string | null) => files.get(id ?? '')
  return {
    number: (id) => fileOf(id)?.number ?? '',
    secrecy: (id) => fileOf(id)?.secrecy ?? 'internal',
    label: (id) => carriers.get(id ?? '')?.label ?? '',
    pages: (id) => carriers.get(id ?? '')?.pages ?? 0,
    fileOf
  }
}
