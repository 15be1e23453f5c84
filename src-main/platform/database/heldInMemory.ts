import type { EntityManager } from 'typeorm'
import type { ListFilter, ListInput } from '../../contract/lists'
import { instantAt } from '../../kernel/instant'
import { addDays } from '../../kernel/localDate'
import { sameBrackets } from '../../kernel/sameness'
import { holdsTyped } from '../../kernel/searchKey'
import type { ListDefinition, NamedColumn } from './listQuery'

type Values = Readonly<Record<string, unknown>>

const idOf = ({ column }: NamedColumn): string => column.split('.')[1] ?? ''

const folded = (value: unknown): string =>
  sameBrackets((typeof value === 'string' ? value : '').toLowerCase()).replace(/[()（）［］]/g, '_')
const blank = (value: unknown): boolean => value === null || value === undefined

function same(value: unknown, asked: unknown): boolean {
  if (typeof value === 'boolean') return String(value) === String(asked)
  return !blank(value) && (typeof value === 'number' ? value === Number(asked) : value === String(asked))
}

// numbers by size, dates and words by their signs, as the database does
function within(value: unknown, bound: unknown): number | undefined {
  if (typeof value === 'number') return value - Number(bound)
  if (typeof value !== 'string') return undefined
  return value < String(bound) ? -1 : value > String(bound) ? 1 : 0
}

/** Whether a value meets a condition, as `applyFilter` asks the database. */
function meets(value: unknown, { op, value: asked }: ListFilter, instant: boolean): boolean {
  const dayOf = (days: number) => instantAt(addDays(String(asked), days), '00:00')
  switch (op) {
    case 'eq':
      return same(value, asked)
    case 'in':
      return (Array.isArray(asked) ? asked : [asked]).some((each) => same(value, each))
    case 'contains':
      return !blank(value) && folded(value).includes(folded(asked))
    case 'from':
      return (within(value, instant ? dayOf(0) : asked) ?? -1) >= 0
    case 'to':
      return instant ? (within(value, dayOf(1)) ?? 1) < 0 : (within(value, asked) ?? 1) <= 0
    case 'empty':
      return blank(value) === (asked !== false)
  }
}

/**
 * Tells of rows in memory whether they meet a list's conditions, for values that are no column of the database. Rows
 * hold the list's fields, and the ids of what they name, under their names.
 */
export async function holding(
  manager: EntityManager,
  { named = {}, instants = [] }: Pick<ListDefinition, 'named' | 'instants'>,
  filters: readonly ListFilter[]
): Promise<(row: object) => boolean> {
  const conditions = await Promise.all(
    filters.map(async (filter) => {
      const name = Object.hasOwn(named, filter.field) ? named[filter.field] : undefined
      if (!name) return (row: Values) => meets(row[filter.field], filter, instants.includes(filter.field))
      const property = idOf(name)
      if (filter.op !== 'contains') return (row: Values) => meets(row[property], filter, false)
      const ids = (await name.names(manager))
        .filter(({ searchKey }) => holdsTyped(searchKey, String(filter.value ?? '')))
        .map(({ id }) => id)
      return (row: Values) => ids.some((id) => id === row[property])
    })
  )
  return (row) => conditions.every((met) => met(row as Values))
}

const compared = (one: unknown, other: unknown): number =>
  blank(one) || blank(other) ? Number(blank(other)) - Number(blank(one)) : (within(one, other) ?? 0)

/** Rows in memory in the order a list would be in by a field; names in the order they are sorted in, none last. */
export async function inOrder<Row extends object>(
  manager: EntityManager,
  { named = {} }: Pick<ListDefinition, 'named'>,
  rows: readonly Row[],
  { field, direction }: NonNullable<ListInput['sort']>
): Promise<readonly Row[]> {
  const name = Object.hasOwn(named, field) ? named[field] : undefined
  const places = new Map((await name?.names(manager))?.map(({ id }, at) => [id, at]))
  const key = name ? idOf(name) : field
  const valueOf = (row: object): unknown => {
    const value = (row as Values)[key]
    return name ? (places.get(String(value)) ?? places.size) : value
  }
  const sign = direction === 'asc' ? 1 : -1
  return rows.toSorted((one, other) => sign * compared(valueOf(one), valueOf(other)))
}
