import { implement } from '@orpc/server'
import { contract } from '../contract'
import { permitting, translatingFaults, type CallContext } from './procedure'

/**
 * The office's part of the contract, with faults translated and permission asked; each folder implements its own
 * procedures on it.
 */
export const officeProcedures = implement(contract.office)
  .$context<CallContext>()
  .use(translatingFaults)
  .use(permitting)
