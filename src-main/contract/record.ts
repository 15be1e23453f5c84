import type { z } from 'zod'
import type { Field } from './fields'
import type { Elsewhere, Kept, RecordField } from './recordField'

/**
 * A record, said once: everything that can follow from its fields does. Row type, schema of commands, columns of lists
 * and what they sort by, form fields, sheet and import columns, words of the audit log, mapping from the stored row. By
 * hand stay what is worked out, the entity, the migration and the rules.
 */
export interface AnyField extends Field {
  readonly kept: Kept
  readonly key: string | null
  readonly valueType?: unknown
  readonly otherwiseKept?: unknown
  schema(): z.ZodType | null
  joined(): unknown
}
export type RecordFields = Readonly<Record<string, AnyField>>

type ValueOf<F extends AnyField> = Exclude<F['valueType'], undefined>
type Id<F extends AnyField> = null extends ValueOf<F> ? string | null : string
/** Where the stored or typed value stands: under the key where the field names something, else under its own name. */
type Place<F extends AnyField, Name> = F['key'] extends string ? F['key'] : Name
type Placed<F extends AnyField> = F['key'] extends string ? Id<F> : ValueOf<F>
type Names<F extends RecordFields, How extends Kept> = { [K in keyof F]: F[K]['kept'] extends How ? K : never }[keyof F]
type Typed<F extends RecordFields> = {
  [K in keyof F]: ReturnType<F[K]['schema']> extends z.ZodType ? K : never
}[keyof F]
type Keyed<F extends RecordFields> = { [K in keyof F]: F[K]['key'] extends string ? K : never }[keyof F]
type KeyedAs<F extends RecordFields, How extends Kept> = Keyed<F> & Names<F, How>
type Flat<T> = { [K in keyof T]: T[K] }

/** Shape of what is typed in, for `commandInput`. */
export type ShapeOf<F extends RecordFields> = {
  readonly [K in Typed<F> as Place<F[K], K> & string]: NonNullable<ReturnType<F[K]['schema']>>
}
/** What is typed in. */
export type TypedOf<F extends RecordFields> = z.output<z.ZodObject<ShapeOf<F>>>
/** What is typed in as it is kept: absent values null. */
export type KeptOf<F extends RecordFields> = { -readonly [K in Typed<F> as Place<F[K], K> & string]: Placed<F[K]> }
/** What an import may have read of it. */
export type ReadOf<F extends RecordFields> = {
  -readonly [K in Typed<F> as Place<F[K], K> & string]: Placed<F[K]> | null
}
/** What the stored row has to have for the record to be shown. */
export type StoredOf<F extends RecordFields> = { readonly id: string } & {
  readonly [K in Names<F, 'own'> & string]: ValueOf<F[K]>
} & { readonly [K in KeyedAs<F, 'own' | 'named' | 'derived'> as F[K]['key'] & string]: Id<F[K]> }
/** What whoever makes a row has to work out or join. */
export type WorkedOut<F extends RecordFields> = {
  readonly [K in Names<F, 'derived' | 'joined'> & string]: ValueOf<F[K]>
} & { readonly [K in KeyedAs<F, 'joined' | 'namedThere'> as F[K]['key'] & string]: Id<F[K]> }
type Row<F extends RecordFields> = { readonly id: string } & { readonly [K in keyof F]: ValueOf<F[K]> } & {
  readonly [K in Keyed<F> as F[K]['key'] & string]: Id<F[K]>
}

export interface RecordOf<F extends RecordFields, Versioned extends boolean = boolean> {
  readonly name: string
  readonly fields: F
  /** A record changes and has a version; an entry is only ever appended. */
  readonly versioned: Versioned
  readonly shape: ShapeOf<F>
}
export type AnyRecord = RecordOf<RecordFields>

/** A row of a record as it leaves the house: declared keys only. */
export type RowOf<R> =
  R extends RecordOf<infer F, infer V>
    ? Flat<Row<F> & (V extends true ? { readonly version: number } : unknown)>
    : never
export type InputOf<R> = R extends RecordOf<infer F> ? Flat<TypedOf<F>> : never

