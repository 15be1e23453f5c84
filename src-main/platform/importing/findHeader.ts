import type { Field } from '../../contract/fields'
import { eachInTurns } from '../turns'
import { Contents } from './contents'
import { headingName, headingsAt, type Heading } from './headingCells'
import { HeadingForms, foldHeading, isAkin, isLineNumberHeading, matchHeading, type Certainty } from './headings'
import { columnOf, isBlank, type Table } from './table'
import { NO_RULES, type ReadingRules } from './words'

export type { Heading } from './headingCells'

/** The descriptors of the record to import, by field. */
export type ImportFields = Readonly<Record<string, Field>>

/** Which column (from 0) each field is read from; fields without a column are absent. What the user edits. */
export type ColumnMapping = Readonly<Record<string, number>>

/** Headings a user once put to a field by hand: folded heading → field. Kept per import kind. */
export type RememberedHeadings = Readonly<Record<string, string>>

/** A field several columns fit, or one fits only by what it holds: to be asked. */
export interface Doubt {
  readonly field: string
  readonly columns: readonly Heading[]
}

/** Where a table's headings stand and what they mean. */
export interface HeaderFinding {
  /** The row, from 1, under which the data begins. */
  readonly headerRow: number
  readonly headings: readonly Heading[]
  readonly mapping: ColumnMapping
  /** How each mapped field was recognised. */
  readonly certainty: Readonly<Record<string, Certainty | 'remembered' | 'contents'>>
  /** Headings that no field took; line numbers are not listed. */
  readonly unmapped: readonly Heading[]
  /** Required fields without a column. */
  readonly missing: readonly string[]
  /** Missing fields some columns may be. */
  readonly doubts: readonly Doubt[]
  /** 0–1: the share of the table's headings that were recognised, less for guesses and missing required fields. */
  readonly confidence: number
}

/** A header stands below a title and a line or two of facts; ledgers with more above it are not known. */
const LAST_HEADER_ROW = 40

const WEIGHTS = { exact: 1, remembered: 1, unit: 0.95, parts: 0.8, partial: 0.5, contents: 0.4 } as const
const ROUNDS = ['exact', 'unit', 'parts', 'partial'] as const
/** The share of a column's cells that have to fit before it is taken for what it holds. */
const PLAINLY = 0.8
/** Below this a heading that names the field only in part is not believed. */
const HARDLY = 0.3

interface Match {
  readonly heading: Heading
  readonly certainty: Certainty
  /** Where the first preferred word in it stands among them; infinite for none. */
  readonly preference: number
}

/** A heading as it is compared: by itself, with its group before it, and joined to its group. */
interface ComparedHeading {
  readonly heading: Heading
  readonly leaf: HeadingForms
  readonly name: HeadingForms
  readonly whole: HeadingForms | undefined
}

function compared(heading: Heading, { words }: ReadingRules): ComparedHeading {
  const { group, text } = heading
  const leaf = new HeadingForms(text, words)
  if (group === undefined) return { heading, leaf, name: leaf, whole: undefined }
  return {
    heading,
    leaf,
    name: new HeadingForms(headingName(heading), words),
    whole: new HeadingForms(`${group}${text}`, words)
  }
}

/** Puts headings to fields, one field after another, surest first. */
class Matching {
  readonly mapping: Record<string, number> = {}
  readonly certainty: Record<string, Certainty | 'remembered' | 'contents'> = {}
  readonly #taken = new Set<number>()
  readonly #headings: readonly ComparedHeading[]

  constructor(
    headings: readonly Heading[],
    private readonly fields: ImportFields,
    private readonly rules: ReadingRules,
    private readonly contents: Contents
  ) {
    this.#headings = headings.map((heading) => compared(heading, rules))
  }

  take(key: string, column: number, how: Certainty | 'remembered' | 'contents'): void {
    this.mapping[key] = column
    this.certainty[key] = how
    this.#taken.add(column)
  }

