import type { Field, PersonChoice, RecordFields, RecordOf, UnitRow } from '@contract'

/** One selectable record of a reference field. */
export interface Option {
  readonly value: string
  readonly label: string
  readonly detail?: string
  /** Pinyin initials or other words it is found by. */
  readonly keys?: string
}

/** A field as a form shows it: the contract's descriptor and where its value goes. */
export interface FormField extends Field {
  /** Key in the form's model and path in the command's input, e.g. 'unitId' for the descriptor of `unitName`. */
  readonly name: string
  /** Records to choose from, for `reference` fields. */
  readonly options?: readonly Option[]
  readonly disabled?: boolean
  /** Takes the whole width of the form. */
  readonly wide?: boolean
  readonly placeholder?: string
  /** Unit of measure shown behind a quantity. */
  readonly suffix?: string
  /** Narrows whom a person field offers. */
  readonly among?: (person: PersonChoice) => boolean
  /** Narrows what a unit field offers. */
  readonly amongUnits?: (unit: UnitRow) => boolean
  /** Whether negative amounts may be entered. */
  readonly negative?: boolean
}

type Pick<Name extends string> = Name | readonly [Name, Partial<FormField>]

/**
 * Form fields from a record's descriptors, in the order given. A pair changes some of it:
 * `formFields(trip.fields, 'purpose', ['driverName', { name: 'driverId' }])`.
 */
export function formFields<Name extends string>(
  descriptors: Readonly<Record<Name, Field>>,
  ...picks: readonly Pick<Name>[]
): FormField[] {
  return picks.map((pick) => {
    const [name, changes] = typeof pick === 'string' ? [pick, {}] : pick
    return { ...descriptors[name], name, ...changes }
  })
}

/**
 * The fields of a record that are typed in, in the order of its declaration, each under the name its command takes.
 * `changes` adds what only the window knows: `typedFields(item, { refillName: { options } })`; `false` leaves a field
 * out.
 */
export function typedFields<F extends RecordFields>(
  { fields }: RecordOf<F>,
  changes: { readonly [K in keyof F]?: Partial<FormField> | false } = {}
): FormField[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const change = changes[name]
    return field.schema() === null || change === false ? [] : [{ ...field, name: field.key ?? name, ...change }]
  })
}

/** Fields grouped by their section, sections in order of first appearance. */
export function sectionsOf<F extends Field>(fields: readonly F[]): { title: string; fields: F[] }[] {
  const sections: { title: string; fields: F[] }[] = []
  for (const field of fields) {
    const title = field.section ?? ''
    const section = sections.find((one) => one.title === title)
    if (section) section.fields.push(field)
    else sections.push({ title, fields: [field] })
  }
  return sections
}
