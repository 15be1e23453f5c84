import { Brackets, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm'
import type { ListFilter, ListInput, Page } from '../../contract/lists'
import { invalid } from '../../kernel/fault'
import { instantAt } from '../../kernel/instant'
import { addDays } from '../../kernel/localDate'
import { searchTerm } from '../../kernel/searchKey'

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
export function narrow<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, definition: ListDefinition, input: Pick<ListInput, 'search' | 'filters'>): SelectQueryBuilder<Row> {
  const words = input.search ? searchTerm(input.search) : ''
  if (words && definition.search.length > 0) {
    const like = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    query.andWhere(new Brackets((any) => definition.search.forEach((column) => any.orWhere(`LOWER(${column}) LIKE :words ESCAPE '\\'`, { words: like }))))
  }
  input.filters.forEach((filter, index) => applyFilter(query, columnOf(definition, filter.field), filter, `f${index}`, definition.instants?.includes(filter.field) ?? false))
  return query
}

/** One window of a list with the total and sums of the filtered set. */
export async function pageOf<Row extends ObjectLiteral, Shown>(query: SelectQueryBuilder<Row>, definition: ListDefinition, input: ListInput, show: (rows: readonly Row[]) => Promise<readonly Shown[]> | readonly Shown[]): Promise<Page<Shown>> {
  narrow(query, definition, input)
  const { total, ...sums } = await totalsOf(query.clone(), definition)
  const rows = await ordered(query, definition, input).offset(input.offset).limit(input.limit).getMany()
  return { rows: await show(rows), total: total ?? 0, sums }
}

/** Reads a whole filtered list in windows, for exports: memory stays flat however many rows there are. */
export async function* allRows<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, definition: ListDefinition, input: Pick<ListInput, 'search' | 'filters' | 'sort'>, window = 1000): AsyncGenerator<Row[]> {
  narrow(query, definition, input)
  ordered(query, definition, input)
  for (let offset = 0; ; offset += window) {
    const rows = await query.clone().offset(offset).limit(window).getMany()
    if (rows.length > 0) yield rows
    if (rows.length < window) return
  }
}

function ordered<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, definition: ListDefinition, input: Pick<ListInput, 'sort'>): SelectQueryBuilder<Row> {
  const order = input.sort ? [[columnOf(definition, input.sort.field), input.sort.direction === 'asc' ? 'ASC' : 'DESC'] as const, ...definition.order] : definition.order
  for (const [column, direction] of order) query.addOrderBy(column, direction)
  return query.addOrderBy(`${query.alias}.id`, 'ASC')
}

async function totalsOf<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, definition: ListDefinition): Promise<Record<string, number>> {
  query.select('COUNT(*)', 'total')
  for (const field of definition.sums ?? []) query.addSelect(`COALESCE(SUM(${columnOf(definition, field)}), 0)`, field)
  const raw = (await query.orderBy().getRawOne<Record<string, number | string>>()) ?? {}
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, Number(value)]))
}

function columnOf(definition: ListDefinition, field: string): string {
  const column = definition.columns[field]
  if (!column) throw invalid([{ path: field, message: '这一列不能筛选或排序' }])
  return column
}

function applyFilter<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, column: string, { op, value }: ListFilter, name: string, instant: boolean): void {
  switch (op) {
    case 'eq':
      query.andWhere(`${column} = :${name}`, { [name]: value })
      break
    case 'in':
      query.andWhere(`${column} IN (:...${name})`, { [name]: Array.isArray(value) && value.length > 0 ? value : [''] })
      break
    case 'contains':
      query.andWhere(`LOWER(${column}) LIKE :${name} ESCAPE '\\'`, { [name]: `%${String(value ?? '').toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` })
      break
    case 'from':
      query.andWhere(`${column} >= :${name}`, { [name]: instant ? instantAt(String(value), '00:00') : value })
      break
    case 'to':
      if (instant) query.andWhere(`${column} < :${name}`, { [name]: instantAt(addDays(String(value), 1), '00:00') })
      else query.andWhere(`${column} <= :${name}`, { [name]: value })
      break
    case 'empty':
      query.andWhere(value === false ? `${column} IS NOT NULL` : `${column} IS NULL`)
  }
}