  remembered(remembered: RememberedHeadings): void {
    for (const { heading, name, leaf } of this.#headings) {
      const key = remembered[name.folded] ?? remembered[leaf.folded]
      if (key !== undefined && key in this.fields && !(key in this.mapping))
        this.take(key, heading.column, 'remembered')
    }
    // A column without a heading, or with one that says nothing, is named by its letters.
    for (const [letters, key] of Object.entries(remembered)) {
      const column = columnOf(letters.toUpperCase())
      if (column === undefined || this.contents.sample(column).length === 0) continue
      if (key in this.fields && !(key in this.mapping) && !this.#taken.has(column)) this.take(key, column, 'remembered')
    }
  }

  // Exact names first over all fields, so that a guess never takes a column from the field it is named after.
  byName(): void {
    const named = Object.entries(this.fields).map(([key, field]) => ({ key, field, all: this.#matches(key, field) }))
    for (const round of ROUNDS)
      for (const { key, field, all } of named) {
        if (key in this.mapping) continue
        const matches = all.filter(({ heading }) => !this.#taken.has(heading.column))
        const first = Math.min(...matches.map(({ preference }) => preference))
        const [best] = this.#inOrder(
          key,
          field,
          matches.filter(({ preference }) => preference === first)
        )
        if (best && best.certainty === round) this.take(key, best.heading.column, round)
      }
  }

  #matches(key: string, field: Field): readonly Match[] {
    const { prefer = [], never = [] } = this.rules.headings?.[key] ?? {}
    return this.#headings.flatMap((each): Match[] => {
      const { heading } = each
      if (this.#taken.has(heading.column)) return []
      const name = each.name.folded
      if (never.some((word) => name.includes(word))) return []
      const preference = prefer.findIndex((word) => name.includes(word))
      const whole = each.whole && matchHeading(each.whole, field, this.rules.words)
      const leaf = matchHeading(each.leaf, field, this.rules.words)
      const certainty = ROUNDS.find((round) => round === whole || round === leaf)
      if (certainty === undefined) return []
      const doubtful = certainty === 'partial' || certainty === 'parts'
      if (
        doubtful &&
        this.contents.sample(heading.column).length > 2 &&
        this.contents.fit(heading.column, key, field) < HARDLY
      )
        return []
      return [{ heading, certainty, preference: preference < 0 ? Number.POSITIVE_INFINITY : preference }]
    })
  }

  /** Surest first; of equally sure ones the one whose cells fit best, then the first in the table. */
  #inOrder(key: string, field: Field, matches: readonly Match[]): readonly Match[] {
    if (matches.length < 2) return matches
    const rank = ({ certainty }: Match): number => ROUNDS.indexOf(certainty)
    const fit = ({ heading }: Match): number =>
      this.contents.sample(heading.column).length === 0 ? 0 : this.contents.fit(heading.column, key, field)
    const plain = (match: Match): number => Number(fit(match) >= PLAINLY)
    // The field's own name before its synonyms: 入职时间 before 参加工作时间, wherever they stand.
    const named = ({ heading: { text } }: Match): number => Number(foldHeading(text) === foldHeading(field.label))
    return [...matches].sort(
      (a, b) =>
        rank(a) - rank(b) ||
        plain(b) - plain(a) ||
        named(b) - named(a) ||
        fit(b) - fit(a) ||
        a.heading.column - b.heading.column
    )
  }

  get #free(): readonly ComparedHeading[] {
    return this.#headings.filter(
      ({ heading: { column, text } }) => !this.#taken.has(column) && !isLineNumberHeading(text)
    )
  }

  /** Headings no field took; those that number the lines are not among them. */
  get free(): readonly Heading[] {
    return this.#free.map(({ heading }) => heading)
  }

  /** Columns whose cells say what their headings do not; what stays in doubt is given back. */
  byContents(): readonly Doubt[] {
    const doubts: Doubt[] = []
    for (const [key, field] of Object.entries(this.fields)) {
      if (key in this.mapping || this.rules.fill?.[key] !== undefined) continue
      const { never = [] } = this.rules.headings?.[key] ?? {}
      const fitting = this.#free.filter(
        ({ heading, name }) =>
          this.contents.fit(heading.column, key, field) >= PLAINLY &&
          !never.some((word) => name.folded.includes(word)) &&
          !this.#isAnothers(key, heading)
      )
      const akin = fitting.filter(({ name }) => isAkin(name, field, this.rules.words))
      const plain = this.contents.isPlain(field)
      const [only, ...others] = (akin.length > 0 ? akin : fitting).map(({ heading }) => heading)
      if (!only) continue
      if (others.length === 0 && plain && (akin.length > 0 || (field.required === true && this.#nobodyElse(key, only))))
        this.take(key, only.column, 'contents')
      else if (field.required) doubts.push({ field: key, columns: [only, ...others] })
    }
    return doubts
  }

  /** Whether a column is called by the very name of another field, which a better one took: it is not this one's. */
  #isAnothers(key: string, heading: Heading): boolean {
    const own = this.#headings.find((each) => each.heading === heading)
    return (
      own !== undefined &&
      Object.entries(this.fields).some(
        ([other, field]) => other !== key && matchHeading(own.leaf, field, this.rules.words) === 'exact'
      )
    )
  }

  /** Whether no other missing field of a kind that speaks for itself fits the column too. */
  #nobodyElse(key: string, heading: Heading): boolean {
    return !Object.entries(this.fields).some(
      ([other, field]) =>
        other !== key &&
        !(other in this.mapping) &&
        this.contents.isPlain(field) &&
        this.contents.fit(heading.column, other, field) >= PLAINLY
    )
  }
}

