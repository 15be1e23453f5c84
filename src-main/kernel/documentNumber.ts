import { compact } from '../contract/typedText'

/** A ledger number: prefix of the ledger, year, place in that year's gap-free run (K-10). */
export interface DocumentNumber {
  /** Two to four Latin capitals, e.g. YY. */
  readonly prefix: string
  readonly year: number
  /** From 1, at most 999,999. */
  readonly sequence: number
}

const SHAPE = /^([A-Z]{2,4})-(\d{4})-(\d{6})$/

/** 'YY-2026-000123'. Throws RangeError for a prefix, year or sequence the form cannot hold. */
export function formatDocumentNumber({ prefix, year, sequence }: DocumentNumber): string {
  const text = `${prefix}-${String(year).padStart(4, '0')}-${String(sequence).padStart(6, '0')}`
  if (!SHAPE.test(text) || sequence < 1 || !Number.isInteger(sequence))
    throw new RangeError(`not a document number: ${text}`)
  return text
}

/**
 * Reads a typed number back, case and full width forgiven, short sequences filled up ('yy-2026-123'); undefined when it
 * is none.
 */
export function parseDocumentNumber(text: string): DocumentNumber | undefined {
  const match = /^([A-Z]{2,4})[-—–](\d{4})[-—–](\d{1,6})$/.exec(compact(text).toUpperCase())
  if (!match) return undefined
  const [, prefix = '', year = '', sequence = ''] = match
  return Number(sequence) < 1 ? undefined : { prefix, year: Number(year), sequence: Number(sequence) }
}
