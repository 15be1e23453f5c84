import type { LedgerModule } from '../../office/ledgerModule'
import { searchIssues } from './issue/search'
import { searchPurchasing } from './purchase/search'

/** Goods and purchasing first, then what was applied for and issued. */
export const searchSupplies: LedgerModule['search'] = async (reading, words, limit) => {
  const purchasing = await searchPurchasing(reading, words, limit)
  return [...purchasing, ...(await searchIssues(reading, words, limit - purchasing.length))]
}
