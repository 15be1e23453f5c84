import { procurementRouter } from './procurementRouter'
import { storeRouter } from './storeRouter'

/** Every procedure of the office supplies ledger. */
export const suppliesRouter = { ...procurementRouter, ...storeRouter }
