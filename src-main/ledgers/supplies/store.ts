import type { LedgerModule } from '../../office/ledgerModule'
import type { SuppliesHalf } from './procurement'

/** What the storeroom half of the ledger plugs in. */
export const store: SuppliesHalf & Pick<LedgerModule, 'labels' | 'imports' | 'heldBy' | 'charts'> = {
  rules: [],
  requests: [],
  numbered: [],
  proofs: [],
  forms: [],
  sheets: [],
  labels: [],
  imports: [],
  due: async () => [],
  search: async () => [],
  heldBy: async () => [],
  charts: async () => [],
  demo: async () => undefined
}
