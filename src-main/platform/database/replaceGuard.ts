/** Runs a query on whatever holds the database: a migration's runner or a manager. */
interface Queried {
  query(sql: string): Promise<unknown>
}

const quoted = (name: string) => `"${name}"`

/** The sets of columns that name one row of a table on SQLite: its key and what must be unique together. */
async function uniqueSets(database: Queried, table: string): Promise<readonly (readonly string[])[]> {
  const indexes = (await database.query(
    `SELECT name FROM pragma_index_list('${table}') WHERE "unique" = 1 ORDER BY name`
  )) as readonly { readonly name: string }[]
  const sets: string[][] = []
  for (const { name } of indexes) {
    const columns = (await database.query(`SELECT name FROM pragma_index_info('${name}') ORDER BY seqno`)) as readonly {
      readonly name: string | null
    }[]
    const named = columns.flatMap((column) => (column.name === null ? [] : [column.name]))
    if (named.length === columns.length) sets.push(named)
  }
  return sets.sort((one, other) => (one.join() < other.join() ? -1 : 1))
}

export const replaceGuardOf = (table: string): string => `${table}_keep_insert`

/**
 * The trigger that keeps INSERT OR REPLACE from an append-only table of SQLite, as SQL: it takes rows away without the
 * trigger on DELETE being asked, unless the connection says otherwise. What is refused reads as any doubled key does.
 */
export async function replaceGuardSql(database: Queried, table: string): Promise<string> {
  const doubled = (await uniqueSets(database, table)).map((columns) => {
    const same = columns.map((column) => `${quoted(column)} = NEW.${quoted(column)}`).join(' AND ')
    return `EXISTS (SELECT 1 FROM ${quoted(table)} WHERE ${same})`
  })
  return (
    `CREATE TRIGGER ${replaceGuardOf(table)} BEFORE INSERT ON ${table} WHEN ${doubled.join(' OR ')} ` +
    `BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: ${table}'); END`
  )
}

/** Puts the guard on an append-only table, in place of one made when other columns were unique. */
export async function guardAgainstReplacing(database: Queried, table: string): Promise<void> {
  await database.query(`DROP TRIGGER IF EXISTS ${replaceGuardOf(table)}`)
  await database.query(await replaceGuardSql(database, table))
}
