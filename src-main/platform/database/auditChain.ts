import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
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

const membersAtOnce = 500

/** A list of an audit entry kept as the canonical text of its members: an import names every row it brought. */
export class CanonicalList {
  private readonly parts: string[] = []
  private latest: string[] = []

  add(member: unknown): void {
    this.latest.push(canonicalText(member))
    // Joined soon: a text still in its pieces takes many times its length.
    if (this.latest.length >= membersAtOnce) this.close()
  }

  get text(): string {
    this.close()
    return `[${this.parts.join(',')}]`
  }

  private close(): void {
    if (this.latest.length > 0) this.parts.push(this.latest.join(','))
    this.latest = []
  }
}

type ListName = 'changes' | 'entries'
const charactersAtOnce = 4_000_000

/** The same hash of an entry whose lists are canonical text already; other work of the process gets its turn while a long one is hashed. */
export async function writtenHash(entry: Omit<Facts, ListName>, lists: Readonly<Record<ListName, string>>): Promise<string> {
  const hash = createHash('sha256')
  for (const [index, key] of stated.entries()) {
    const text = `${index === 0 ? '{' : ','}"${key}":${key === 'changes' || key === 'entries' ? lists[key] : canonicalText(entry[key])}`
    for (let from = 0; from < text.length;) {
      if (from > 0) await setImmediate()
      const to = endOfPart(text, from)
      hash.update(text.slice(from, to), 'utf8')
      from = to
    }
  }
  return hash.update('}').digest('hex')
}

/** Both halves of a surrogate pair belong into one part, or neither could be encoded. */
function endOfPart(text: string, from: number): number {
  const to = from + charactersAtOnce
  const unit = text.charCodeAt(to)
  return unit >= 0xdc00 && unit <= 0xdfff ? to + 1 : Math.min(to, text.length)
}