function judgeRow(
  table: Table,
  rowNumber: number,
  fields: ImportFields,
  remembered: RememberedHeadings,
  rules: ReadingRules,
  whole: boolean
): HeaderFinding {
  const headings = headingsAt(table, rowNumber)
  const matching = new Matching(headings, fields, rules, new Contents(table, rowNumber, rules))
  matching.remembered(remembered)
  matching.byName()
  const doubts = whole ? matching.byContents() : []
  const { mapping, certainty, free: unmapped } = matching
  const missing = Object.keys(fields).filter((key) => fields[key]?.required && !(key in mapping))
  const weight = Object.values(certainty).reduce((sum, how) => sum + WEIGHTS[how], 0)
  const total = Object.keys(mapping).length + unmapped.length
  const confidence =
    total === 0
      ? 0
      : (weight / total) * (1 - missing.length / Math.max(1, Object.keys(mapping).length + missing.length))
  return { headerRow: rowNumber, headings, mapping, certainty, unmapped, missing, doubts, confidence }
}

/** How much of the record a header names. */
export function weightOf(finding: HeaderFinding): number {
  return Object.values(finding.certainty).reduce((sum, how) => sum + WEIGHTS[how], 0)
}

/**
 * Finds the row of headings among the first rows, titles and merged facts above it skipped, and puts its columns to the
 * fields by label, synonym, remembered choice, or what the cells below hold. Undefined when no row names even one
 * field.
 */
export async function findHeader(
  table: Table,
  fields: ImportFields,
  remembered: RememberedHeadings = {},
  rules: ReadingRules = NO_RULES
): Promise<HeaderFinding | undefined> {
  const after = table.rows.findIndex(({ number }) => number > LAST_HEADER_ROW)
  const above = after < 0 ? table.rows : table.rows.slice(0, after)
  let best: HeaderFinding | undefined
  await eachInTurns(above, (row) => {
    if (row.cells.every(isBlank)) return
    const finding = judgeRow(table, row.number, fields, remembered, rules, false)
    if (weightOf(finding) > (best ? weightOf(best) : 0)) best = finding
  })
  return best && judgeRow(table, best.headerRow, fields, remembered, rules, true)
}

/** The headings of a chosen header row with the mapping found for them; for a row the user points at. */
export function headerAt(
  table: Table,
  headerRow: number,
  fields: ImportFields,
  remembered: RememberedHeadings = {},
  rules: ReadingRules = NO_RULES
): HeaderFinding {
  return judgeRow(table, headerRow, fields, remembered, rules, true)
}

/** What to remember of a mapping the user settled on: each mapped heading, with its group, and its field. */
export function rememberHeadings(headings: readonly Heading[], mapping: ColumnMapping): RememberedHeadings {
  const byColumn = new Map(headings.map((heading) => [heading.column, foldHeading(headingName(heading))]))
  return Object.fromEntries(
    Object.entries(mapping).flatMap(([key, column]) => (byColumn.has(column) ? [[byColumn.get(column), key]] : []))
  )
}
