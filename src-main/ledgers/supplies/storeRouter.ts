/** Procedures of the storeroom half of the ledger. */
export const storeRouter = {}
