import { isProcedure, unlazy, type AnyProcedure, type AnyRouter, type Lazyable } from '@orpc/server'
import type { ProcedureMeta } from '../contract/base'

/** The procedure of a router by its dotted path, if there is one of that kind. */
export async function procedureAt(
  router: AnyRouter,
  path: string,
  kind: ProcedureMeta['kind']
): Promise<AnyProcedure | undefined> {
  let found: unknown = router
  for (const part of path.split('.'))
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, part)
        ? (found as Record<string, unknown>)[part]
        : undefined
  const procedure: unknown = (await unlazy(found as Lazyable<unknown>)).default
  return isProcedure(procedure) && (procedure['~orpc'].meta as ProcedureMeta).kind === kind ? procedure : undefined
}
