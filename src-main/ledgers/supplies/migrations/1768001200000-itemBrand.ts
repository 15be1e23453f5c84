import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, column, dropColumns } from '../../../platform/database/schema'

const added = { columns: { brand: column.textOptional } } as const

/** Items say which brand they are. */
export class ItemBrand1768001200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'supply_items', added)
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'supply_items', added)
  }
}
