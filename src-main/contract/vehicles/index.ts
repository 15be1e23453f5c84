import { incidents, settlements, spotChecks } from './conduct'
import { campaigns, cards, drivers, providers } from './driver'
import { costs, fuelMonths, refuels, statements, suspicions } from './fuel'
import { repairs } from './repair'
import { distances, layups, trips } from './trip'
import { files } from './vehicle'

/** The vehicles ledger. */
export const vehicles = {
  files,
  drivers,
  cards,
  providers,
  campaigns,
  trips,
  distances,
  layups,
  refuels,
  fuelMonths,
  statements,
  suspicions,
  costs,
  repairs,
  incidents,
  settlements,
  spotChecks
}

export * from './access'
export * from './conduct'
export * from './driver'
export * from './fuel'
export * from './repair'
export * from './trip'
export * from './vehicle'
export * from './words'
