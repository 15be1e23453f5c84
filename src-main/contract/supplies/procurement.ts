/** Procedures of purchasing: catalogue, suppliers, requisitions, purchases, acceptance. */
export const procurement = {}
