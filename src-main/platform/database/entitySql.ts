import type { DataSource, EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js'

export type EntityType<T> = new () => T
type Values = Readonly<Record<string, unknown>>

/** Wanted values by property: one of them, any of a list, or null. */
export type Wanted<T> = { readonly [K in keyof T]?: T[K] | readonly T[K][] | null }

interface Column {
  readonly property: string
  /** Escaped for the engine. */
  readonly name: string
  readonly databaseName: string
  readonly stored: (value: unknown) => unknown
  readonly read: (value: unknown) => unknown
}

interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly byProperty: ReadonlyMap<string, Column>
  readonly select: string
}

const tables = new WeakMap<DataSource, Map<EntityType<unknown>, Table>>()

const asIs = (value: unknown): unknown => value ?? null

/**
 * Plain statements over an entity's columns, their text worked out once. TypeORM's `find` and query builders build,
 * rename and hydrate anew at every call, which costs more than the statement itself; they stay for everything that is
 * not on the path of each act.
 */
export function tableOf<T>(source: DataSource, entity: EntityType<T>): Table {
  let known = tables.get(source)
  if (!known) tables.set(source, (known = new Map<EntityType<unknown>, Table>()))
  const before = known.get(entity)
  if (before) return before
  const metadata = source.getMetadata(entity)
  const escape = (name: string) => source.driver.escape(name)
  const columns = metadata.columns.map((column) => columnOf(source, column))
  const name = escape(metadata.tableName)
  const table: Table = {
    name,
    columns,
    byProperty: new Map(columns.map((column) => [column.property, column])),
    select: `SELECT ${columns.map((column) => `${column.name} AS ${escape(column.property)}`).join(', ')} FROM ${name}`
  }
  known.set(entity, table)
  return table
}

function columnOf({ driver }: DataSource, column: ColumnMetadata): Column {
  const plain = column.type !== 'boolean' && column.type !== 'simple-json' && !column.transformer
  return {
    property: column.propertyName,
    name: driver.escape(column.databaseName),
    databaseName: column.databaseName,
    stored: plain
      ? asIs
      : (value) => ((value ?? null) === null ? null : (driver.preparePersistentValue(value, column) as unknown)),
    read: plain
      ? asIs
      : (value) => ((value ?? null) === null ? null : (driver.prepareHydratedValue(value, column) as unknown))
  }
}

function columnNamed(table: Table, property: string): Column {
  const column = table.byProperty.get(property)
  if (!column) throw new Error(`${table.name} has no column for ${property}`)
  return column
}

/** Collects values and gives the engine's placeholder for each. */
class Bindings {
  readonly values: unknown[] = []
  constructor(private readonly source: DataSource) {}

  add(value: unknown): string {
    this.values.push(value)
    return this.source.driver.createParameter('v', this.values.length - 1)
  }
}

function conditions(table: Table, wanted: Values, bindings: Bindings): string {
  const parts = Object.entries(wanted).map(([property, value]) => {
    const { name, stored } = columnNamed(table, property)
    if (value === undefined) throw new Error(`${property} is wanted without a value`)
    if (Array.isArray(value))
      return value.length === 0 ? '1 = 0' : `${name} IN (${value.map((each) => bindings.add(stored(each))).join(', ')})`
    return value === null ? `${name} IS NULL` : `${name} = ${bindings.add(stored(value))}`
  })
  return parts.length > 0 ? ` WHERE ${parts.join(' AND ')}` : ''
}

/**
 * Rows with the wanted values, in the order of one property where that is named; lists of values have to be short (see
 * `inParts`).
 */
export async function selectRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityType<T>,
  wanted: Wanted<T>,
  order?: keyof T & string
): Promise<T[]> {
  const table = tableOf(manager.connection, entity)
  const bindings = new Bindings(manager.connection)
  const where = conditions(table, wanted, bindings)
  const sorted = order ? ` ORDER BY ${columnNamed(table, order).name}` : ''
  const raw = await manager.query<Record<string, unknown>[]>(`${table.select}${where}${sorted}`, bindings.values)
  return raw.map((values) => hydrated(table, entity, values))
}

/** The row with the wanted values, of which there is one at most. */
export async function selectOne<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityType<T>,
  wanted: Wanted<T>
): Promise<T | undefined> {
  const [row] = await selectRows(manager, entity, wanted)
  return row
}

/**
 * What `getMany` gives for a query over one entity (joined ones only narrow and sort), each row once, without its cost
 * per row.
 */
export async function entitiesOf<T extends ObjectLiteral>(query: SelectQueryBuilder<T>): Promise<T[]> {
  const entity = query.expressionMap.mainAlias?.metadata.target
  if (typeof entity !== 'function') throw new Error('a list is of an entity')
  const table = tableOf(query.connection, entity as EntityType<T>)
  const keys = table.columns.map(({ property, databaseName, read }) => ({
    property,
    read,
    from: `${query.alias}_${databaseName}`
  }))
  const rows = new Map<unknown, T>()
  for (const raw of await query.getRawMany<Record<string, unknown>>()) {
    const row: Record<string, unknown> = new (entity as EntityType<T>)()
    for (const { property, read, from } of keys) if (from in raw) row[property] = read(raw[from])
    rows.set(row['id'], row as T)
  }
  return [...rows.values()]
}

function hydrated<T extends ObjectLiteral>(
  { columns }: Table,
  entity: EntityType<T>,
  values: Record<string, unknown>
): T {
  const row: Record<string, unknown> = new entity()
  for (const { property, read } of columns) row[property] = read(values[property])
  return row as T
}

/** Changes the named columns of the rows with the wanted values; gives how many there were. */
export async function updateRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityType<T>,
  changes: Partial<T>,
  wanted: Wanted<T>
): Promise<number> {
  const table = tableOf(manager.connection, entity)
  const bindings = new Bindings(manager.connection)
  const set = Object.entries(changes).map(([property, value]) => {
    const { name, stored } = columnNamed(table, property)
    return `${name} = ${bindings.add(stored(value))}`
  })
  const where = conditions(table, wanted, bindings)
  return counted(manager, `UPDATE ${table.name} SET ${set.join(', ')}${where}`, bindings.values)
}

/** Takes the rows with the wanted values away; gives how many there were. */
export async function deleteRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityType<T>,
  wanted: Wanted<T>
): Promise<number> {
  const table = tableOf(manager.connection, entity)
  const bindings = new Bindings(manager.connection)
  const where = conditions(table, wanted, bindings)
  return counted(manager, `DELETE FROM ${table.name}${where}`, bindings.values)
}

async function counted(manager: EntityManager, sql: string, values: unknown[]): Promise<number> {
  const runner = manager.queryRunner
  if (!runner) throw new Error('rows are changed within a transaction only')
  const { affected } = await runner.query(sql, values, true)
  if (affected === undefined) throw new Error('the driver did not say how many rows it changed')
  return affected
}
