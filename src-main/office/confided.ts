import { chainIds, type ChainId } from '../contract/ledgers'
import type { Actor } from '../kernel/actor'
import type { House } from './house'

/** Whether a person may know that a ledger holds anything; of most everybody may (SEC-01). */
export function mayKnowOf({ modules }: Pick<House, 'modules'>, actor: Actor, chain: ChainId): boolean {
  return modules.find(({ id }) => id === chain)?.confided?.(actor) ?? true
}

/** The chains a person may know nothing of. */
export const chainsHiddenFrom = (house: Pick<House, 'modules'>, actor: Actor): readonly ChainId[] =>
  chainIds.filter((chain) => !mayKnowOf(house, actor, chain))
