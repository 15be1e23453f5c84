import { assetsRouter } from './assets/router'
import { confidentialRouter } from './confidential/router'
import { sealsRouter } from './seals/router'
import { suppliesRouter } from './supplies/router'
import { vehiclesRouter } from './vehicles/router'
import { warehouseRouter } from './warehouse/router'

/** The routers of the ledgers, by the name their part of the contract has. */
export const ledgerRouters = {
  supplies: suppliesRouter,
  seals: sealsRouter,
  vehicles: vehiclesRouter,
  warehouse: warehouseRouter,
  confidential: confidentialRouter,
  assets: assetsRouter
}
