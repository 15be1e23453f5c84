import type { MigrationInterface, QueryRunner } from 'typeorm'
import { column, createTable } from '../schema'

/** Forms as they stood when they were signed or decided on (K-14). */
export class SignedForms1769150000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'signed_forms', {
      columns: {
        id: column.id,
        at: column.instant,
        chain: column.text,
        form: column.text,
        subjectId: column.ref,
        number: column.text,
        act: column.text,
        actorName: column.text,
        content: column.text
      },
      index: [['subjectId']],
      appendOnly: true
    })
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('signed_forms')
  }
}
