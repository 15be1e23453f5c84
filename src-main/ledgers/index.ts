import type { LedgerModule } from '../office/ledgerModule'
import { assets } from './assets'
import { confidential } from './confidential'
import { seals } from './seals'
import { supplies } from './supplies'
import { vehicles } from './vehicles'
import { warehouse } from './warehouse'

/** The ledgers of this house, in the order of the left rail. */
export const ledgerModules: readonly LedgerModule[] = [supplies, seals, vehicles, warehouse, confidential, assets]
