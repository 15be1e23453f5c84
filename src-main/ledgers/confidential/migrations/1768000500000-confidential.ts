import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTable, dropTable } from '../../../platform/database/schema'
import { circulationTables } from './tables/circulation'
import { endingsTables } from './tables/endings'
import { mattersTables } from './tables/matters'
import { registerTables } from './tables/register'

const tables = { ...registerTables, ...circulationTables, ...endingsTables, ...mattersTables }

/** The ledger of confidential files. */
export class Confidential1768000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, spec] of Object.entries(tables)) await createTable(runner, name, spec)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(tables).reverse()) await dropTable(runner, name)
  }
}
