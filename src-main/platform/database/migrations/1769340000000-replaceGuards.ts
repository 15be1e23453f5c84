import type { MigrationInterface, QueryRunner } from 'typeorm'
import { guardAgainstReplacing, replaceGuardOf } from '../replaceGuard'

/** Append-only tables of SQLite refuse INSERT OR REPLACE too; PostgreSQL has nothing like it. */
export class ReplaceGuards1769340000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of await guardedTables(runner)) await guardAgainstReplacing(runner, table)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of await guardedTables(runner)) await runner.query(`DROP TRIGGER ${replaceGuardOf(table)}`)
  }
}

async function guardedTables(runner: QueryRunner): Promise<readonly string[]> {
  if (runner.connection.options.type === 'postgres') return []
  const rows: readonly { readonly name: string }[] = await runner.query(
    `SELECT tbl_name AS name FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || '_keep_delete' ORDER BY 1`
  )
  return rows.map(({ name }) => name)
}
