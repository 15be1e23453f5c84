import { administration } from './administration'
import { approvals } from './approvals'
import { assets } from './assets'
import { checks } from './checks'
import { confidential } from './confidential'
import { exportsContract, files, imports, jobs, savedViews } from './files'
import { home } from './home'
import { office } from './office'
import { seals } from './seals'
import { session } from './session'
import { supplies } from './supplies'
import { vehicles } from './vehicles'
import { warehouse } from './warehouse'

/** Everything that crosses the boundary between the window and the main process. */
export const contract = {
  session,
  office,
  administration,
  home,
  approvals,
  checks,
  files,
  exports: exportsContract,
  jobs,
  imports,
  savedViews,
  supplies,
  seals,
  vehicles,
  warehouse,
  confidential,
  assets
}
export type Contract = typeof contract

type PageOf<Part> = {
  [G in keyof Part & string]: `${G}.${keyof Part[G] & ('get' | 'slip')}`
}[keyof Part & string]

/** Where an attachment is shown: the query a page or slip is made of, e.g. supplies.purchases.get, and its record. */
export interface ShownOn {
  readonly page:
    'approvals.get' | { [L in keyof Contract & string]: `${L}.${PageOf<Contract[L]>}` }[keyof Contract & string]
  readonly id: string
}

export * from './administration'
export * from './approvals'
export * from './base'
export * from './display'
export * from './faults'
export * from './fields'
export * from './files'
export * from './home'
export * from './ledgers'
export * from './lists'
export * from './office'
export * from './postArrangement'
export { penFlaw, type PenPoint, type PenStrokes } from './pen'
export * from './people'
export * from './posts'
export * from './record'
export * from './session'
export * from './stepRoles'
export * from './values'
