import type { Access, ProcedureMeta } from '../../contract/base'
import type { ChainId } from '../../contract/ledgers'
import { posts } from '../../contract/posts'
import { forbidden } from '../../kernel/fault'
import { holds, type Actor } from '../../kernel/actor'
import type { House } from '../house'
import type { FormAccess } from './outputDefinitions'
import { mayCall } from '../procedure'

/** A procedure of the contract, of which only its declared permission is looked at. */
interface Declared {
  readonly '~orpc': { readonly meta: ProcedureMeta }
}

/**
 * Whoever may call a procedure of the contract. Throws for one that declares nobody, which is a fault of the program.
 */
export function readersOf(procedure: Declared): Access {
  const { access } = procedure['~orpc'].meta
  if (access === undefined) throw new Error('a procedure without a declared permission')
  return access
}

/**
 * The permission of a form that is its record's own: who may ask for the record, and what refuses a record that is
 * another's.
 */
export const recordAccess = (get: Declared, mustRead: FormAccess['mustRead']): FormAccess => ({
  who: readersOf(get),
  mustRead
})

/**
 * Whether a person may make an output of a ledger: as with reads, the inspector all but those of a confided one
 * (SEC-01); the program itself any.
 */
export function mayMake({ modules }: Pick<House, 'modules'>, actor: Actor, ledger: ChainId, access: Access): boolean {
  if (actor.personId === null) return true
  const closedToInspector = modules.some(({ id, confided }) => id === ledger && confided !== undefined)
  // What all staff may print of a confided ledger is still none of the inspector's business, who reads everybody's
  // records.
  if (closedToInspector && typeof access === 'string' && holds(actor, ['inspector'])) return false
  return mayCall(actor, { access, kind: 'query', closedToInspector })
}

/** Refuses whoever may not make an output; `what` says in Chinese what becomes of it, e.g. 这份台账由…导出. */
export function mustMake(
  house: Pick<House, 'modules'>,
  actor: Actor,
  ledger: ChainId,
  access: Access,
  what: { readonly thing: string; readonly verb: string }
): void {
  if (mayMake(house, actor, ledger, access)) return
  const names = typeof access === 'string' ? ['正式职工'] : access.map((post) => posts[post].label)
  throw forbidden(`${what.thing}由${names.join('、')}${what.verb}`, names)
}
