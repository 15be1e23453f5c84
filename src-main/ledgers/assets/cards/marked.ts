import type { EntityManager } from 'typeorm'
import { cardNumbered } from './same'

/**
 * Whether a thing with this number is marked for secrets (AST-15), for ledgers that ask before secrets are handled on
 * it; null where the ledger has no such thing.
 */
export async function markedForSecrets(manager: EntityManager, number: string): Promise<boolean | null> {
  const found = await cardNumbered(manager, number)
  return found ? found.state !== 'gone' && found.classified && Boolean(found.mark) : null
}
