/** Procedures of the store: stock, issue, stocktake, scrap, statement. */
export const store = {}
