import type { Field } from '../../contract/fields'
import { compact } from '../../contract/typedText'
import type { RawCell } from './table'
import type { ImportWords } from './words'

const KINDS: readonly Field['kind'][] = ['date', 'instant', 'month', 'code', 'person', 'unit']

/**
 * What a word says that stands where a day, a number of a paper or a name is not known, or where a thing is nobody's;
 * undefined for anything else. `quiet` where it says no more than an empty cell.
 */
export function absenceIn(
  cell: RawCell,
  { kind, label, required }: Field,
  { none, absent, nobody }: ImportWords
): { readonly message: string; readonly blocking: boolean; readonly quiet: boolean } | undefined {
  if (typeof cell !== 'string' || !KINDS.includes(kind)) return undefined
  const word = compact(cell).toLowerCase()
  const isNone = none.includes(word)
  if (!isNone && !absent.includes(word) && !(kind === 'person' && nobody.includes(word))) return undefined
  return required
    ? { message: `写的是“${word}”，缺${label}`, blocking: true, quiet: false }
    : { message: `“${word}”不作为${label}读入，这一项按没有登记`, blocking: false, quiet: isNone }
}
