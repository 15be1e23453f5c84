import { Brackets, type DataSource, type EntityManager, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm'
import type { ListFilter, ListInput, Page } from '../../contract/lists'
import { invalid } from '../../kernel/fault'
import { holdsTyped, searchPattern, searchTerm } from '../../kernel/searchKey'
import { entitiesOf } from './entitySql'
import { applyFilter } from './listFilters'
import { stateSeenBy } from './standing'

/** A name somebody may look for: of a person, a unit. */
export interface KnownName {
  readonly id: string
  /** As kept with records, see kernel/searchKey. */
  readonly searchKey: string
}

/** A column of ids that a list shows by name: sorted and searched by the name. */
export interface NamedColumn {
  /** alias.property of the id. */
  readonly column: string
  /** All names there are, in the order they are sorted in. */
  readonly names: (manager: EntityManager) => Promise<readonly KnownName[]>
}

/** How a list's fields map to columns. Only what is named here can be filtered, sorted or summed. */
export interface ListDefinition {
  /** Field → alias.property; fields missing here are shown but neither filtered nor sorted. */
  readonly columns: Readonly<Record<string, string>>
  /** Fields that are names of ids. */
  readonly named?: Readonly<Record<string, NamedColumn>>
  /** Columns (alias.property) searched with the typed words; search keys hold text, pinyin and initials. */
  readonly search: readonly string[]
  /** Fields among `named` whose names are searched too. */
  readonly searchNames?: readonly string[]
  /** Fields that hold instants: a day as filter value means that whole local day. */
  readonly instants?: readonly string[]
  /** Fields summed over the filtered set. */
  readonly sums?: readonly string[]
  readonly order: readonly (readonly [column: string, direction: 'ASC' | 'DESC'])[]
}

/** Applies search words and filters of a list request. Gives `invalid` for a field the list does not offer. */
export function narrow<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  definition: ListDefinition,
  input: Pick<ListInput, 'search' | 'filters'>,
  known: NamesInUse = new Map()
): SelectQueryBuilder<Row> {
  const words = input.search ? searchTerm(input.search) : ''
  if (words && definition.search.length > 0) {
    const like = searchPattern(words)
    query.andWhere(
      new Brackets((any) => {
        for (const column of definition.search) any.orWhere(`LOWER(${column}) LIKE :words ESCAPE '\\'`, { words: like })
        for (const field of definition.searchNames ?? []) {
          const ids = idsNamed(known.get(field)?.names ?? [], words)
          if (ids.length > 0) any.orWhere(`${known.get(field)?.column ?? ''} IN (:...${field})`, { [field]: ids })
        }
      })
    )
  }
  input.filters.forEach((filter, index) => {
    const named = known.get(filter.field)
    const asked: ListFilter =
      named && filter.op === 'contains'
        ? { field: filter.field, op: 'in', value: [...idsNamed(named.names, String(filter.value ?? ''))] }
        : filter
    const column = named?.column ?? columnOf(definition, filter.field)
    applyFilter(query, column, asked, `f${index}`, definition.instants?.includes(filter.field) ?? false)
  })
  return query
}

/** The names a request sorts or filters by, read once for it. */
type NamesInUse = ReadonlyMap<string, { readonly column: string; readonly names: readonly KnownName[] }>

async function namesInUse<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { named = {}, searchNames = [] }: ListDefinition,
  input: Pick<ListInput, 'filters' | 'sort' | 'search'>
): Promise<NamesInUse> {
  const asked = new Set([
    ...input.filters.map(({ field }) => field),
    ...(input.sort ? [input.sort.field] : []),
    ...(input.search ? searchNames : [])
  ])
  const known = new Map<string, { readonly column: string; readonly names: readonly KnownName[] }>()
  for (const field of asked) {
    const found = Object.hasOwn(named, field) ? named[field] : undefined
    if (found) known.set(field, { column: found.column, names: await found.names(query.connection.manager) })
  }
  return known
}

const idsNamed = (names: readonly KnownName[], words: string): readonly string[] =>
  names.filter(({ searchKey }) => holdsTyped(searchKey, words)).map(({ id }) => id)

/** One window of a list with the total and sums of the filtered set. Windows near the end are read from the end. */
export async function pageOf<Row extends ObjectLiteral, Shown>(
  query: SelectQueryBuilder<Row>,
  definition: ListDefinition,
  input: ListInput,
  show: (rows: readonly Row[]) => Promise<readonly Shown[]> | readonly Shown[]
): Promise<Page<Shown>> {
  const known = await namesInUse(query, definition, input)
  narrow(query, definition, input, known)
  const { total = 0, ...sums } = await rememberedTotals(query, () => totalsOf(query.clone(), definition))
  const limit = Math.max(0, Math.min(input.limit, total - input.offset))
  const fromEnd = input.offset > total / 2
  const offset = fromEnd ? total - input.offset - limit : input.offset
  const rows =
    limit === 0
      ? []
      : await entitiesOf(
          ordered(query, orderOf(definition, input, fromEnd, known))
            .offset(offset)
            .limit(limit)
        )
  return { rows: await show(fromEnd ? rows.reverse() : rows), total, sums }
}

