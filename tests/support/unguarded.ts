import type { TestHouse } from './house'

/** Runs a statement on an append-only table as whoever owns the database could: its guards taken away and put back. */
export async function unguarded({ database, engine }: TestHouse, table: string, statement: string): Promise<void> {
  const sql = (text: string) => database.writer.query<{ name: string; sql: string }[]>(text)
  if (engine === 'postgres') {
    await sql(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)
    await sql(statement)
    await sql(`ALTER TABLE ${table} ENABLE TRIGGER ALL`)
    return
  }
  const kept = await sql(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '${table}'`)
  for (const { name } of kept) await sql(`DROP TRIGGER ${name}`)
  await sql(statement)
  for (const trigger of kept) await sql(trigger.sql)
}

/** Cuts a chain off behind an entry, its head put back to it, so that the chain is whole in itself. */
export async function cutTail(house: TestHouse, chain: string, last: number): Promise<void> {
  await unguarded(house, 'audit_entries', `DELETE FROM audit_entries WHERE chain = '${chain}' AND seq > ${last}`)
  await house.database.writer.query(
    `UPDATE chain_heads SET length = ${last}, hash = (SELECT hash FROM audit_entries WHERE chain = '${chain}' AND seq = ${last}) WHERE chain = '${chain}'`
  )
}
