import { createHash, type Hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { DataSource } from 'typeorm'

const rowsAtOnce = 2_000

interface Column {
  readonly name: string
}

/**
 * SHA-256 over everything a SQLite database holds: the text of its schema, then every row of every table with its
 * values as SQL literals, in the order rows are kept. `except` names the tables left out. Two files of the same content
 * have the same digest, however their pages lie.
 */
export async function contentDigest(source: DataSource, except: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  const schema = await source.query<{ type: string; name: string; tbl_name: string; sql: string | null }[]>(
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
  )
  const kept = schema.filter(({ tbl_name: table }) => !except.includes(table))
  for (const { type, name, sql } of kept) hash.update(`${type}\n${name}\n${sql ?? ''}\n`)
  for (const { name } of kept.filter(({ type }) => type === 'table')) await digestTable(source, name, hash)
  return hash.digest('hex')
}

async function digestTable(source: DataSource, table: string, hash: Hash): Promise<void> {
  const quoted = `"${table.replaceAll('"', '""')}"`
  const columns = await source.query<Column[]>(`SELECT name FROM pragma_table_info(${quoted})`)
  const values = columns.map(({ name }) => `quote("${name.replaceAll('"', '""')}")`).join(` || ',' || `)
  hash.update(`${table}\n`)
  for (let after = -1; ;) {
    const [batch] = await source.query<{ rows: string | null; last: number | null }[]>(
      `SELECT group_concat(line, char(10)) AS rows, max(place) AS last FROM (SELECT rowid AS place, ${values} AS line FROM ${quoted} WHERE rowid > ? ORDER BY rowid LIMIT ${rowsAtOnce})`,
      [after]
    )
    if (!batch || batch.rows === null || batch.last === null) return
    hash.update(batch.rows).update('\n')
    after = batch.last
    // A large house takes a while: other work of the process gets its turn.
    await setImmediate()
  }
}
