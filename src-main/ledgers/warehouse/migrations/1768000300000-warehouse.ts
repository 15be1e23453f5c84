import type { MigrationInterface, QueryRunner } from 'typeorm'
import { createTable, dropTable } from '../../../platform/database/schema'
import { goodsTables } from './tables/goods'
import { roomTables } from './tables/room'

const tables = { ...goodsTables, ...roomTables }

/** The ledger of detained and confiscated goods. */
export class Warehouse1768000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, spec] of Object.entries(tables)) await createTable(runner, name, spec)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(tables).reverse()) await dropTable(runner, name)
  }
}
