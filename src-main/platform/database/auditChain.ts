import { canonicalHash } from '../../kernel/canonical'
import type { AuditEntry } from './auditEntities'

/**
 * Hash of an audit entry over the canonical bytes (RFC 8785) of everything it states, the hash before it included.
 * The id is left out: it names the row, not the fact.
 */
export function auditHash(entry: Omit<AuditEntry, 'hash' | 'id'>): string {
  const { chain, seq, at, actorId, actorName, capacity, act, subjectType, subjectId, subjectNumber, changes, entries, accepted, previousHash } = entry
  return canonicalHash({
    chain,
    seq,
    at,
    actorId,
    actorName,
    capacity,
    act,
    subjectType,
    subjectId,
    subjectNumber,
    changes,
    entries,
    accepted,
    previousHash
  })
}
