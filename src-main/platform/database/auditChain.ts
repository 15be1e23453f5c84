import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { canonicalText, textHash } from '../../kernel/canonical'
import type { AuditEntry } from './auditEntities'
import { currentLayout, type LayoutNumber } from './rows'

type Facts = Omit<AuditEntry, 'hash' | 'id'>

/**
 * What an entry states, in the order of canonical JSON (RFC 8785). The id is left out: it names the row, not the fact.
 */
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
  'layout',
  'previousHash',
  'seq',
  'subjectId',
  'subjectNumber',
  'subjectType'
] as const satisfies readonly (keyof Facts)[]

/**
 * The layout an entry states; entries of version 0.1.0 have none and mean the first. Throws for one this program does
 * not know.
 */
export function layoutStated({ layout }: Pick<AuditEntry, 'layout'>): LayoutNumber {
  if (layout === null) return 1
  if (layout !== currentLayout) throw new Error(`layout ${layout} is not known`)
  return layout
}

/** The members of an entry's canonical text: all of version 0.1.0 under layout 1, those that are not absent since. */
function membersOf(entry: Partial<Facts> & Pick<Facts, 'layout'>): readonly (keyof Facts)[] {
  const first = layoutStated(entry) === 1
  return stated.filter((key) => (first ? key !== 'layout' : (entry[key] ?? null) !== null || isList(key)))
}

/** Hash of an audit entry over the canonical bytes of everything it states, the hash before it included. */
export function auditHash(entry: Facts): string {
  let text = ''
  for (const key of membersOf(entry)) text += `${text === '' ? '{' : ','}"${key}":${canonicalText(entry[key])}`
  return textHash(`${text}}`)
}

/** Hash of what an act wrote, of the canonical texts of both its lists. */
export const actContentHash = (changes: string, entries: string): string =>
  textHash(`{"changes":${changes},"entries":${entries}}`)

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
    // Kept as one: it is asked for twice, and its pieces take as much room again.
    if (this.parts.length > 1) this.parts.splice(0, this.parts.length, this.parts.join(','))
    return `[${this.parts[0] ?? ''}]`
  }

  private close(): void {
    if (this.latest.length > 0) this.parts.push(this.latest.join(','))
    this.latest = []
  }
}

type ListName = 'changes' | 'entries'
const isList = (key: keyof Facts): key is ListName => key === 'changes' || key === 'entries'
const charactersAtOnce = 4_000_000

/**
 * The same hash of an entry whose lists are canonical text already; other work of the process gets its turn while a
 * long one is hashed.
 */
export async function writtenHash(
  entry: Omit<Facts, ListName>,
  lists: Readonly<Record<ListName, string>>
): Promise<string> {
  const hash = createHash('sha256')
  for (const [index, key] of membersOf(entry).entries()) {
    const text = `${index === 0 ? '{' : ','}"${key}":${isList(key) ? lists[key] : canonicalText(entry[key])}`
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
