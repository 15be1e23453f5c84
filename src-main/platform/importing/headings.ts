import type { Field } from '../../contract/fields'
import { sameKey } from '../../kernel/sameness'
import { compact } from '../../contract/typedText'
import { NO_WORDS, type ImportWords } from './words'

/**
 * How sure a heading names a field: its label or a synonym, the same without a unit in brackets, without words that add
 * nothing, or only part of it.
 */
export type Certainty = 'exact' | 'unit' | 'parts' | 'partial'

/** Shortest label worth looking for inside a longer heading; shorter ones (名称, 数量) are inside too many. */
const SHORTEST_PART = 3

/** A heading folded for comparison: half-width, no white space, no marks of required columns, lower-case. */
export function foldHeading(text: string): string {
  return sameKey(text).replace(/[*:：、。]/g, '')
}

/** A folded heading without what stands in brackets: '金额(元)' and '金额/元' → '金额', '科室(中队)' → '科室'. */
export function withoutBrackets(folded: string): string {
  return folded.replace(/\([^)]*\)/g, '').replace(/\/[亿万千百]?元(?:\/.*)?$/, '')
}

/**
 * What one of a money heading's units is worth in yuan: '(万元)' is 10,000; undefined where the heading names no unit.
 */
export function yuanInHeading(heading: string): number | undefined {
  const unit = /([亿万千百]?)元/.exec(compact(heading))?.[1]
  return unit === undefined ? undefined : yuanOf(unit)
}

function yuanOf(unit: string): number {
  return unit === '亿' ? 100_000_000 : unit === '万' ? 10_000 : unit === '千' ? 1_000 : unit === '百' ? 100 : 1
}

/**
 * The unit of money a line above a table sets for all of it: '单位：万元' is 10,000; undefined for other facts ('单位：局办公室').
 */
export function yuanAbove(fact: string): number | undefined {
  const unit = /(?:单位|币种)[:：]?\(?(?:人民币)?([亿万千百]?)元/.exec(compact(fact))?.[1]
  return unit === undefined ? undefined : yuanOf(unit)
}

/** The unit of measure a heading carries: '数量(公斤)', '单价(元/盒)'; undefined when it carries none. */
export function measureInHeading(heading: string, words: ImportWords): string | undefined {
  const text = compact(heading)
  const inside = /\(([^)]*)\)/.exec(text)?.[1] ?? /\/(.+)$/.exec(text)?.[1] ?? ''
  const measure = inside.replace(/^.*元\/|^单位:?|^计量单位:?|^\//, '')
  return words.measures.includes(measure) ? measure : undefined
}

/** Whether the heading numbers the lines rather than describing anything. */
export function isLineNumberHeading(text: string): boolean {
  return ['序号', '编号序号', '行号', '序', 'no.', 'no', '#', '项次', '顺序号'].includes(foldHeading(text))
}

/** A heading, or a name of a field, in the forms two of them are compared in; each is worked out once. */
export class HeadingForms {
  readonly folded: string
  readonly bare: string
  readonly #neutral: readonly string[]
  #core: string | undefined

  constructor(text: string, { neutral }: ImportWords) {
    this.folded = foldHeading(text)
    this.bare = withoutBrackets(this.folded)
    this.#neutral = neutral
  }

  /** Without brackets and words that add nothing to what it names; the whole where nothing would be left. */
  get core(): string {
    if (this.#core !== undefined) return this.#core
    let core = this.bare
    for (const word of this.#neutral) if (core.includes(word)) core = core.replaceAll(word, '')
    this.#core = core === '' ? this.bare : core
    return this.#core
  }
}

interface NamesOfField {
  readonly words: ImportWords
  readonly all: readonly HeadingForms[]
  readonly folded: ReadonlySet<string>
  readonly bare: ReadonlySet<string>
}

/** Names of fields already folded: every heading of every row is held against all of them. */
const foldedNames = new WeakMap<Field, NamesOfField>()

function namesOf(field: Field, words: ImportWords): NamesOfField {
  const known = foldedNames.get(field)
  if (known?.words === words) return known
  const all = [field.label, ...(field.synonyms ?? [])].map((name) => new HeadingForms(name, words))
  const names = {
    words,
    all,
    folded: new Set(all.map(({ folded }) => folded)),
    bare: new Set(all.map(({ bare }) => bare))
  }
  foldedNames.set(field, names)
  return names
}

/** How the heading names the field, or undefined when it does not. */
export function matchHeading(
  heading: HeadingForms,
  field: Field,
  words: ImportWords = NO_WORDS
): Certainty | undefined {
  const { folded, bare } = heading
  if (folded === '') return undefined
  const names = namesOf(field, words)
  if (names.folded.has(folded)) return 'exact'
  if (bare !== '' && names.bare.has(bare)) return 'unit'
  if (words.neutral.length > 0 && bare !== '' && names.all.some(({ core }) => core === heading.core)) return 'parts'
  return names.all.some((name) => name.folded.length >= SHORTEST_PART && bare.includes(name.folded))
    ? 'partial'
    : undefined
}

/** Whether the heading shares at least two characters in a row with a name of the field: 经手人员 and 经手人. */
export function isAkin({ core }: HeadingForms, field: Field, words: ImportWords): boolean {
  const names = namesOf(field, words).all
  return [...core].some(
    (_, at) => at + 2 <= core.length && names.some((name) => name.core.includes(core.slice(at, at + 2)))
  )
}
