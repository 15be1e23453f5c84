import type { EntityManager, EntityMetadata } from 'typeorm'
import { layoutOf, type RowLayout } from './rows'

/** Column values in the order of the table's layout. */
export type StoredRow = readonly unknown[]

/**
 * Reads a table past the entity mapper. The database gives each batch as one JSON text made on the driver's own thread:
 * making an object of every row, column by column, costs the main thread several times as much.
 */
export class StoredTable {
  readonly layout: RowLayout
  private readonly places: ReadonlyMap<string, number>
  private readonly columns: readonly string[]
  private readonly made: readonly { readonly place: number; readonly from: (stored: unknown) => unknown }[]
  private readonly postgres: boolean

  constructor(
    private readonly manager: EntityManager,
    readonly metadata: EntityMetadata
  ) {
    this.layout = layoutOf(metadata)
    const { driver, options } = manager.connection
    this.postgres = options.type === 'postgres'
    this.columns = this.layout.columns.map(({ databaseName }) => driver.escape(databaseName))
    this.places = new Map(this.layout.columns.map(({ propertyName }, place) => [propertyName, place]))
    this.made = this.layout.columns.flatMap(({ type }, place) => {
      if (type === 'simple-json') return [{ place, from: fromJson }]
      return type === 'boolean' && !this.postgres ? [{ place, from: fromFlag }] : []
    })
  }

  /** A property's value in a row; nothing for a property the table does not have. */
  valueOf(row: StoredRow, property: string): unknown {
    const place = this.places.get(property)
    return place === undefined ? undefined : row[place]
  }

  /** Rows by id, in no order; ids that are not there are missing. */
  async byId(ids: readonly string[]): Promise<ReadonlyMap<string, StoredRow>> {
    const listed = this.postgres ? 'SELECT json_array_elements_text($1::json)' : 'SELECT value FROM json_each(?)'
    const rows = await this.read(`WHERE id IN (${listed})`, [JSON.stringify(ids)])
    return new Map(rows.map((row) => [String(this.valueOf(row, 'id')), row]))
  }

  /** The next rows in the order of their ids. */
  async after(id: string, count: number): Promise<readonly StoredRow[]> {
    return this.read(`WHERE id > ${this.postgres ? '$1' : '?'} ORDER BY id ASC LIMIT ${count}`, [id])
  }

  /**
   * Rows as stored, by a condition, an order and a limit in plain SQL. JSON columns come as what they say, or as their
   * text where that is no JSON.
   */
  async read(rest: string, parameters: readonly (string | number)[]): Promise<StoredRow[]> {
    const rows = await this.asJson(this.columns, rest, parameters).catch((error: unknown) => {
      // Bytes where text belongs were put there past the program; JSON has no place for them, and their digits match no
      // hash.
      if (this.postgres) throw error
      const shown = this.columns.map(
        (column) => `CASE WHEN typeof(${column}) = 'blob' THEN hex(${column}) ELSE ${column} END`
      )
      return this.asJson(shown, rest, parameters)
    })
    for (const row of rows) for (const { place, from } of this.made) row[place] = from(row[place])
    return rows
  }

  private async asJson(
    shown: readonly string[],
    rest: string,
    parameters: readonly (string | number)[]
  ): Promise<unknown[][]> {
    const table = this.manager.connection.driver.escape(this.metadata.tableName)
    const from = `(SELECT ${this.columns.join(',')} FROM ${table} ${rest}) AS batch`
    const all = this.postgres
      ? `SELECT json_agg(json_build_array(${shown.join(',')}))::text AS batch FROM ${from}`
      : `SELECT json_group_array(json_array(${shown.join(',')})) AS batch FROM ${from}`
    const [answer] = await this.manager.query<{ batch: string | null }[]>(all, [...parameters])
    return JSON.parse(answer?.batch ?? '[]') as unknown[][]
  }
}

function fromFlag(stored: unknown): unknown {
  return stored === null ? null : Boolean(stored)
}

/** Text that is no longer JSON was altered; it is taken as it stands, so that it fails its hash and is named. */
function fromJson(stored: unknown): unknown {
  if (typeof stored !== 'string') return stored
  if (stored === '[]') return []
  try {
    return JSON.parse(stored)
  } catch {
    return stored
  }
}
