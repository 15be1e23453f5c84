import { blanks } from './blank'
import { blankLosses } from './blankLoss'
import { custody } from './custody'
import { destructions } from './destruction'
import { engravings } from './engraving'
import { inspections } from './inspection'
import { letters } from './letter'
import { losses } from './loss'
import { refusals } from './refusal'
import { requests } from './request'
import { register } from './seal'
import { uses } from './use'

/** Seals: the register with each seal's life and custody, and everything that is stamped with them. */
export const seals = {
  register,
  engravings,
  custody,
  losses,
  letters,
  destructions,
  requests,
  uses,
  refusals,
  blanks,
  blankLosses,
  inspections
}

export type { RecordDetail } from './parts'
export * from './seal'
export * from './engraving'
export * from './custody'
export * from './letter'
export * from './loss'
export * from './destruction'
export * from './request'
export * from './use'
export * from './refusal'
export * from './blank'
export * from './blankLoss'
export * from './inspection'
export * from './words'
