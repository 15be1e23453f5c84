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
  readonly choices?: readonly Choice[]
  readonly hint?: string
  readonly required?: boolean
}

/** Field descriptors of a row type; `satisfies Fields<Row>` keeps them complete. */
export type Fields<Row> = { readonly [K in keyof Row]-?: Field }
