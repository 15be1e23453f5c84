import { acceptances, supplierReturns } from './acceptance'
import { items, suppliers } from './item'
import { purchases } from './purchase'
import { requisitions } from './requisition'

/** Procedures of purchasing: catalogue, suppliers, requisitions, purchases, acceptance. */
export const procurement = { items, suppliers, requisitions, purchases, acceptances, supplierReturns }
