import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTable, dropTable } from '../../../platform/database/schema'
import { assetTables } from './tables/asset'
import { checkingTables } from './tables/checking'
import { gettingTables } from './tables/getting'
import { livingTables } from './tables/living'

const tables = { ...assetTables, ...gettingTables, ...livingTables, ...checkingTables }

/** The fixed-assets ledger. */
export class Assets1768000600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, spec] of Object.entries(tables)) await createTable(runner, name, spec)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(tables).reverse()) await dropTable(runner, name)
  }
}
