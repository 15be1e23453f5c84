import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

// Nothing to escape and no half of a surrogate pair: such text stands in quotes as it is.
const plainText = /^[\x20\x21\x23-\x5b\x5d-\ud7ff\ue000-\uffff]*$/

/**
 * Canonical text of a value after RFC 8785 (JSON Canonicalization Scheme): keys sorted by UTF-16 units, numbers as
 * ECMAScript prints them, no white space. Undefined members are left out. Independent of runtime and database.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === 'string') return plainText.test(value) ? `"${value}"` : (canonicalize(value) ?? 'null')
  if (typeof value === 'number')
    return Number.isFinite(value) ? String(Object.is(value, -0) ? 0 : value) : (canonicalize(value) ?? 'null')
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  // Ledger values are plain records, many to an audit entry; whatever else there is, the library knows.
  if (isPlain(value)) return canonicalRecord(value)
  return canonicalize(value) ?? 'null'
}

/** SHA-256 of the canonical text, hexadecimal. */
export function canonicalHash(value: unknown): string {
  return textHash(canonicalText(value))
}

/** SHA-256 of a text's UTF-8 bytes, hexadecimal. */
export function textHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !('toJSON' in value)
  )
}

function canonicalRecord(record: Readonly<Record<string, unknown>>): string {
  let text = ''
  for (const key of Object.keys(record).sort()) {
    const value = record[key]
    if (value === undefined || typeof value === 'symbol') continue
    text += `${text === '' ? '' : ','}${canonicalText(key)}:${canonicalText(value)}`
  }
  return `{${text}}`
}
