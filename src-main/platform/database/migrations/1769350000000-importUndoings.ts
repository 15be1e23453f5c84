import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable, dropTable } from '../schema'

/** Imports that were taken back, each once. */
export class ImportUndoings1769350000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'import_undoings', {
      columns: {
        id: column.id,
        importId: column.ref,
        reason: column.text,
        at: column.instant,
        personId: column.refOptional,
        personName: column.text
      },
      unique: [['importId']],
      appendOnly: true
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, 'import_undoings')
  }
}
