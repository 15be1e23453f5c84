import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, column, dropColumns } from '../../../platform/database/schema'

const added = { columns: { auctionCents: column.wholeOptional } } as const

/** What goods were auctioned for. */
export class AuctionPrice1769221000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'detained_exit_records', added)
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'detained_exit_records', added)
  }
}
