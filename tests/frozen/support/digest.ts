import type { DataSource } from 'typeorm'

/** Where a chain ends. */
interface Head {
  readonly length: number
  readonly hash: string
}

/**
 * What a version's data must still say after every later migration: rows and sums by table as of its freezing, chain
 * heads.
 */
export interface Digest {
  readonly tables: Readonly<Record<string, { readonly rows: number; readonly sums: Readonly<Record<string, number>> }>>
  readonly heads: Readonly<Record<string, Head>>
}

/** Columns whose values are summed, by table: all 64-bit numbers (cents, thousandths, counts, years, versions). */
export type SummedColumns = Readonly<Record<string, readonly string[]>>

/** The program's own list of migrations grows with every version and is no record of the bureau. */
const unowned = 'migrations'

/** Tables and their 64-bit columns as they stand in the database now. */
export async function summedColumns(source: DataSource): Promise<SummedColumns> {
  const runner = source.createQueryRunner()
  try {
    const tables = await runner.getTables(source.entityMetadatas.map(({ tablePath }) => tablePath))
    return Object.fromEntries(
      tables
        .map(
          ({ name, columns }) =>
            [
              name.replace(/^public\./, ''),
              columns.filter(({ type }) => type === 'bigint').map((column) => column.name)
            ] as const
        )
        .filter(([name]) => name !== unowned)
        .map(([name, columns]) => [name, columns.toSorted()] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
    )
  } finally {
    await runner.release()
  }
}

/** Counts and sums of the given tables, and the heads of all chains, by plain SQL past the program. */
export async function digestOf(source: DataSource, columnsOf: SummedColumns): Promise<Digest> {
  const tables: Record<string, Digest['tables'][string]> = {}
  for (const [table, columns] of Object.entries(columnsOf)) {
    const sums = columns.map((column, place) => `, coalesce(sum("${column}"), 0) AS s${place}`).join('')
    const [row = {}] = await source.query<Record<string, number>[]>(`SELECT count(*) AS n${sums} FROM "${table}"`)
    tables[table] = {
      rows: Number(row['n']),
      sums: Object.fromEntries(columns.map((column, place) => [column, Number(row[`s${place}`])]))
    }
  }
  const heads = await source.query<(Head & { chain: string })[]>(
    'SELECT chain, length, hash FROM chain_heads ORDER BY chain'
  )
  return {
    tables,
    heads: Object.fromEntries(heads.map(({ chain, length, hash }) => [chain, { length: Number(length), hash }]))
  }
}
