import type { LedgerId } from '../../contract/ledgers'
import type { Post } from '../../contract/posts'

/** Who keeps each ledger: acts for the bureau where a due item names no unit, records telephone approvals, closes its periodic duties. */
export const keeperPosts: Readonly<Record<LedgerId, readonly Post[]>> = {
  supplies: ['suppliesKeeper', 'buyer'],
  seals: ['sealCustodian'],
  vehicles: ['vehicleOffice'],
  warehouse: ['warehouseKeeper'],
  confidential: ['confidentialityOfficer'],
  assets: ['assetClerk']
}
