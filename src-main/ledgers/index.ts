import type { LedgerModule } from '../office/ledgerModule'

/** The ledgers of this house, in the order of the left rail. */
export const ledgerModules: readonly LedgerModule[] = []
