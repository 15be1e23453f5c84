import { cards, rooms } from './cards'
import { assetStocktakes, depreciations, reconciliations } from './checking'
import { equipment, reports } from './equipment'
import { acceptances, acquisitions, lowValues } from './getting'
import { damages, loans, repairs, retirements, transfers } from './living'

/** The ledger of fixed assets and enforcement equipment (固定资产). */
export const assets = {
  cards,
  rooms,
  acquisitions,
  acceptances,
  lowValues,
  transfers,
  loans,
  repairs,
  damages,
  retirements,
  equipment,
  reports,
  stocktakes: assetStocktakes,
  reconciliations,
  depreciations
}

export * from './access'
export * from './cards'
export * from './checking'
export * from './equipment'
export * from './getting'
export * from './living'
export * from './words'
