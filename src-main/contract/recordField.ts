import { z } from 'zod'
import { choicesOf, keysOf, type Field, type Words } from './fields'
import {
  attachmentId,
  blankText,
  cents,
  countThousandths,
  id,
  instant,
  localDate,
  month,
  text as lineOfText
} from './values'

/**
 * Where a field's value comes from: a column of the record's own table (`own`), a column of another table that its list
 * joins (`joined`), the roster's name of an id in its own row (`named`) or in a joined one (`namedThere`), or worked
 * out when shown (`derived`). What is worked out is neither sorted, filtered nor typed in.
 */
export type Kept = NonNullable<Field['kept']>
export type Elsewhere<How extends Kept> = How extends 'named' ? 'namedThere' : 'joined'

/** A value that a command has to give, and one that it may leave out. */
type Given<Value> = z.ZodType<NonNullable<Value>, NonNullable<Value>>
type Optional<Value> = z.ZodOptional<z.ZodNullable<Given<Value>>>

/** Schemas of a kind of value as typed in; `limit` is the most characters or the largest whole number. */
interface Making<Value> {
  readonly required: (label: string, limit?: number) => z.ZodType<Value, Value>
  /** Differs where an empty value may be typed. */
  readonly optional?: (label: string, limit?: number) => z.ZodType<Value, Value>
}

/** What is shown of a field, and what is kept of it where nothing was typed. */
type Shown = Omit<Field, 'kept'> & { readonly otherwiseKept?: unknown }

/**
 * One field of a record, said once: its name and kind, whether it is typed in, listed, summed or imported, and where
 * its value comes from. Immutable: each method gives a field that differs in one thing.
 */
export class RecordField<
  Value,
  Schema extends z.ZodType | null = null,
  How extends Kept = 'own',
  Key extends string | null = null
