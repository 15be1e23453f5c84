/**
 * How one field of a record is named and shown. Declared once per record and used by the list, the form,
 * the Excel column and the import matcher. Carries no condition, default or rule.
 */
export type FieldKind =
  | 'text'
  | 'longText'
  /** identifiers, telephone and document numbers: text even when made of digits */
  | 'code'
  | 'integer'
  /** a calendar year */
  | 'year'
  /** integer thousandths */
  | 'quantity'
  /** integer cents */
  | 'money'
  /** ISO local date */
  | 'date'
  /** UTC instant, shown in the bureau's time zone */
  | 'instant'
  | 'month'
  | 'boolean'
  | 'choice'
  | 'person'
  | 'unit'
  | 'reference'
  | 'image'

/** One selectable value: what is stored and the word the user sees. */
export interface Choice {
  readonly value: string
  readonly label: string
}

export interface Field {
  readonly label: string
  readonly kind: FieldKind
  /** Column width in Chinese characters; fitted to content when absent. */
  readonly width?: number
  /** The section of the paper form the field stands in. */
  readonly section?: string
  /** Other column headings that mean this field in ledgers kept by hand. */
  readonly synonyms?: readonly string[]
  /** Totalled at the foot of lists and sheets. */
  readonly total?: boolean
  /** Name of the field with the unit of measure: the total is then one for each unit. */
  readonly per?: string
  readonly choices?: readonly Choice[]
  readonly hint?: string
  /** What is said where there is no value, for one that is not known yet, e.g. 未结束. */
  readonly blank?: string
  readonly required?: boolean
  /** Where the value comes from, see record.ts; `derived` ones are neither sorted nor filtered. */
  readonly kept?: 'own' | 'joined' | 'named' | 'namedThere' | 'derived'
  /** Not among the columns a list shows at first. */
  readonly unlisted?: boolean
  /** A column of the import that opens the ledger. */
  readonly imported?: boolean
}

/** Stored values and the words a user reads for them. */
export type Words = Readonly<Record<string, string>>

/** The stored values of a word list as choices of a field. */
export const choicesOf = (words: Words): readonly Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** The stored values of a word list, as zod's enum wants them. */
export const keysOf = <T extends Words>(words: T) => Object.keys(words) as [keyof T & string, ...(keyof T & string)[]]

/** Field descriptors of a row type; `satisfies Fields<Row>` keeps them complete. */
export type Fields<Row> = { readonly [K in keyof Row]-?: Field }
