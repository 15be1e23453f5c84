import type { EntityManager } from 'typeorm'
import { localDateOf } from '../../kernel/instant'
import type { LocalDate } from '../../kernel/localDate'
import { AuditEntry } from '../../platform/database/auditEntities'

/**
 * The day the house began keeping the bureau's ledgers, from its first audit entry: periodic duties are asked for from
 * about then, not from whatever old day a thing taken over was registered. Far in the future before there is any entry.
 */
export async function knownSince(manager: EntityManager): Promise<LocalDate> {
  const first = await manager.findOneBy(AuditEntry, { chain: 'office', seq: 1 })
  return first ? localDateOf(first.at) : '9999-12-31'
}
