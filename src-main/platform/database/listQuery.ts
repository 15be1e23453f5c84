import { Brackets, type DataSource, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm'
import type { ListInput, Page } from '../../contract/lists'
import { invalid } from '../../kernel/fault'
import { searchTerm } from '../../kernel/searchKey'
import { entitiesOf } from './entitySql'
import { applyFilter } from './listFilters'
import { stateSeenBy } from './standing'

/** How a list's fields map to columns. Only what is named here can be filtered, sorted or summed. */
export interface ListDefinition {
  /** Field → alias.property; fields missing here are shown but neither filtered nor sorted. */
  readonly columns: Readonly<Record<string, string>>
  /** Columns (alias.property) searched with the typed words; search keys hold text, pinyin and initials. */
  readonly search: readonly string[]
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
  input: Pick<ListInput, 'search' | 'filters'>
): SelectQueryBuilder<Row> {
  const words = input.search ? searchTerm(input.search) : ''
  if (words && definition.search.length > 0) {
    const like = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    query.andWhere(
      new Brackets((any) => definition.search.forEach((column) => any.orWhere(`LOWER(${column}) LIKE :words ESCAPE '\\'`, { words: like })))
    )
  }
  input.filters.forEach((filter, index) =>
    applyFilter(query, columnOf(definition, filter.field), filter, `f${index}`, definition.instants?.includes(filter.field) ?? false)
  )
  return query
}

/** One window of a list with the total and sums of the filtered set. Windows near the end are read from the end. */
export async function pageOf<Row extends ObjectLiteral, Shown>(
  query: SelectQueryBuilder<Row>,
  definition: ListDefinition,
  input: ListInput,
  show: (rows: readonly Row[]) => Promise<readonly Shown[]> | readonly Shown[]
): Promise<Page<Shown>> {
  narrow(query, definition, input)
  const { total = 0, ...sums } = await rememberedTotals(query, () => totalsOf(query.clone(), definition))
  const limit = Math.max(0, Math.min(input.limit, total - input.offset))
  const fromEnd = input.offset > total / 2
  const offset = fromEnd ? total - input.offset - limit : input.offset
  const rows =
    limit === 0
      ? []
      : await entitiesOf(
          ordered(query, orderOf(definition, input, fromEnd))
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
  narrow(query, definition, input)
  const order = orderOf(definition, input, false)
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
type Order = readonly (readonly [column: string, direction: Direction])[]

// The id breaks ties in the direction of the last column, so that an index on (column, id) serves both directions.
function orderOf(definition: ListDefinition, input: Pick<ListInput, 'sort'>, reversed: boolean): Order {
  const order: Order = input.sort ? [[columnOf(definition, input.sort.field), input.sort.direction === 'asc' ? 'ASC' : 'DESC']] : definition.order
  if (!reversed) return order
  return order.map(([column, direction]) => [column, direction === 'ASC' ? 'DESC' : 'ASC'])
}

function ordered<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, order: Order): SelectQueryBuilder<Row> {
  for (const [column, direction] of order) query.addOrderBy(column, direction)
  return query.addOrderBy(`${query.alias}.id`, order.at(-1)?.[1] ?? 'ASC')
}

/**
 * Continues after the last row read instead of skipping all rows before it. Possible where the list is in the order of one
 * column of its own that is never empty.
 */
function keysetOf<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  order: Order
): ((next: SelectQueryBuilder<Row>, last: Row) => void) | undefined {
  const [column, direction] = order[0] ?? [`${query.alias}.id`, 'ASC' as const]
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
async function rememberedTotals<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, count: () => Promise<Record<string, number>>) {
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

async function totalsOf<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, definition: ListDefinition): Promise<Record<string, number>> {
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
