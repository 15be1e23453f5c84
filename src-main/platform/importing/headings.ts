import type { Field } from '../../contract/fields'
import { compact } from '../../kernel/typedText'

/** How sure a heading names a field: its label or a synonym, the same without a unit in brackets, or only part of it. */
export type Certainty = 'exact' | 'unit' | 'partial'

/** Shortest label worth looking for inside a longer heading; shorter ones (名称, 数量) are inside too many. */
const SHORTEST_PART = 3

/** A heading folded for comparison: half-width, no white space, no marks of required columns, lower-case. */
export function foldHeading(text: string): string {
  return compact(text)
    .replace(/[*:：、。]/g, '')
    .toLowerCase()
}

/** A folded heading without what stands in brackets: '金额(元)' → '金额', '科室(中队)' → '科室'. */
export function withoutBrackets(folded: string): string {
  return folded.replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
}

/** What one of a money heading's units is worth in yuan: '(万元)' is 10,000. */
export function yuanPerUnit(heading: string): number {
  const unit = /\((?:单位:?)?([^)]*)元\)/.exec(compact(heading))?.[1] ?? ''
  return unit === '万' ? 10_000 : unit === '千' ? 1_000 : unit === '百' ? 100 : 1
}

/** Whether the heading numbers the lines rather than describing anything. */
export function isLineNumberHeading(text: string): boolean {
  return ['序号', '编号序号', '行号', '序', 'no.', 'no', '#'].includes(foldHeading(text))
}

/** How the heading names the field, or undefined when it does not. */
export function matchHeading(heading: string, field: Field): Certainty | undefined {
  const folded = foldHeading(heading)
  if (folded === '') return undefined
  const names = [field.label, ...(field.synonyms ?? [])].map(foldHeading)
  if (names.includes(folded)) return 'exact'
  const bare = withoutBrackets(folded)
  if (bare !== '' && names.some((name) => withoutBrackets(name) === bare)) return 'unit'
  return names.some((name) => name.length >= SHORTEST_PART && bare.includes(name)) ? 'partial' : undefined
}
