import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { canonicalText, textHash } from '../../kernel/canonical'
import type { AuditEntry } from './auditEntities'
import { eachInTurns } from '../turns'
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
export function actContentHash(changes: Canonical, entries: Canonical): string {
  const hash = createHash('sha256').update('{"changes":').update(changes)
  return hash.update(',"entries":').update(entries).update('}').digest('hex')
}

/** Canonical text, or its UTF-8 bytes. */
type Canonical = string | Buffer

const membersAtOnce = 500
const comma = Buffer.from(',')

/**
 * A list of an audit entry kept as the canonical text of its members: an import names every row it brought. Kept as
 * bytes, which take half the room of the text and none of the room that is searched for garbage.
 */
export class CanonicalList {
  private parts: Buffer[] = []
  private latest: string[] = []

  add(member: unknown): void {
    this.addText(canonicalText(member))
  }

  /** As `add`, of a member that is canonical text already. */
  addText(text: string): void {
    this.latest.push(text)
    if (this.latest.length >= membersAtOnce) this.close()
  }

  /** The canonical text of the whole list in UTF-8. */
  get bytes(): Buffer {
    this.close()
    return Buffer.concat([Buffer.from('['), ...this.parts, Buffer.from(']')])
  }

  /**
   * The same at the end, with turns for others while a long one is put together: its parts are let go of, for an entry
   * that is written takes room enough.
   */
  async ended(): Promise<Buffer> {
    this.close()
    const parts = [Buffer.from('['), ...this.parts, Buffer.from(']')]
    this.parts = []
    const whole = Buffer.allocUnsafe(parts.reduce((length, part) => length + part.length, 0))
    let at = 0
    await eachInTurns(parts, (part) => {
      at += part.copy(whole, at)
    })
    return whole
  }

  private close(): void {
    if (this.latest.length === 0) return
    if (this.parts.length > 0) this.parts.push(comma)
    this.parts.push(Buffer.from(this.latest.join(',')))
    this.latest = []
  }
}

type ListName = 'changes' | 'entries'
const isList = (key: keyof Facts): key is ListName => key === 'changes' || key === 'entries'
const bytesAtOnce = 4_000_000

/**
 * The same hash of an entry whose lists are canonical text already; other work of the process gets its turn while a
 * long one is hashed.
 */
export async function writtenHash(
  entry: Omit<Facts, ListName>,
  lists: Readonly<Record<ListName, Buffer>>
): Promise<string> {
  const hash = createHash('sha256')
  for (const [index, key] of membersOf(entry).entries()) {
    hash.update(`${index === 0 ? '{' : ','}"${key}":`)
    if (!isList(key)) {
      hash.update(canonicalText(entry[key]))
      continue
    }
    const bytes = lists[key]
    for (let from = 0; from < bytes.length; from += bytesAtOnce) {
      if (from > 0) await setImmediate()
      hash.update(bytes.subarray(from, from + bytesAtOnce))
    }
  }
  return hash.update('}').digest('hex')
}
