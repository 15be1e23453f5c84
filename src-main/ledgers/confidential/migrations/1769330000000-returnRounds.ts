import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, column, dropColumns } from '../../../platform/database/schema'

const added = { columns: { round: column.textOptional } } as const

/** The round of returns a list is made for, where rounds need not be years. */
export class ReturnRounds1769330000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'confidential_endings', added)
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'confidential_endings', added)
  }
}
