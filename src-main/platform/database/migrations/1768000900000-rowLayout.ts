import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, column, dropColumns } from '../schema'

const added = { columns: { layout: column.wholeOptional } } as const

/** Audit entries say how they and their rows are put into canonical text, so that tables may gain columns. */
export class RowLayout1768000900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'audit_entries', added)
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'audit_entries', added)
  }
}
