import { isContractProcedure, type AnyContractProcedure } from '@orpc/contract'
import { isProcedure, type AnyProcedure } from '@orpc/server'
import { contract, type ProcedureMeta } from '@main/contract'
import { appRouter } from '@main/hosts/appRouter'

export interface DeclaredProcedure {
  /** Dotted path, e.g. supplies.items.create. */
  readonly path: string
  readonly meta: ProcedureMeta
  /** The zod schema of its input; absent where it takes none. */
  readonly input: unknown
}

/** Every procedure of the contract, however deep. */
export function declaredProcedures(
  part: unknown = contract,
  path: readonly string[] = []
): readonly DeclaredProcedure[] {
  if (isContractProcedure(part)) {
    const { meta, inputSchema } = (part as AnyContractProcedure)['~orpc']
    return [{ path: path.join('.'), meta: meta as ProcedureMeta, input: inputSchema }]
  }
  return typeof part === 'object' && part !== null
    ? Object.entries(part).flatMap(([name, inner]) => declaredProcedures(inner, [...path, name]))
    : []
}

/** Every procedure main answers, by dotted path. */
export function answeredProcedures(): ReadonlyMap<string, AnyProcedure> {
  return new Map(answeredIn(appRouter))
}

function answeredIn(part: unknown, path: readonly string[] = []): readonly (readonly [string, AnyProcedure])[] {
  if (isProcedure(part)) return [[path.join('.'), part]]
  return typeof part === 'object' && part !== null
    ? Object.entries(part).flatMap(([name, inner]) => answeredIn(inner, [...path, name]))
    : []
}
