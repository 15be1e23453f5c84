/** Words offices use, as data: kept in resources and, for a bureau's own, in its data folder. */
export interface ImportWords {
  /** Words a heading may carry beside what it names: 用品, 所在, 情况 … */
  readonly neutral: readonly string[]
  /** Units of measure. */
  readonly measures: readonly string[]
  /** Units of measure that mean the same, each group the same unit. */
  readonly sameMeasures: readonly (readonly string[])[]
  /** Ends of names of units of a bureau. */
  readonly unitEnds: readonly string[]
  /** What is written where there is no date, number or name: 无. */
  readonly none: readonly string[]
  /** What is written where a date, a number or a name is not known: 不详. */
  readonly absent: readonly string[]
  /** What is written where a thing is nobody's own: 公用. */
  readonly nobody: readonly string[]
}

export const NO_WORDS: ImportWords = {
  neutral: [],
  measures: [],
  sameMeasures: [],
  unitEnds: [],
  none: [],
  absent: [],
  nobody: []
}

/** How one record's columns are told apart beyond label and synonyms; what of it the file's own ledger says. */
export interface ReadingRules {
  readonly words: ImportWords
  /** Field of a quantity → field of its unit of measure. */
  readonly measureOf?: Readonly<Record<string, string>> | undefined
  /** Field of a number → what it is counted in, where that never varies: litres of a tank, years of a life. */
  readonly unitOf?: Readonly<Record<string, string>> | undefined
  /** Fields of which one is the product of the other two. */
  readonly product?: { readonly quantity: string; readonly price: string; readonly amount: string } | undefined
  /** Words in a heading (or its group) that make it rather, or never, the field's. */
  readonly headings?: Readonly<Record<string, HeadingRule>> | undefined
  /** What a word outside a field's choices means; null for nothing, undefined when it has to be asked. */
  readonly meanings?: Readonly<Record<string, (word: string) => string | null | undefined>> | undefined
  /** The field a sheet's own name answers where no column does: the unit of a sheet per unit, or what looks like it. */
  readonly sheetName?: { readonly field: string; readonly looks?: RegExp | undefined } | undefined
  /** Headings of another book of the same things, which stands beside this one in a file: 领用人 of an issue book. */
  readonly otherBooks?: readonly string[] | undefined
  /** Names of sheets that hold the record, however few of its columns. */
  readonly ownSheets?: ReadonlySet<string> | undefined
  /** Names of the office, folded by `sameKey`. */
  readonly people?: ReadonlySet<string> | undefined
  readonly units?: ReadonlySet<string> | undefined
  /** Words the user put to others: by field or '*' for every field, folded word → word. */
  readonly answers?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined
  /** One value for every line of a field without a column, as it would be typed. */
  readonly fill?: Readonly<Record<string, string>> | undefined
  /** Fields a book writes once for several lines, in the order of their columns: left empty they are those above. */
  readonly spread?: ReadonlySet<string> | undefined
  /** Required fields that may stay empty where the old book has no column for them. */
  readonly mayLack?: ReadonlySet<string> | undefined
}

export interface HeadingRule {
  readonly prefer?: readonly string[]
  readonly never?: readonly string[]
}

export const NO_RULES: ReadingRules = { words: NO_WORDS }
