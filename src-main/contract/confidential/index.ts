import { copies, lapses, leaves, legs, scopeRequests } from './circulation'
import { checks, dispatches, endings, incidents } from './endings'
import { carriers, deliveries, files } from './files'
import { cabinets, classifications, media, publications, readings, reviews } from './matters'

/** The ledger of confidential files (密级文件). */
export const confidential = {
  files,
  carriers,
  deliveries,
  legs,
  leaves,
  scopeRequests,
  copies,
  lapses,
  endings,
  dispatches,
  checks,
  incidents,
  media,
  classifications,
  reviews,
  publications,
  cabinets,
  readings
}

export * from './access'
export * from './circulation'
export * from './endings'
export * from './files'
export * from './matters'
export * from './words'
