import { issueRequests, issues } from './issue'
import { scraps } from './scrap'
import { statements } from './statement'
import { stock, stockIns, storeroom } from './stock'
import { stocktakes } from './stocktake'

/** Procedures of the store: stock, issue, stocktake, scrap, statement. */
export const store = { stock, stockIns, storeroom, issueRequests, issues, stocktakes, scraps, statements }

export * from './issue'
export * from './scrap'
export * from './statement'
export * from './stock'
export * from './stocktake'
