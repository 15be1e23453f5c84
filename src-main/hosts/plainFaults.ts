import { ORPCError } from '@orpc/server'
import { faults } from '../contract/faults'
import { Fault } from '../kernel/fault'
import { asFault } from '../office/procedure'

/**
 * Outermost step of every host: a call that could not even be read is answered as one of the closed union of faults.
 * Faults the routers give pass unchanged.
 */
export async function plainFaults<T>({ next }: { next(): Promise<T> }): Promise<T> {
  try {
    return await next()
  } catch (error) {
    if (error instanceof ORPCError) throw error
    if (error instanceof Fault) throw asFault(error)
    throw new ORPCError('invalid', {
      defined: true,
      status: faults.invalid.status,
      message: faults.invalid.message,
      data: { issues: [] },
      cause: error
    })
  }
}
