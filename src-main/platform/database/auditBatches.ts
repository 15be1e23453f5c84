import type { EntityManager } from 'typeorm'
import type { ChainId } from '../../contract/ledgers'
import { AuditEntry } from './auditEntities'

const batchSize = 500

/** Reads a chain from its end to its beginning in batches. Rows are built by hand: hydration costs more than hashing. */
export async function* auditBatches(manager: EntityManager, chain: ChainId): AsyncGenerator<readonly AuditEntry[]> {
  const columns = manager.connection.getMetadata(AuditEntry).columns
  const base = manager.createQueryBuilder(AuditEntry, 'e').select([])
  for (const column of columns) base.addSelect(`e.${column.propertyName}`, column.propertyName)
  for (let below = Number.MAX_SAFE_INTEGER; ;) {
    const rows = await base
      .clone()
      .where('e.chain = :chain AND e.seq < :below', { chain, below })
      .orderBy('e.seq', 'DESC')
      .addOrderBy('e.id', 'DESC')
      .limit(batchSize)
      .getRawMany<Record<keyof AuditEntry, never>>()
    const last = rows.at(-1)
    if (!last) return
    const batch = rows.map(entryOf)
    yield batch
    below = batch.at(-1)?.seq ?? 0
  }
}

function entryOf(raw: Record<keyof AuditEntry, unknown>): AuditEntry {
  return { ...raw, changes: parsed(raw.changes), entries: parsed(raw.entries), accepted: parsed(raw.accepted) } as AuditEntry
}

/** Text that is no longer JSON was altered; it is hashed as it stands, so the entry fails and is named. */
function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text
  if (text === '[]') return []
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