/** Reads a whole filtered list in windows, for exports: memory stays flat however many rows there are. */
export async function* allRows<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  definition: ListDefinition,
  input: Pick<ListInput, 'search' | 'filters' | 'sort'>,
  window = 2000
): AsyncGenerator<Row[]> {
  const known = await namesInUse(query, definition, input)
  narrow(query, definition, input, known)
  const order = orderOf(definition, input, false, known)
  ordered(query, order)
  const after = keysetOf(query, order)
  for (let offset = 0, last: Row | undefined; ; offset += window) {
    const next = query.clone().limit(window)
    if (after && last) after(next, last)
    else next.offset(offset)
    const rows = await entitiesOf(next)
    if (rows.length > 0) yield rows
    if (rows.length < window) return
    last = rows.at(-1)
  }
}

type Direction = 'ASC' | 'DESC'
/** A column, or the place of a column's name among the names in their order. */
type Order = readonly (readonly [column: string, direction: Direction, names?: readonly KnownName[]])[]

// The id breaks ties in the direction of the last column, so that an index on (column, id) serves both directions.
function orderOf(
  definition: ListDefinition,
  { sort }: Pick<ListInput, 'sort'>,
  reversed: boolean,
  known: NamesInUse
): Order {
  const order = sort
    ? sortedBy(definition, sort.field, sort.direction === 'asc' ? 'ASC' : 'DESC', known)
    : definition.order
  if (!reversed) return order
  return order.map(([column, direction, names]) => [column, direction === 'ASC' ? 'DESC' : 'ASC', names])
}

// Names that are not on the roster come last, in the order of what is written.
function sortedBy(definition: ListDefinition, field: string, direction: Direction, known: NamesInUse): Order {
  const named = known.get(field)
  const written = Object.hasOwn(definition.columns, field) ? definition.columns[field] : undefined
  if (!named) return [[columnOf(definition, field), direction]]
  return [[named.column, direction, named.names], ...(written ? [[written, direction] as const] : [])]
}

function ordered<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, order: Order): SelectQueryBuilder<Row> {
  order.forEach(([column, direction, names], index) => {
    if (names && names.length > 0)
      query.addSelect(placeAmong(column, names), `place${index}`).addOrderBy(`place${index}`, direction)
    else query.addOrderBy(column, direction)
  })
  for (const [, , names = []] of order)
    query.setParameters(Object.fromEntries(names.map(({ id }, at) => [`named${at}`, id])))
  return query.addOrderBy(`${query.alias}.id`, order.at(-1)?.[1] ?? 'ASC')
}

const placeAmong = (column: string, names: readonly KnownName[]) =>
  `CASE ${column} ${names.map((_, at) => `WHEN :named${at} THEN ${at}`).join(' ')} ELSE ${names.length} END`

/**
 * Continues after the last row read instead of skipping all rows before it. Possible where the list is in the order of
 * one column of its own that is never empty.
 */
function keysetOf<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  order: Order
): ((next: SelectQueryBuilder<Row>, last: Row) => void) | undefined {
  const [column, direction, names] = order[0] ?? [`${query.alias}.id`, 'ASC' as const]
  if (names) return undefined
  const [alias, property = ''] = column.split('.')
  const metadata = query.expressionMap.mainAlias?.metadata.findColumnWithPropertyName(property)
  if (order.length > 1 || alias !== query.alias || !metadata || metadata.isNullable) return undefined
  const sign = direction === 'ASC' ? '>' : '<'
  return (next, last) =>
    void next.andWhere(`(${column}, ${query.alias}.id) ${sign} (:lastValue, :lastId)`, {
      lastValue: metadata.getEntityValue(last) as unknown,
      lastId: last['id'] as string
    })
}

interface Remembered {
  version: number
  readonly totals: Map<string, Record<string, number>>
}

const remembered = new WeakMap<DataSource, Remembered>()

/** Totals stay true until somebody writes: every unit of work makes some chain longer. */
async function rememberedTotals<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  count: () => Promise<Record<string, number>>
) {
  const { acts: version } = await stateSeenBy(query)
  let known = remembered.get(query.connection)
  if (known?.version !== version) {
    known = { version, totals: new Map() }
    remembered.set(query.connection, known)
  }
  const key = JSON.stringify(query.getQueryAndParameters())
  const totals = known.totals.get(key) ?? (await count())
  known.totals.set(key, totals)
  return totals
}

async function totalsOf<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  definition: ListDefinition
): Promise<Record<string, number>> {
  query.select('COUNT(*)', 'total')
  for (const field of definition.sums ?? []) query.addSelect(`COALESCE(SUM(${columnOf(definition, field)}), 0)`, field)
  const raw = (await query.orderBy().getRawOne<Record<string, number | string>>()) ?? {}
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, Number(value)]))
}

function columnOf(definition: ListDefinition, field: string): string {
  const column = Object.hasOwn(definition.columns, field) ? definition.columns[field] : undefined
  if (!column) throw invalid([{ path: field, message: '这一列不能筛选或排序' }])
  return column
}
