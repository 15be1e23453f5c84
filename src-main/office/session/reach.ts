import { contract } from '../../contract'
import type { ProcedureMeta } from '../../contract/base'
import type { LedgerId } from '../../contract/ledgers'
import type { Actor } from '../../kernel/actor'
import type { House } from '../house'
import { mayCall } from '../procedure'

interface Declared {
  readonly path: string
  readonly meta: ProcedureMeta
}

function declaredIn(branch: object, path: readonly string[] = []): readonly Declared[] {
  return Object.entries(branch).flatMap(([name, part]: [string, unknown]): readonly Declared[] => {
    if (typeof part !== 'object' || part === null) return []
    const here = [...path, name]
    if (!('~orpc' in part)) return declaredIn(part, here)
    return [{ path: here.join('.'), meta: (part['~orpc'] as { readonly meta: ProcedureMeta }).meta }]
  })
}

let declared: readonly Declared[] | undefined

/** The procedures a person may not call today, by path: the window shows no way to what it would be refused. */
export function closedTo(actor: Actor): readonly string[] {
  declared ??= declaredIn(contract)
  return declared.filter(({ meta }) => !mayCall(actor, meta)).map(({ path }) => path)
}

/** The ledgers of which a person sees only what is theirs: an empty list there does not say that there is nothing. */
export function seenInPart({ modules }: House, actor: Actor): readonly LedgerId[] {
  return modules.flatMap(({ id, seesWhole }) => (seesWhole && !seesWhole(actor) ? [id] : []))
}
