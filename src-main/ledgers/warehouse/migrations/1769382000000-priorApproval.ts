import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, column, dropColumns } from '../../../platform/database/schema'

const added = { columns: { approvedOn: column.dateOptional } } as const

/** The day a seizure was approved before it was carried out. */
export class PriorApproval1769382000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'detained_intakes', added)
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'detained_intakes', added)
  }
}
