import { chainIds, type ChainId } from '../../contract/ledgers'
import { textHash } from '../../kernel/canonical'
import type { Heads } from './witness'

// Capitals, digits and hyphens alone: the densest letters of a QR, and what a scanner that types says alike under every
// input method.
const mark = 'TZ1'
const houseLength = 12
const sumLength = 6

/** Tells one bureau's data from another's, and says nothing else of it. */
const houseOf = (bureauId: string): string => textHash(`bureau ${bureauId}`).slice(0, houseLength).toUpperCase()

const sumOf = (body: string): string => textHash(body).slice(0, sumLength).toUpperCase()

/** What the QR beside printed heads holds: whose they are, each head, and a sum that a scan gone wrong fails. */
export function headCode(bureauId: string, heads: Heads): string {
  const said = Object.entries(heads).map(([chain, { length, hash }]) => `-${chain}-${length}-${hash}`)
  const body = `${mark}-${houseOf(bureauId)}${said.join('')}`.toUpperCase()
  return `${body}-${sumOf(body)}`
}

/** A QR as it was scanned or typed. */
export interface ReadCode {
  readonly heads: Partial<Record<ChainId, { readonly length: number; readonly hash: string }>>
  /** Whether the heads are those of the bureau. */
  readonly isOf: (bureauId: string) => boolean
}

/** Reads what `headCode` wrote, however wide its letters are and wherever it was broken; undefined where it is none. */
export function readHeadCode(scanned: string): ReadCode | undefined {
  const code = scanned.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  const end = code.lastIndexOf('-')
  const body = code.slice(0, Math.max(0, end))
  const [first, house, ...rest] = body.split('-')
  if (first !== mark || code.slice(end + 1) !== sumOf(body) || rest.length === 0 || rest.length % 3 > 0)
    return undefined
  const heads: Partial<Record<ChainId, { length: number; hash: string }>> = {}
  for (let at = 0; at < rest.length; at += 3) {
    const chain = chainIds.find((each) => each.toUpperCase() === rest[at])
    if (chain) heads[chain] = { length: Number(rest[at + 1]), hash: String(rest[at + 2]).toLowerCase() }
  }
  return { heads, isOf: (bureauId) => house === houseOf(bureauId) }
}
