import type { LedgerModule, WorkbookDefinition } from '../../office/ledgerModule'

/** What the purchasing half of the ledger plugs in. */
export type SuppliesHalf = Pick<LedgerModule, 'rules' | 'requests' | 'numbered' | 'proofs' | 'forms' | 'due' | 'search'> & {
  readonly sheets: WorkbookDefinition['sheets']
  readonly demo: NonNullable<LedgerModule['demo']>
}

export const procurement: SuppliesHalf = {
  rules: [],
  requests: [],
  numbered: [],
  proofs: [],
  forms: [],
  sheets: [],
  due: async () => [],
  search: async () => [],
  demo: async () => undefined
}