function made<F extends RecordFields, V extends boolean>(name: string, fields: F, versioned: V): RecordOf<F, V> {
  const shape = Object.entries(fields).flatMap(([field, described]) => {
    const schema = described.schema()
    return schema ? [[described.key ?? field, schema]] : []
  })
  // The mapped type says per name what the loop above does for all of them.
  return { name, fields, versioned, shape: Object.fromEntries(shape) as ShapeOf<F> }
}

/** A record that is changed in place, every change with its version and audit entry. */
export const record = <F extends RecordFields>(name: string, fields: F) => made(name, fields, true)

/** An entry: appended, never changed. */
export const entry = <F extends RecordFields>(name: string, fields: F) => made(name, fields, false)

/**
 * What a form starts from when a row is to be changed: the typed fields under the names commands use, blanks left out.
 */
export function typedOf<F extends RecordFields>(of: RecordOf<F>, row: RowOf<RecordOf<F>>): Partial<KeptOf<F>> {
  const values = Object.keys(of.shape).map((name) => [
    name,
    (row as Readonly<Record<string, unknown>>)[name] ?? undefined
  ])
  return Object.fromEntries(values) as Partial<KeptOf<F>>
}

/** Typed values as they are kept: what was left out or left blank is null, or what its field says. */
export function keptOf<F extends RecordFields>(of: RecordOf<F>, typed: TypedOf<F>): KeptOf<F> {
  return keptValues(of, typed) as KeptOf<F>
}

/**
 * As `keptOf` for values an import has read: fields the file does not have are null even where a command needs them.
 */
export function readOf<F extends RecordFields>(of: RecordOf<F>, values: Readonly<Record<string, unknown>>): ReadOf<F> {
  return keptValues(of, values) as ReadOf<F>
}

const places = new WeakMap<AnyRecord, readonly (readonly [place: string, otherwise: unknown])[]>()

/** Where each typed field is kept, and what is kept of one left blank; worked out once a record. */
function placesOf(of: AnyRecord): readonly (readonly [place: string, otherwise: unknown])[] {
  const known = places.get(of)
  if (known) return known
  const found = Object.entries(of.fields).flatMap(([name, field]) =>
    field.schema() === null ? [] : [[field.key ?? name, field.otherwiseKept ?? null] as const]
  )
  places.set(of, found)
  return found
}

function keptValues(of: AnyRecord, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [place, otherwise] of placesOf(of)) {
    const value = values[place]
    kept[place] = value === '' ? otherwise : (value ?? otherwise)
  }
  return kept
}

/** The fields among `names`, in that order; for lines that show part of another record. */
export function fieldsOf<F extends RecordFields, Name extends keyof F>(of: RecordOf<F>, ...names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, of.fields[name]])) as Pick<F, Name>
}

/** The columns an import reads of a record. */
export function importedOf(of: AnyRecord): Readonly<Record<string, Field>> {
  return Object.fromEntries(Object.entries(of.fields).filter(([, field]) => field.imported))
}

type JoinedAll<F extends RecordFields> = {
  readonly [K in keyof F]: F[K] extends RecordField<infer V, infer _S, infer H, infer Key>
    ? RecordField<V, null, Elsewhere<H>, Key>
    : never
}

/** Fields of another record, as a line shows them that joins it. */
export function joinedAll<F extends RecordFields>(fields: F): JoinedAll<F>
export function joinedAll(fields: RecordFields): unknown {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.joined()]))
}

/** The values of some of a record's own fields. */
export function shownOf<F extends RecordFields>(
  fields: F,
  from: { readonly [K in keyof F]: ValueOf<F[K]> }
): { readonly [K in keyof F]: ValueOf<F[K]> } {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, from[name]])) as {
    readonly [K in keyof F]: ValueOf<F[K]>
  }
}

/** The columns of some of a record's own fields where a list joins its table. */
export function columnsOf<F extends RecordFields>(fields: F, alias: string): { readonly [K in keyof F]: string } {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, `${alias}.${name}`])) as {
    readonly [K in keyof F]: string
  }
}
