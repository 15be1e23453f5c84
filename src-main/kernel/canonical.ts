import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/**
 * Canonical text of a value after RFC 8785 (JSON Canonicalization Scheme): keys sorted by UTF-16 units, numbers as
 * ECMAScript prints them, no white space. Undefined members are left out. Independent of runtime and database.
 */
export function canonicalText(value: unknown): string {
  return canonicalize(value) ?? 'null'
}

/** SHA-256 of the canonical text, hexadecimal. */
export function canonicalHash(value: unknown): string {
  return createHash('sha256').update(canonicalText(value), 'utf8').digest('hex')
}
