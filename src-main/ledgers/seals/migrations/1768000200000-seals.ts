import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTable, dropTable } from '../../../platform/database/schema'
import { registerTables } from './tables/register'
import { usageTables } from './tables/usage'

const tables = { ...registerTables, ...usageTables }

/** The seals ledger. */
export class Seals1768000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, spec] of Object.entries(tables)) await createTable(runner, name, spec)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(tables).reverse()) await dropTable(runner, name)
  }
}
