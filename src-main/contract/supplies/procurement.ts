import { acceptances, supplierReturns } from './acceptances'
import { items, suppliers } from './items'
import { purchases } from './purchases'
import { requisitions } from './requisitions'

/** Procedures of purchasing: catalogue, suppliers, requisitions, purchases, acceptance. */
export const procurement = { items, suppliers, requisitions, purchases, acceptances, supplierReturns }
