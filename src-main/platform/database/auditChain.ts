import { canonicalText, textHash } from '../../kernel/canonical'
import type { AuditEntry } from './auditEntities'

type Facts = Omit<AuditEntry, 'hash' | 'id'>

/** What every entry states, in the order of canonical JSON (RFC 8785). The id is left out: it names the row, not the fact. */
const stated = [
  'accepted',
  'act',
  'actorId',
  'actorName',
  'at',
  'capacity',
  'chain',
  'changes',
  'entries',
  'previousHash',
  'seq',
  'subjectId',
  'subjectNumber',
  'subjectType'
] as const satisfies readonly (keyof Facts)[]

/** Hash of an audit entry over the canonical bytes of everything it states, the hash before it included. */
export function auditHash(entry: Facts): string {
  let text = ''
  for (const key of stated) text += `${text === '' ? '{' : ','}"${key}":${canonicalText(entry[key])}`
  return textHash(`${text}}`)
}
