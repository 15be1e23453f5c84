import type { EntityManager } from 'typeorm'
import type { AnyField, RecordFields, RecordOf, RowOf, StoredOf, WorkedOut } from '../../contract/record'
import { peopleByName, rosterOf, unitsByName, type Roster } from '../people/roster'
import type { ListDefinition, NamedColumn } from '../../platform/database/listQuery'

type Stored<F extends RecordFields, V extends boolean> = StoredOf<F> &
  (V extends true ? { readonly version: number } : unknown)
type Values = Readonly<Record<string, unknown>>
type Copy = (from: Values, worked: Values, roster: Roster, into: Record<string, unknown>) => void

const plans = new WeakMap<RecordFields, readonly Copy[]>()

// What is done for each row, worked out once per record: a row of 100,000 costs a handful of assignments.
function planOf(fields: RecordFields): readonly Copy[] {
  const known = plans.get(fields)
  if (known) return known
  const plan = Object.entries(fields).flatMap(([name, field]) => copiesOf(name, field))
  plans.set(fields, plan)
  return plan
}

function copiesOf(name: string, { kind, kept, key }: AnyField): readonly Copy[] {
  const own =
    (property: string): Copy =>
    (from, _worked, _roster, into) =>
      void (into[property] = from[property])
  const worked =
    (property: string): Copy =>
    (_from, out, _roster, into) =>
      void (into[property] = out[property])
  const there = kept === 'joined' || kept === 'namedThere'
  const id = key === null ? [] : [there ? worked(key) : own(key)]
  if (key !== null && (kept === 'named' || kept === 'namedThere'))
    return [...id, nameOf(name, key, kind === 'unit' ? 'units' : 'people')]
  return [...id, kept === 'own' ? own(name) : worked(name)]
}

const nameOf =
  (name: string, key: string, of: keyof Roster): Copy =>
  (_from, _worked, roster, into) => {
    const id = into[key]
    into[name] = typeof id === 'string' ? (roster[of].get(id) ?? '') : null
  }

/**
 * Stored rows as they leave the house: the declared fields and nothing else, names of people and units from the roster
 * in memory, and what `workOut` gives for fields that are joined or derived.
 */
export async function rowsOf<F extends RecordFields, V extends boolean, S extends Stored<F, V>>(
  manager: EntityManager,
  { fields, versioned }: RecordOf<F, V>,
  stored: readonly S[],
  workOut: (row: S) => WorkedOut<F>
): Promise<readonly RowOf<RecordOf<F, V>>[]> {
  const roster = await rosterOf(manager)
  const plan = planOf(fields)
  return stored.map((row) => {
    const into: Record<string, unknown> = { id: row.id }
    const worked = workOut(row)
    for (const copy of plan) copy(row, worked, roster, into)
    if (versioned && 'version' in row) into['version'] = row.version
    // Each declared name was set by the plan made from the same declaration.
    return into as RowOf<RecordOf<F, V>>
  })
}

/** What a list says beside its record. */
interface Listing<F extends RecordFields> {
  /** Columns (alias.property) of what other tables hold; the id's column for fields that name something. */
  readonly joined: { readonly [K in keyof F as F[K]['kept'] extends 'joined' | 'namedThere' ? K : never]: string }
  /** Columns that filters may ask for beside what is shown. */
  readonly filters?: Readonly<Record<string, string>>
  /** Columns searched with the typed words; the record's search key when absent. */
  readonly search?: readonly string[]
  /** Names of people and units that are searched too. */
  readonly searchNames?: readonly (keyof F & string)[]
  readonly order: ListDefinition['order']
}

/** How a record's list is filtered, sorted, summed and searched: follows from its declaration. */
export function listing<F extends RecordFields>(
  { fields }: RecordOf<F>,
  alias: string,
  { joined, filters = {}, search, searchNames = [], order }: Listing<F>
): ListDefinition {
  const columns: Record<string, string> = { ...filters }
  const named: Record<string, NamedColumn> = {}
  const elsewhere: Readonly<Record<string, string>> = joined
  for (const [name, field] of Object.entries<AnyField>(fields)) {
    const there = elsewhere[name]
    if (field.kept === 'own') columns[name] = `${alias}.${name}`
    if (field.kept === 'joined' && there) columns[name] = there
    if (field.key === null) continue
    const id = field.kept === 'namedThere' ? there : field.kept === 'joined' ? undefined : `${alias}.${field.key}`
    if (!id) continue
    columns[field.key] = id
    const names = field.kind === 'unit' ? unitsByName : field.kind === 'person' ? peopleByName : undefined
    if (names) named[name] = { column: id, names }
  }
  const shown = Object.entries<AnyField>(fields).filter(([name]) => columns[name] !== undefined)
  return {
    columns,
    named,
    search: search ?? [`${alias}.searchKey`],
    searchNames,
    instants: shown.filter(([, { kind }]) => kind === 'instant').map(([name]) => name),
    sums: shown.filter(([, { total }]) => total).map(([name]) => name),
    order
  }
}
