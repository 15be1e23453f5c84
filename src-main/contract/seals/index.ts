import { custody, destructions, engravings, losses, register } from './register'
import { blanks, inspections, refusals, requests, uses } from './usage'

/** Seals: the register with each seal's life and custody, and everything that is stamped with them. */
export const seals = {
  register,
  engravings,
  custody,
  losses,
  destructions,
  requests,
  uses,
  refusals,
  blanks,
  inspections
}

export * from './registerRows'
export * from './usageRows'
export * from './words'
