import {
  In,
  type EntityManager,
  type FindManyOptions,
  type FindOptionsWhere,
  type ObjectLiteral,
  type SelectQueryBuilder
} from 'typeorm'
import { selectRows, type Wanted } from './entitySql'

type EntityType<T> = new () => T

// Both engines bound the values of one statement (SQLite 32,766, PostgreSQL 65,535); imports and exports ask for more.
const valuesAtOnce = 1_000

/**
 * Reads by a list of values of any length, some at a time, each value once; absent ones are left out. Not called for an
 * empty list.
 */
export async function inParts<T>(
  values: readonly (string | null | undefined)[],
  read: (part: string[]) => Promise<readonly T[]>
): Promise<T[]> {
  const wanted = [...new Set(values)].filter((value) => value !== null && value !== undefined)
  let rows: T[] = []
  for (let start = 0; start < wanted.length; start += valuesAtOnce)
    rows = rows.concat(await read(wanted.slice(start, start + valuesAtOnce)))
  return rows
}

/**
 * Rows whose column has one of the values, however many there are. An order holds among the rows of one value, not
 * across values.
 */
export function rowsWith<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityType<T>,
  column: keyof T & string,
  values: readonly (string | null | undefined)[],
  { where, ...more }: Pick<FindManyOptions<T>, 'order' | 'select'> & { readonly where?: FindOptionsWhere<T> } = {}
): Promise<T[]> {
  const plain = !where && Object.keys(more).length === 0
  return inParts(values, (part) =>
    plain
      ? selectRows(manager, entity, { [column]: part } as Wanted<T>)
      : manager.find(entity, { ...more, where: { ...where, [column]: In(part) } as FindOptionsWhere<T> })
  )
}

/** What was read under an id that is known to be there; a fault of the program otherwise. */
export function mustFind<T>(read: ReadonlyMap<string, T>, id: string): T {
  const found = read.get(id)
  if (found === undefined) throw new Error(`${id} was not read`)
  return found
}

/** Rows by id; ids that are absent or unknown are missing. */
export async function rowsById<T extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  entity: EntityType<T>,
  ids: readonly (string | null | undefined)[]
): Promise<ReadonlyMap<string, T>> {
  return new Map((await rowsWith(manager, entity, 'id', ids)).map((row) => [row.id, row]))
}

/**
 * Narrows a list to rows whose column (alias.property) has one of a few values, to none where there are none; no list
 * means all rows.
 */
export function onlyAmong<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  values: readonly string[] | null | undefined
): SelectQueryBuilder<T> {
  return values
    ? query.andWhere(`${column} IN (:...onlyAmong)`, { onlyAmong: values.length > 0 ? values : [''] })
    : query
}