> {
  declare readonly label: string
  declare readonly kind: Field['kind']
  declare readonly width?: number
  declare readonly section?: string
  declare readonly synonyms?: readonly string[]
  declare readonly total?: boolean
  declare readonly choices?: NonNullable<Field['choices']>
  declare readonly hint?: string
  declare readonly blank?: string
  declare readonly required?: boolean
  declare readonly unlisted?: boolean
  declare readonly imported?: boolean
  /** What is kept where nothing was typed; null when absent. */
  declare readonly otherwiseKept?: unknown
  /** The type of the value; never there at run time. */
  declare readonly valueType?: Value
  readonly #shown: Shown
  readonly #schema: Schema
  readonly #making: Making<NonNullable<Value>>

  constructor(
    shown: Shown,
    readonly kept: How,
    /** The property with the id of the person, unit or record that this field names. */
    readonly key: Key,
    schema: Schema,
    making: Making<NonNullable<Value>>
  ) {
    Object.assign(this, shown)
    this.#shown = shown
    this.#schema = schema
    this.#making = making
  }

  /** Schema of what is typed in; null where nothing is. */
  schema(): Schema {
    return this.#schema
  }

  private but(changes: Partial<Shown>): RecordField<Value, Schema, How, Key> {
    return new RecordField<Value, Schema, How, Key>(
      { ...this.#shown, ...changes },
      this.kept,
      this.key,
      this.#schema,
      this.#making
    )
  }

  /** Typed in, never empty. */
  typed(limit?: number): RecordField<NonNullable<Value>, Given<Value>, How, Key> {
    const schema = this.#making.required(this.label, limit)
    const shown = { ...this.#shown, required: true }
    return new RecordField<NonNullable<Value>, Given<Value>, How, Key>(shown, this.kept, this.key, schema, this.#making)
  }

  /** Typed in or left out; what is left out or blank is kept as null. */
  optional(limit?: number): RecordField<NonNullable<Value> | null, Optional<Value>, How, Key> {
    const schema = (this.#making.optional ?? this.#making.required)(this.label, limit)
    return new RecordField<NonNullable<Value> | null, Optional<Value>, How, Key>(
      this.#shown,
      this.kept,
      this.key,
      schema.nullable().optional(),
      this.#making
    )
  }

  /** Typed in or left to what the act proposes; never empty once kept. */
  proposed(limit?: number): RecordField<NonNullable<Value>, Optional<Value>, How, Key> {
    const schema = this.#making.required(this.label, limit)
    return new RecordField<NonNullable<Value>, Optional<Value>, How, Key>(
      this.#shown,
      this.kept,
      this.key,
      schema.nullable().optional(),
      this.#making
    )
  }

  /** Typed in or left out, kept as `value` then. */
  otherwise(value: NonNullable<Value>, limit?: number): RecordField<NonNullable<Value>, Optional<Value>, How, Key> {
    const { kept, key } = this
    const schema = this.optional(limit).schema()
    const shown = { ...this.#shown, otherwiseKept: value }
    return new RecordField<NonNullable<Value>, Optional<Value>, How, Key>(shown, kept, key, schema, this.#making)
  }

  /** Marked as needed though it may reach the act blank: a rule says that it is missing, and quotes its text. */
  expected() {
    return this.but({ required: true })
  }

  /** Set by acts, possibly empty. */
  nullable(): RecordField<Value | null, Schema, How, Key> {
    return new RecordField<Value | null, Schema, How, Key>(this.#shown, this.kept, this.key, this.#schema, this.#making)
  }

  /** Worked out when shown. */
  derived(): RecordField<Value, Schema, 'derived', Key> {
    return new RecordField(this.#shown, 'derived', this.key, this.#schema, this.#making)
  }

  /** A column of another table, which the list that shows it joins. */
  joined(): RecordField<Value, null, Elsewhere<How>, Key> {
    // The conditional type says the same as the comparison.
    const kept = (this.kept === 'named' ? 'namedThere' : 'joined') as Elsewhere<How>
    return new RecordField(this.#shown, kept, this.key, null, this.#making)
  }

  /** The name stands in the record as it was when written, beside the id. */
  asWritten(): RecordField<Value, Schema, 'own', Key> {
    return new RecordField(this.#shown, 'own', this.key, this.#schema, this.#making)
  }

  /** The record it is the number or name of has its id under this property. */
  by<Id extends string>(key: Id): RecordField<Value, Schema, How, Id> {
    return new RecordField(this.#shown, this.kept, key, this.#schema, this.#making)
  }

  /** The section of the paper form it stands in. */
  in(section: string) {
    return this.but({ section })
  }

  /**
   * Summed at the foot of lists and sheets; with the name of the field that has the unit of measure, for each unit by
   * itself.
   */
  totalled(per?: string) {
    return this.but({ total: true, ...(per === undefined ? {} : { per }) })
  }

  /** Under another name. */
  called(label: string) {
    return this.but({ label })
  }

  hinted(hint: string) {
    return this.but({ hint })
  }

  /** Said on screens and sheets where the value is null. */
  blankAs(blank: string) {
    return this.but({ blank })
  }

  /** Not among the columns a list shows at first. */
  aside() {
    return this.but({ unlisted: true })
  }

  /** A column of the import that opens the ledger, found under these headings too. */
  importedAs(...synonyms: readonly string[]) {
    return this.but({ imported: true, ...(synonyms.length > 0 ? { synonyms } : {}) })
  }

  /** Headings that mean this field in ledgers kept by hand. */
  alsoCalled(...synonyms: readonly string[]) {
    return this.but({ synonyms })
  }
}

const words = { required: (label: string, most?: number) => lineOfText(label, most), optional: blankText }
const chosen = { required: (label: string) => id(label) }

const wholeNumber: Making<number> = {
  required: (name, most = 999_999) =>
    z
      .int({ error: `请填写${name}` })
      .min(0, `${name}不能为负`)
      .max(most, `${name}不能超过${most}`)
}

function field<Value>(
  kind: Field['kind'],
  label: string,
  width: number | undefined,
  making: Making<NonNullable<Value>>
) {
  const shown = { kind, label, ...(width === undefined ? {} : { width }) }
  return new RecordField<Value>(shown, 'own', null, null, making)
}

function naming<How extends Kept, Key extends string>(
  kind: 'person' | 'unit' | 'reference',
  how: How,
  label: string,
  key: Key,
  width?: number
) {
  const shown = { kind, label, ...(width === undefined ? {} : { width }) }
  return new RecordField<string, null, How, Key>(shown, how, key, null, chosen)
}

/** Widths are in Chinese characters. */
export const text = (label: string, width?: number) => field<string>('text', label, width, words)
export const longText = (label: string, width?: number) => field<string>('longText', label, width, words)
/** Identifiers, telephone and document numbers: text even when made of digits. */
export const code = (label: string, width?: number) => field<string>('code', label, width, words)
export const flag = (label: string, width?: number) =>
  field<boolean>('boolean', label, width, { required: () => z.boolean({ error: `请选择${label}` }) })
/** A count of things; `limit` of `typed` is the largest. */
export const whole = (label: string, width?: number) => field<number>('integer', label, width, wholeNumber)
/** A calendar year: a number that names. */
export const year = (label: string, width?: number) => field<number>('year', label, width, wholeNumber)
/** Integer thousandths, zero allowed. */
export const quantity = (label: string, width?: number) =>
  field<number>('quantity', label, width, { required: (name) => countThousandths(name) })
/** Integer cents, zero allowed. */
export const money = (label: string, width?: number) =>
  field<number>('money', label, width, { required: (name) => cents(name) })
/** ISO local date. */
export const date = (label: string, width?: number) =>
  field<string>('date', label, width, { required: (name) => localDate(name) })
/** UTC instant, shown in the bureau's time zone. */
export const moment = (label: string, width?: number) =>
  field<string>('instant', label, width, { required: (name) => instant(name) })
export const monthOf = (label: string, width?: number) =>
  field<string>('month', label, width, { required: (name) => month(name) })
/** The id of a stored picture or paper. */
export const image = (label: string, width?: number) =>
  field<string>('image', label, width, { required: () => attachmentId })
/** Ids of stored pictures; `limit` of typed ones is how many there may be. */
export const images = (label: string, width?: number) =>
  field<readonly string[]>('image', label, width, {
    required: (_name, most = 20) => z.array(attachmentId).max(most).readonly()
  })

/** One of a list of words; the key is stored. */
export function choice<T extends Words>(label: string, list: T, width?: number) {
  type Value = keyof T & string
  const shown = {
    kind: 'choice' as const,
    label,
    choices: choicesOf(list),
    ...(width === undefined ? {} : { width })
  }
  const making = { required: (name: string) => z.enum(keysOf(list), { error: `请选择${name}` }) }
  return new RecordField<Value>(shown, 'own', null, null, making)
}

/** Any of a list of words; the keys are stored together, so it is neither sorted nor filtered. */
export function several<T extends Words>(label: string, list: T, width?: number) {
  type Value = readonly (keyof T & string)[]
  const shown = { kind: 'choice' as const, label, choices: choicesOf(list), ...(width === undefined ? {} : { width }) }
  const making = {
    required: (name: string) =>
      z
        .array(z.enum(keysOf(list)))
        .min(1, `请选择${name}`)
        .readonly()
  }
  return new RecordField<Value, null, 'derived'>(shown, 'derived', null, null, making)
}

/** Somebody on the roster: `key` holds the id, the field shows the name the roster has now. */
export const person = <Key extends string>(label: string, key: Key, width?: number) =>
  naming('person', 'named', label, key, width)
/** A unit: `key` holds the id, the field shows the name it has now. */
export const unit = <Key extends string>(label: string, key: Key, width?: number) =>
  naming('unit', 'named', label, key, width)
/** Another record of the ledger: `key` holds its id, whoever makes the row says what it is called. */
export const reference = <Key extends string>(label: string, key: Key, width?: number) =>
  naming('reference', 'derived', label, key, width)
