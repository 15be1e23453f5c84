import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, column, dropColumns } from '../schema'

const added = { columns: { pinFailures: column.wholeOptional, pinLockedUntil: column.instantOptional } } as const

/** Accounts keep how often their PIN was wrong at the counter and until when it is closed. */
export class PinFailures1769320000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'accounts', added)
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'accounts', added)
  }
}
