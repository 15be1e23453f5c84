import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addColumns, column, dropColumns } from '../schema'

const added = {
  columns: {
    codeAt: column.instantOptional,
    codeBy: column.textOptional,
    passwordAt: column.instantOptional,
    formerHashes: column.textOptional
  }
} as const

/** Accounts know whether their password is a code somebody handed out, how old it is, and which ones came before. */
export class OneTimeCodes1769330000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'accounts', added)
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'accounts', added)
  }
}
