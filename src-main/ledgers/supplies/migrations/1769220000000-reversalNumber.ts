import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, column, dropColumns } from '../../../platform/database/schema'

const added = { columns: { number: column.textOptional }, unique: [['number']] } as const

/** Reversals of stock movements have numbers of their own. */
export class ReversalNumber1769220000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'supply_movements', added)
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'supply_movements', added)
  }
}
